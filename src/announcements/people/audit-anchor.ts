/** The action of an entry that says what was removed before the first entry there is. Its `hash` is the chain of the last one removed. */
export const trimAction = 'audit-trim';

/** What was removed from the beginning of the log. */
export interface AuditCut {
  /** How many entries, from the very first on. */
  entries: number;
  /** All of them were made before this moment. ISO 8601 UTC. */
  before: string;
  /** When the last of them were removed, ISO 8601 UTC. */
  at: string;
  /** Official who had them removed. */
  who: string;
}

/** What such an entry says in its detail; the rest of it is under the key of the log, like every entry. */
export interface AuditAnchor {
  before: string;
  /** `auditDigest` of the entries that were removed with it: proves the file they were kept in. */
  removed: string;
  /** `auditDigest` of the entries that stayed, up to it: proves those that were made with a key that has been replaced since. */
  kept: string;
}

const parts = ['before ', '; removed ', '; kept '] as const;

export const anchorText = ({ before, removed, kept }: AuditAnchor): string =>
  `${parts[0]}${before}${parts[1]}${removed}${parts[2]}${kept}`;

/** The other way; `undefined` where it is something else. */
export function anchorOf(detail = ''): (AuditAnchor & { entries: number }) | undefined {
  const [before = '', removed = '', kept = '', ...more] = detail.replace(parts[0], '').split(/; (?:removed|kept) /u);
  const entries = Number(removed.split(' ')[1]?.split('-')[1]);
  const anchor = { before, removed, kept };
  return more.length === 0 && anchorText(anchor) === detail && entries > 0 ? { ...anchor, entries } : undefined;
}

/** The action of an entry that two persons began a log with, in the place of a broken one. It follows nothing, and is numbered on. */
export const restartAction = 'audit-restart';

/** What a log was begun anew from. */
export interface AuditRestart {
  /** How many numbers were given in the log before. */
  entries: number;
  /** ISO 8601 UTC. */
  at: string;
  /** Official who confirmed it. */
  who: string;
  /** Official who asked for it. */
  askedBy: string;
  reason: string;
}

/** `removed`: `auditDigest` of what was put away: proves the file it was kept in. */
export const restartText = ({ removed, askedBy, reason }: { removed: string; askedBy: string; reason: string }): string =>
  `removed ${removed}; asked by ${askedBy}; ${reason}`;

/** The other way. */
export function restartOf(detail = ''): { removed: string; askedBy: string; reason: string } {
  const [removed = '', askedBy = '', ...reason] = detail.split('; ');
  return { removed: removed.replace('removed ', ''), askedBy: askedBy.replace('asked by ', ''), reason: reason.join('; ') };
}
