import { type AuditEntry, auditDigest } from '../people/audit.ts';
import { anchorOf, restartAction, restartOf, trimAction } from '../people/audit-anchor.ts';

/** A file of entries that were removed from the log; `read` gives them again and again. */
export interface AuditArchive {
  name: string;
  read(): AsyncIterable<AuditEntry>;
}

/** A file that is not what was written, or cannot be read. The message names it and says what to do. */
export class ArchiveError extends Error {
  constructor(name: string, what: string) {
    super(`${name} ${what}: give the file that cutri audit trim wrote, where the service can read it.`);
    this.name = 'ArchiveError';
  }
}

/**
 * Files of removed entries, held against what the log says of what was removed; one of an earlier removal against a later file, where its entry went.
 * The log itself has to be checked apart from this. Throws what `read` throws.
 * @returns names of files that nothing proves, and which of the heads are in the others
 */
export async function checkArchives(
  entries: AsyncIterable<AuditEntry>,
  archives: readonly AuditArchive[],
  heads: Iterable<string>,
): Promise<{ foreign: string[]; found: ReadonlySet<string> }> {
  const sought = new Set(heads);
  const found = new Set<string>();
  const proofs = new Set<string>();
  async function look(some: AsyncIterable<AuditEntry>, isArchive: boolean): Promise<void> {
    for await (const { action, outcome, detail, chain } of some) {
      if (isArchive && sought.has(chain)) found.add(chain);
      if (outcome !== 'done') continue;
      const removed =
        action === trimAction ? anchorOf(detail)?.removed : action === restartAction ? restartOf(detail).removed : undefined;
      if (removed !== undefined) proofs.add(removed);
    }
  }
  await look(entries, false);
  const open = new Map<AuditArchive, string>();
  for (const archive of archives) open.set(archive, await auditDigest(archive.read()));
  for (;;) {
    const proved = [...open].filter(([, digest]) => proofs.has(digest));
    if (proved.length === 0) return { foreign: [...open.keys()].map(({ name }) => name), found };
    for (const [archive] of proved) {
      open.delete(archive);
      await look(archive.read(), true);
    }
  }
}
