import type { Announcement } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import { vietnamTime } from '../../announcements/words.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { askFor, type Verb } from './grammar.ts';
import { type Step, shownPreview } from './steps.ts';
import { type OfficialViews, said, saidNo, type Visit } from './views.ts';
import { neverMindChoice, officialLabels, officialWords as words } from './words.ts';
import type { WritingVerb } from './writing.ts';

/** What the next message is taken for while somebody decides. A code is never among what is remembered. */
export type DecidingExpectation =
  | { by: 'deciding'; what: 'phrase'; number: number; hash: string; phrase: string }
  | { by: 'deciding'; what: 'code'; number: number; hash: string; phrase: string }
  | { by: 'deciding'; what: 'return' | 'stop'; number: number };

export type DecidingVerb = Exclude<Verb, WritingVerb>;

export interface OfficialDeciding {
  steps: Record<DecidingVerb, Step>;
  /** What was typed after being asked. */
  take(visit: Visit, expected: DecidingExpectation, text: string): Promise<Reply>;
}

export interface DecidingDeps {
  publishing: Publishing;
  views: OfficialViews;
  expect(visit: Visit, expected: DecidingExpectation): void;
  /** Sends the official the message as people would get it, marked as a trial; whether it arrived. */
  tryOut(visit: Visit, announcement: Announcement): Promise<boolean>;
  /** Shows this chat from now on how far the sending has come. */
  follow(visit: Visit, announcement: Announcement): void;
}

export function createOfficialDeciding(deps: DecidingDeps): OfficialDeciding {
  const { publishing, views, expect, tryOut, follow } = deps;

  function ask(visit: Visit, expected: DecidingExpectation, text: string): Reply {
    expect(visit, expected);
    return said(text, [neverMindChoice]);
  }

  const askCode = (visit: Visit, approval: { number: number; hash: string; phrase: string }, lead = ''): Reply =>
    ask(visit, { by: 'deciding', what: 'code', ...approval }, `${lead}${words.askCode}`);

  /** Does it if the content is still what was shown. */
  const ifShown =
    (act: (visit: Visit, announcement: Announcement) => Promise<Reply>): Step =>
    async (visit, announcement, { shown }) => {
      const looked = await shownPreview(deps, visit, announcement, shown);
      return 'reply' in looked ? looked.reply : act(visit, announcement);
    };

  const told = (outcome: Outcome<Announcement>, text: (announcement: Announcement) => string): Reply =>
    outcome.kind === 'refused' ? saidNo(outcome.refusal) : said(text(outcome.value));

  const status: Step = async (visit, announcement) => {
    if (announcement.state === 'sending') follow(visit, announcement);
    return views.status(visit, announcement);
  };

  const approve: Step = async (visit, announcement, { shown }) => {
    const looked = await shownPreview(deps, visit, announcement, shown);
    if ('reply' in looked) return looked.reply;
    const { hash, phrase } = looked.preview;
    const { number } = announcement;
    if (phrase === undefined) return askCode(visit, { number, hash, phrase: '' });
    return ask(visit, { by: 'deciding', what: 'phrase', number, hash, phrase }, words.askPhrase(phrase));
  };

  async function giveApproval(
    visit: Visit,
    announcement: Announcement,
    { number, hash, phrase }: { number: number; hash: string; phrase: string },
    code: string,
  ): Promise<Reply> {
    const outcome = await publishing.approve(visit.actor, announcement.id, { hash, code, phrase });
    if (outcome.kind === 'done') return views.look(visit, announcement, words.approved(number));
    const { refusal } = outcome;
    const why = saidNo(refusal);
    if (refusal.code === 'code-wrong') return askCode(visit, { number, hash, phrase }, `${why.text}\n`);
    if (refusal.code === 'confirmation')
      return ask(visit, { by: 'deciding', what: 'phrase', number, hash, phrase: refusal.phrase }, why.text);
    return refusal.code === 'not-what-was-shown' ? views.look(visit, announcement, why.text) : why;
  }

  const stop: Step = async (visit, announcement, { argument }) => {
    const { id, number, state } = announcement;
    if (argument !== '') return told(await publishing.stop(visit.actor, id, argument), () => words.stopped(number));
    // Nothing more goes out while they think about the reason.
    const held = state === 'sending' && (await publishing.pause(visit.actor, id, words.pausedBy(visit.official.name)));
    if (held && held.kind === 'refused') return saidNo(held.refusal);
    const asked = ask(visit, { by: 'deciding', what: 'stop', number }, words.askStopReason(number, Boolean(held)));
    return held ? said(asked.text, [neverMindChoice, askFor(officialLabels.resume, { number, verb: 'resume' })]) : asked;
  };

  return {
    steps: {
      look: (visit, announcement) => views.look(visit, announcement),
      status,
      test: async (visit, announcement) => said((await tryOut(visit, announcement)) ? words.tested : words.notTested),
      approve,
      return: ifShown(async (visit, { number }) =>
        ask(visit, { by: 'deciding', what: 'return', number }, words.askReturnReason(number)),
      ),
      schedule: ifShown(async (visit, { id, number }) =>
        told(await publishing.schedule(visit.actor, id), ({ content }) => words.scheduled(number, vietnamTime(content.sendAt!))),
      ),
      send: ifShown(async (visit, announcement) => {
        const outcome = await publishing.send(visit.actor, announcement.id);
        if (outcome.kind === 'refused') return saidNo(outcome.refusal);
        follow(visit, announcement);
        return said(words.sending(announcement.number));
      }),
      pause: async (visit, { id, number }, { argument }) =>
        told(await publishing.pause(visit.actor, id, argument || words.pausedBy(visit.official.name)), () =>
          words.paused(number),
        ),
      resume: async (visit, announcement) => {
        const outcome = await publishing.resume(visit.actor, announcement.id);
        if (outcome.kind === 'done') follow(visit, announcement);
        return told(outcome, ({ number }) => words.resumed(number));
      },
      stop,
    },
    async take(visit, expected, text) {
      const { number } = expected;
      const found = await publishing.find(visit.actor, number);
      if (found.kind === 'refused') return saidNo(found.refusal);
      const { id } = found.value;
      switch (expected.what) {
        case 'phrase':
          return askCode(visit, { number, hash: expected.hash, phrase: text });
        case 'code':
          return giveApproval(visit, found.value, expected, text);
        case 'return':
          return told(await publishing.return(visit.actor, id, text), () => words.returned(number));
        case 'stop':
          return told(await publishing.stop(visit.actor, id, text), () => words.stopped(number));
      }
    },
  };
}
