import type { Announcement } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { takesCode } from '../../announcements/running.ts';
import { vietnamTime } from '../../announcements/words.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { Ask } from './asking.ts';
import { ifShown, type Step } from './steps.ts';
import { type OfficialViews, said, saidNo, type Visit } from './views.ts';
import { officialWords as words } from './words.ts';

type Go = 'send' | 'schedule';

/** What the next message is taken for while somebody lets one go to everyone: a code, for exactly the content with this hash. */
export type LettingGoExpectation = { by: 'deciding'; what: Go; number: number; hash: string };

/** Beginning to send, now or at the approved time. */
export interface OfficialLettingGo {
  steps: Record<Go, Step>;
  /** The code that was typed. */
  take(visit: Visit, announcement: Announcement, expected: LettingGoExpectation, code: string): Promise<Reply>;
}

export function createOfficialLettingGo(deps: {
  publishing: Pick<Publishing, 'preview' | Go>;
  views: OfficialViews;
  ask: Ask<LettingGoExpectation>;
  /** Shows this chat from now on how far the sending has come. */
  follow(visit: Visit, announcement: Announcement): void;
}): OfficialLettingGo {
  const { publishing, views, ask, follow } = deps;

  const askCode = (visit: Visit, go: Go, number: number, hash: string, lead: string): Reply =>
    ask(visit, { by: 'deciding', what: go, number, hash }, `${lead}\n${words.askCode}`);

  async function letGo(visit: Visit, announcement: Announcement, go: Go, given: { hash: string; code?: string }): Promise<Reply> {
    const outcome = await publishing[go](visit.actor, announcement.id, given);
    if (outcome.kind === 'done') {
      const { number, content } = outcome.value;
      if (go === 'schedule') return said(words.scheduled(number, vietnamTime(content.sendAt!)));
      follow(visit, outcome.value);
      return said(words.sending(number));
    }
    const why = saidNo(outcome.refusal);
    switch (outcome.refusal.code) {
      case 'code-wrong':
        return askCode(visit, go, announcement.number, given.hash, why.text);
      case 'not-what-was-shown':
        return views.look(visit, announcement, why.text);
      default:
        return why;
    }
  }

  const step = (go: Go): Step =>
    ifShown(deps, async (visit, announcement, { hash }) => {
      if (!takesCode(announcement)) return letGo(visit, announcement, go, { hash });
      return askCode(visit, go, announcement.number, hash, words.askCodeToGo(announcement.number));
    });

  return {
    steps: { send: step('send'), schedule: step('schedule') },
    take: (visit, announcement, { what, hash }, code) => letGo(visit, announcement, what, { hash, code }),
  };
}
