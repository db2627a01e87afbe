import type { Announcement, AnnouncementStore } from '../announcement.ts';
import { begunStates } from '../openings.ts';
import type { ApprovedHead } from '../people/audit.ts';
import type { Officials } from '../people/officials.ts';

/** As many announcements are read between two rests. */
const readAtOnce = 100;

const headOf = ({ approval }: Pick<Announcement, 'approval'>): ApprovedHead[] =>
  approval?.auditHead ? [{ head: approval.auditHead, at: approval.at }] : [];

/** Heads of the audit log that approvals were given at; `rest` lets others have a turn meanwhile. Throws where a seal is broken. */
export async function approvedHeads(
  { announcements, officials }: { announcements: Pick<AnnouncementStore, 'page'>; officials: Pick<Officials, 'list'> },
  rest: () => Promise<unknown>,
): Promise<ApprovedHead[]> {
  await officials.list();
  const heads: ApprovedHead[] = [];
  for (let before: number | undefined; ; ) {
    const part = await announcements.page({ before, limit: readAtOnce });
    heads.push(...part.flatMap(headOf));
    before = part.at(-1)?.number;
    if (part.length < readAtOnce) return heads;
    await rest();
  }
}

/** Those of announcements that may still be sent, or are. */
export async function openHeads(
  { announcements }: { announcements: Pick<AnnouncementStore, 'list'> },
  now: () => Date,
): Promise<ApprovedHead[]> {
  return (await announcements.list(['approved', 'scheduled', ...begunStates], now().toISOString())).flatMap(headOf);
}
