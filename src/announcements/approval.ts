import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Announcement, Approval } from './announcement.ts';
import { holds, type Official } from './officials.ts';

/** An approval not acted on for so long has to be given again. */
export const approvalMs = 24 * 3_600_000;

/** Fixed order and no optional key left out: the same content gives the same text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`)
    .join(',')}}`;
}

/** SHA-256 (hexadecimal) over everything a recipient or a decision depends on: text, buttons, audience, expiry, time, kind, what it is about, number. */
export function contentHash({ id, number, kind, about, content }: Announcement): string {
  const { text, buttons, audience, expiresAt, sendAt } = content;
  return createHash('sha256')
    .update(canonical({ id, number, kind, about: about ?? null, text, buttons, audience, expiresAt, sendAt }))
    .digest('hex');
}

function sealOf(id: string, { by, person, at, hash, count }: Omit<Approval, 'seal'>, key: string): string {
  return createHmac('sha256', key)
    .update(canonical([id, by, person, at, hash, count]))
    .digest('hex');
}

export function approve(announcement: Announcement, by: Official, count: number, at: string, key: string): Approval {
  const approval = { by: by.id, person: by.person, at, hash: contentHash(announcement), count };
  return { ...approval, seal: sealOf(announcement.id, approval, key) };
}

/** What is wrong with an approval. */
export type ApprovalFlaw =
  | 'not-approved'
  | 'content-changed'
  | 'not-sealed-here'
  | 'by-a-writer'
  | 'no-longer-approver'
  | 'author-no-longer-author'
  | 'too-old';

/**
 * Checks the approval against the announcement and the officials as they are now; `undefined` when it holds. Called when it is given, when
 * sending begins and again and again while it goes on. A drill may be approved by who wrote it.
 */
export function approvalFlaw(
  announcement: Announcement,
  officials: readonly Official[],
  nowIso: string,
  key: string,
): ApprovalFlaw | undefined {
  const { approval, kind, author, writers, startedAt, content } = announcement;
  if (!approval) return 'not-approved';
  if (approval.hash !== contentHash(announcement)) return 'content-changed';
  const { seal, ...sealed } = approval;
  const expected = Buffer.from(sealOf(announcement.id, sealed, key));
  const given = Buffer.from(seal);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'not-sealed-here';
  const find = (id: string) => officials.find((official) => official.id === id);
  const approver = find(approval.by);
  const mayApprove = holds(approver, 'approver') || (kind === 'drill' && holds(approver, 'author'));
  if (!mayApprove || approver?.person !== approval.person) return 'no-longer-approver';
  const writing = find(author);
  if (!holds(writing, 'author')) return 'author-no-longer-author';
  if (kind !== 'drill' && (approver.person === writing.person || writers.includes(approver.person))) return 'by-a-writer';
  // A time of sending is part of what was approved; without one the approval has to be acted on in time.
  const actedOn = Date.parse(startedAt ?? nowIso);
  if (content.sendAt === undefined && actedOn - Date.parse(approval.at) > approvalMs) return 'too-old';
  return undefined;
}
