import type { Announcement } from '../announcement.ts';
import { type ApprovalKeys, approvalFlaw } from '../approval.ts';
import type { AuditEntry, AuditLog } from '../people/audit.ts';
import type { ApprovalFlaw } from '../people/given-approval.ts';
import type { Official } from '../people/officials.ts';
import type { Refusal } from '../refusal.ts';

/** What decides about a template in the log; how it was used does not. */
const deciding: readonly string[] = ['draft', 'edit', 'submit', 'approve', 'return', 'stop', 'expire'];
/** Entries that are looked through at most: uses stand between. */
const mostEntries = 200;

/** Why nothing may be made from a template now; `undefined`: it may. */
export async function templateFlaw(
  template: Announcement,
  officials: readonly Official[],
  { audit, now, approvalKey, issuer }: ApprovalKeys & { audit: Pick<AuditLog, 'latest'>; now: () => Date },
): Promise<Refusal | undefined> {
  const { kind, state, content } = template;
  if (kind !== 'template' || !content.terms || !content.audience) return { code: 'not-a-template' };
  if (state !== 'approved') return { code: 'wrong-state', state, action: 'send' };
  const nowIso = now().toISOString();
  if ((content.expiresAt ?? '') <= nowIso) return { code: 'time-past' };
  const flaw: ApprovalFlaw | undefined =
    approvalFlaw(template, officials, nowIso, { approvalKey, issuer }) ??
    ((await isLastDecision(template, audit)) ? undefined : 'not-as-logged');
  return flaw && { code: 'approval', flaw };
}

/** Of one that was used so often that its decisions are far down the log. */
async function oneByOne(subject: string, audit: Pick<AuditLog, 'latest'>): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for (const action of deciding) found.push(...(await audit.latest({ subject, action, outcome: 'done', limit: mostEntries })));
  return found;
}

/** Whether the log's last word on it is this approval: one that was put back to what it was before it was withdrawn or changed is under a right seal. */
async function isLastDecision({ id, approval }: Announcement, audit: Pick<AuditLog, 'latest'>): Promise<boolean> {
  const isDecision = ({ action }: AuditEntry) => deciding.includes(action);
  const latest = await audit.latest({ subject: id, outcome: 'done', limit: mostEntries });
  const found = latest.some(isDecision) ? latest : await oneByOne(id, audit);
  const last = found.filter(isDecision).sort((a, b) => b.number - a.number)[0];
  return last?.action === 'approve' && last.at === approval?.at;
}
