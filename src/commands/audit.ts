import { type AuditEntry, type AuditLog, verifyAudit } from '../announcements/people/audit.ts';
import type { CommandIo } from './io.ts';

export interface AuditWork {
  audit: AuditLog;
  /** See `chained`. */
  auditKey: string | undefined;
  /** Heads of the log that approvals were given at: it has to contain them. */
  approvedHeads(): Promise<readonly string[]>;
  io: CommandIo;
}

const why = {
  changed: 'was changed after it was written',
  'missing-or-moved': 'does not follow the one before: an entry is missing or was moved',
  'cut-off':
    'is where the log ends, but a head noted earlier, or kept in an approval, is not in it: the end was cut off, or all of it was replaced',
};

/** `head` and `against`: noted at earlier checks. Exit code 1 where the log is broken. */
export async function runAuditVerify(
  { head, against = [], json }: { head?: string; against?: string[]; json?: boolean },
  { audit, auditKey, approvedHeads, io }: AuditWork,
): Promise<number> {
  const verdict = await verifyAudit(audit.entries(), {
    heads: [...(head === undefined ? [] : [head]), ...against, ...(await approvedHeads())],
    key: auditKey,
  });
  if (json) io.out(`${JSON.stringify(verdict)}\n`);
  else if (verdict.kind === 'intact')
    io.out(
      `The audit log is intact: ${verdict.entries} entries.\nHead: ${verdict.head}\nNote the head outside this machine; a later check with --against proves that the end was not cut off.\n`,
    );
  else
    io.err(
      `The audit log is BROKEN: entry ${verdict.entry} ${why[verdict.why]}. Keep a copy of the store as it is, and compare it with your backups.\n`,
    );
  return verdict.kind === 'intact' ? 0 : 1;
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
