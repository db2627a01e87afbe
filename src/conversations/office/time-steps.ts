import type { Announcement } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { Ask } from './asking.ts';
import type { Drafting } from './drafting.ts';
import { readMoment } from './moment.ts';
import { said, type Visit } from './views.ts';
import { expiryChoices, whenChoices, officialWords as words } from './words.ts';

/** What the next message is taken for while somebody types a day and an hour. */
export type TimeExpectation = { by: 'writing'; what: 'when' | 'expiry'; number: number };

/** When an announcement goes out, and until when it is in force. `argument`: what was pressed or typed; empty: shows what there is to choose. */
export type TimeSteps = Record<'when' | 'expiry', (visit: Visit, announcement: Announcement, argument: string) => Promise<Reply>>;

const dayMs = 86_400_000;
const endOfDay = { hour: 23, minute: 59 };

export function createTimeSteps(
  { publishing, now }: { publishing: Pick<Publishing, 'edit'>; now: () => Date },
  drafting: Drafting,
  ask: Ask<TimeExpectation>,
): TimeSteps {
  return {
    async when(visit, announcement, argument) {
      const { id, number, content } = announcement;
      const askTyped = (text: string) => ask(visit, { by: 'writing', what: 'when', number }, text);
      if (argument === '') return said(words.askWhen, whenChoices(number));
      if (argument === 'hen') return askTyped(words.askWhenTyped);
      const at = argument === 'ngay' ? undefined : readMoment(argument, now());
      if (argument !== 'ngay' && at === undefined) return askTyped(words.noMoment);
      if (at !== undefined && at <= now().toISOString()) return askTyped(words.momentPast);
      const outcome = await publishing.edit(visit.actor, id, { sendAt: at });
      if (outcome.kind === 'done' && content.expiresAt === undefined && content.audience)
        return said(words.askExpiry, expiryChoices(number));
      return drafting.goOn(visit, outcome);
    },
    async expiry(visit, announcement, argument) {
      const { number, content } = announcement;
      const askTyped = (text: string) => ask(visit, { by: 'writing', what: 'expiry', number }, text);
      if (argument === '') return said(words.askExpiry, expiryChoices(number));
      if (argument === 'khac') return askTyped(words.askExpiryTyped);
      const startMs = content.sendAt === undefined ? now().getTime() : Date.parse(content.sendAt);
      const afterDays = /^(\d{1,3})n$/u.exec(argument)?.[1];
      const expiresAt =
        afterDays === undefined
          ? readMoment(argument, now(), endOfDay)
          : new Date(startMs + Number(afterDays) * dayMs).toISOString();
      if (expiresAt === undefined) return askTyped(words.noMoment);
      if (Date.parse(expiresAt) <= startMs) return askTyped(words.momentPast);
      return drafting.edit(visit, announcement, { expiresAt });
    },
  };
}
