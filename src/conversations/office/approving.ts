import type { Announcement } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { Ask } from './asking.ts';
import { ifShown, type Step } from './steps.ts';
import { type OfficialViews, saidNo, type Visit } from './views.ts';
import { officialWords as words } from './words.ts';

interface Shown {
  number: number;
  /** Of the content they approve. */
  hash: string;
  /** To be typed, and then what was typed; empty where none is needed. */
  phrase: string;
}

/** What the next message is taken for while somebody approves. A code is never among what is remembered. */
export type ApprovingExpectation = { by: 'deciding'; what: 'phrase' | 'code' } & Shown;

/** Approving in two messages: the phrase, where one is needed, and the code. */
export interface OfficialApproving {
  approve: Step;
  take(visit: Visit, announcement: Announcement, expected: ApprovingExpectation, text: string): Promise<Reply>;
}

export function createOfficialApproving(deps: {
  publishing: Pick<Publishing, 'preview' | 'approve'>;
  views: OfficialViews;
  ask: Ask<ApprovingExpectation>;
}): OfficialApproving {
  const { publishing, views, ask } = deps;

  const askPhrase = (visit: Visit, shown: Shown, text: string): Reply =>
    ask(visit, { by: 'deciding', what: 'phrase', ...shown }, text);
  const askCode = (visit: Visit, shown: Shown, lead = ''): Reply =>
    ask(visit, { by: 'deciding', what: 'code', ...shown }, `${lead}${words.askCode}`);

  async function give(visit: Visit, announcement: Announcement, shown: Shown, code: string): Promise<Reply> {
    const { hash, phrase } = shown;
    const outcome = await publishing.approve(visit.actor, announcement.id, { hash, code, phrase });
    if (outcome.kind === 'done') return views.look(visit, announcement, words.approved(shown.number));
    const { refusal } = outcome;
    const why = saidNo(refusal);
    switch (refusal.code) {
      case 'code-wrong':
        return askCode(visit, shown, `${why.text}\n`);
      case 'confirmation':
        return askPhrase(visit, { ...shown, phrase: refusal.phrase }, why.text);
      case 'not-what-was-shown':
        return views.look(visit, announcement, why.text);
      default:
        return why;
    }
  }

  return {
    approve: ifShown(deps, async (visit, { number }, { hash, phrase }) =>
      phrase === undefined
        ? askCode(visit, { number, hash, phrase: '' })
        : askPhrase(visit, { number, hash, phrase }, words.askPhrase(phrase)),
    ),
    async take(visit, announcement, expected, text) {
      const { what, number, hash, phrase } = expected;
      if (what === 'phrase') return askCode(visit, { number, hash, phrase: text });
      return give(visit, announcement, { number, hash, phrase }, text);
    },
  };
}
