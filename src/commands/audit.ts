import {
  type ApprovedHead,
  type AuditEntry,
  type AuditLog,
  type AuditVerdict,
  verifyAudit,
} from '../announcements/people/audit.ts';
import { ArchiveError, type AuditArchive, checkArchives } from '../announcements/retention/archives.ts';
import { vietnamDate, writtenDate } from '../elections/tense.ts';
import type { CommandIo } from './io.ts';

export interface AuditWork {
  audit: AuditLog;
  /** See `chained`. */
  auditKey: string | undefined;
  /** Heads of the log that approvals were given at: it has to contain them. */
  approvedHeads(): Promise<readonly ApprovedHead[]>;
  /** The entries of a file that `cutri audit trim` wrote. Throws where it is none. */
  readArchive(path: string): AsyncIterable<AuditEntry>;
  io: CommandIo;
}

const why = {
  changed: 'was changed after it was written',
  'missing-or-moved': 'does not follow the one before: an entry is missing or was moved',
  'cut-off':
    'is where the log ends, but a head noted earlier, or kept in an approval, is not in it: the end was cut off, or all of it was replaced (a head from before entries were removed: give their file with --archive)',
};

export interface VerifyOptions {
  head?: string;
  against?: string[];
  /** Whole paths. */
  archive?: string[];
  json?: boolean;
}

/** `head` and `against`: noted at earlier checks. Exit code 1 where the log is broken, or a file is not what was removed from it. */
export async function runAuditVerify(
  { head, against = [], archive = [], json }: VerifyOptions,
  { audit, auditKey, approvedHeads, readArchive, io }: AuditWork,
): Promise<number> {
  const noted = [...(head === undefined ? [] : [head]), ...against];
  const archives = archive.map((name): AuditArchive => ({ name, read: () => readArchive(name) }));
  const checked = await checkArchives(audit.entries(), archives, noted).catch((error: unknown) => {
    if (error instanceof ArchiveError) return error;
    throw error;
  });
  if (checked instanceof ArchiveError) {
    io.err(`${checked.message}\n`);
    return 1;
  }
  const { foreign, found } = checked;
  const heads = noted.filter((one) => !found.has(one));
  const verdict = await verifyAudit(audit.entries(), { heads, approved: await approvedHeads(), key: auditKey });
  if (json) io.out(`${JSON.stringify(archive.length === 0 ? verdict : { ...verdict, foreign })}\n`);
  else if (verdict.kind === 'intact') io.out(intactText(verdict, archive.length - foreign.length));
  else
    io.err(
      `The audit log is BROKEN: entry ${verdict.entry} ${why[verdict.why]}. Keep a copy of the store as it is, and compare it with your backups.\n`,
    );
  if (!json)
    for (const name of foreign) io.err(`${name} is not what was removed from this log: it was changed, or is of another log.\n`);
  return verdict.kind === 'intact' && foreign.length === 0 ? 0 : 1;
}

function intactText({ entries, head, cut, restart }: Extract<AuditVerdict, { kind: 'intact' }>, archives: number): string {
  const day = (at: string): string => writtenDate(vietnamDate(new Date(at)));
  return [
    `The audit log is intact: ${entries} entries.`,
    ...(cut
      ? [
          `${cut.entries} entries of before ${day(cut.before)} were archived and removed on ${day(cut.at)} by ${cut.who}; what stays is joined to a signed mark.`,
        ]
      : []),
    ...(restart
      ? [
          `It was begun anew on ${day(restart.at)}, in the place of a BROKEN log (up to entry ${restart.entries}): asked for by ${restart.askedBy}, confirmed by ${restart.who}. Reason: ${restart.reason}`,
        ]
      : []),
    ...(archives > 0 ? [`Files that hold exactly what was removed: ${archives}.`] : []),
    `Head: ${head}`,
    'Note the head outside this machine; a later check with --against proves that the end was not cut off.',
    '',
  ].join('\n');
}

const shownEntries = 50;

/** The latest entries, oldest first. */
export async function runAuditList(
  { last = shownEntries, json }: { last?: number; json?: boolean },
  { audit, io }: AuditWork,
): Promise<number> {
  const latest: AuditEntry[] = [];
  let all = 0;
  for await (const entry of audit.entries()) {
    all += 1;
    latest.push(entry);
    if (latest.length > last) latest.shift();
  }
  for (const entry of latest) io.out(`${json ? JSON.stringify(entry) : auditLine(entry)}\n`);
  if (json) return 0;
  io.out(all === 0 ? 'Nothing has been done yet.\n' : `${latest.length} of ${all} entries.\n`);
  return 0;
}

const auditLine = ({ number, at, who, action, outcome, subject, from, detail }: AuditEntry): string =>
  [number, at, who, from, action, outcome, subject, detail ?? ''].join('  ').trimEnd();

/** Everything, one JSON object a line. */
export async function runAuditExport({ audit, io }: AuditWork): Promise<number> {
  for await (const entry of audit.entries()) io.out(`${JSON.stringify(entry)}\n`);
  return 0;
}
