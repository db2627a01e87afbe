import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { Problem } from '../../elections/pack/problem.ts';
import { type PackStanding, packContents } from '../../elections/pack/standing.ts';
import { vietnamDate } from '../../elections/tense.ts';

/** Remembers what watching the pack found, for whoever asks how it stands. */
export interface PackStandings {
  current(): PackStanding;
  /** The files were taken over. */
  changed(): void;
  /** The files cannot be used and what was in use stays; none: they are again what is in use. */
  broken(problems: readonly Problem[]): void;
}

export function createPackStandings(pack: () => KnowledgePack, now: () => Date): PackStandings {
  let takenOverAt = now().toISOString();
  let problems: PackStanding['problems'] = [];
  return {
    current: () => ({ ...packContents(pack(), vietnamDate(now())), takenOverAt, problems }),
    changed() {
      takenOverAt = now().toISOString();
      problems = [];
    },
    broken(found) {
      problems = found.map(({ file, line }) => ({ file, ...(line === undefined ? {} : { line }) }));
    },
  };
}
