import { z } from 'zod';
import type { PaceState, PaceStore } from '../../announcements/sending/pace.ts';
import { openDocumentFile } from '../document-file.ts';
import { diskFiles, type Files } from '../files.ts';
import { paceState } from '../pace-record.ts';

const schema = z.strictObject({ lanes: z.record(z.string(), paceState) });

/**
 * How far ahead slots are written down as used, ms. One write serves many sends, and a process that starts after a crash waits so long at most
 * rather than sending faster than the platform allows.
 */
const aheadMs = 2_000;

export interface PaceFile extends PaceStore {
  /** As it is on disk. */
  current(): Readonly<Record<string, PaceState>>;
  close(): Promise<void>;
}

/** The pace of one process, kept over restarts. */
export async function openPaceFile(options: { path: string; create: boolean; files?: Files }): Promise<PaceFile> {
  const file = await openDocumentFile({
    ...options,
    files: options.files ?? diskFiles,
    kind: 'pace',
    version: 1,
    schema,
    empty: { lanes: {} },
  });
  const lanes = new Map<string, PaceState>(Object.entries(file.current().lanes));

  /** What is on disk covers the state: nothing in it would let a new process go faster. */
  function isCovered(lane: string, { usedUpMs, pausedUntilMs, refused }: PaceState): boolean {
    const kept = file.current().lanes[lane];
    return (
      kept !== undefined &&
      kept.usedUpMs >= usedUpMs &&
      kept.pausedUntilMs === pausedUntilMs &&
      kept.refused?.atMs === refused?.atMs &&
      kept.refused?.perSecond === refused?.perSecond
    );
  }

  return {
    async update(lane, change) {
      const { state, result } = change(structuredClone(lanes.get(lane)));
      lanes.set(lane, structuredClone(state));
      if (!isCovered(lane, state)) {
        await file.update((data) => {
          const latest = lanes.get(lane)!;
          const kept = paceState.parse({ ...latest, usedUpMs: latest.usedUpMs + aheadMs });
          return { data: isCovered(lane, latest) ? data : { lanes: { ...data.lanes, [lane]: kept } }, result: undefined };
        });
      }
      return result;
    },
    current: () => file.current().lanes,
    close: () => file.close(),
  };
}
