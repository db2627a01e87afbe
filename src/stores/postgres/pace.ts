import type { PaceState, PaceStore } from '../../announcements/sending/pace.ts';
import { paceState } from '../pace-record.ts';
import { type Database, sql } from './database.ts';
import { grouped } from './grouped.ts';

type Change = (state: PaceState | undefined) => { state: PaceState; result: unknown };

interface Kept {
  /** 0: there is no row yet. */
  version: number;
  state: PaceState | undefined;
}

/**
 * The pace of all processes: one row a lane. A change is made on what this process last saw and written only if nobody else wrote in
 * between, otherwise made again on what they wrote. Changes of one process that arrive together are written together.
 */
export function createPostgresPace({ db }: Database): PaceStore {
  const lanes = new Map<string, (change: Change) => Promise<unknown>>();

  async function read(lane: string): Promise<Kept> {
    const { rows } = await sql<{ version: number; state: string }>`
      select version::int, state from lanes where lane = ${lane}`.execute(db);
    return rows[0]
      ? { version: rows[0].version, state: paceState.parse(JSON.parse(rows[0].state)) }
      : { version: 0, state: undefined };
  }

  async function write(lane: string, version: number, state: PaceState): Promise<boolean> {
    const body = JSON.stringify(paceState.parse(state));
    const { numAffectedRows } =
      version === 0
        ? await sql`insert into lanes (lane, version, state) values (${lane}, 1, ${body}) on conflict do nothing`.execute(db)
        : await sql`update lanes set version = version + 1, state = ${body} where lane = ${lane} and version = ${version}`.execute(
            db,
          );
    return numAffectedRows === 1n;
  }

  function laneOf(lane: string): (change: Change) => Promise<unknown> {
    let kept: Kept | undefined;
    return grouped(async (changes) => {
      for (;;) {
        kept ??= await read(lane);
        let { state } = kept;
        const results = changes.map((change) => {
          const changed = change(structuredClone(state));
          ({ state } = changed);
          return changed.result;
        });
        const { version } = kept;
        // Until it is known to be written it is not what was last seen.
        kept = undefined;
        if (await write(lane, version, state!)) {
          kept = { version: version + 1, state };
          return results;
        }
      }
    });
  }

  return {
    update<Result>(lane: string, change: (state: PaceState | undefined) => { state: PaceState; result: Result }) {
      const run = lanes.get(lane) ?? laneOf(lane);
      lanes.set(lane, run);
      return run(change) as Promise<Result>;
    },
  };
}
