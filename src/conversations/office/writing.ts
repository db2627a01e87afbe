import type { Announcement, Content } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import type { Audience } from '../../announcements/sending/audience.ts';
import { findingText } from '../../announcements/words-preview.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { fold } from '../../vietnamese/text.ts';
import { type CommuneNames, communeTitle } from '../commune-names.ts';
import { askFor } from './grammar.ts';
import { readMoment } from './moment.ts';
import { type Step, shownPreview } from './steps.ts';
import { type OfficialViews, type Reasons, said, saidNo, type Visit } from './views.ts';
import { audienceChoices, expiryChoices, neverMindChoice, whenChoices, officialWords as words } from './words.ts';

/** What the next message is taken for while an announcement is written. */
export type WritingExpectation =
  | { by: 'writing'; what: 'draft'; draft: 'notice' | 'drill' }
  | { by: 'writing'; what: 'text' | 'communes' | 'when' | 'expiry'; number: number }
  | { by: 'writing'; what: 'follow-up'; kind: 'correction' | 'retraction'; number: number }
  | { by: 'writing'; what: 'reason'; number: number; hash: string; code: string };

export type WritingVerb = 'text' | 'audience' | 'when' | 'expiry' | 'override' | 'submit' | 'correct' | 'retract';

export interface OfficialWriting {
  begin(visit: Visit, draft: 'notice' | 'drill', text: string): Promise<Reply>;
  steps: Record<WritingVerb, Step>;
  /** What was typed after being asked. */
  take(visit: Visit, expected: WritingExpectation, text: string): Promise<Reply>;
}

export interface WritingDeps {
  publishing: Publishing;
  communes: CommuneNames;
  views: OfficialViews;
  expect(visit: Visit, expected: WritingExpectation): void;
  reasons: {
    of(chat: string, hash: string): Reasons;
    add(chat: string, hash: string, code: string, reason: string): void;
  };
  now: () => Date;
}

const dayMs = 86_400_000;
const endOfDay = { hour: 23, minute: 59 };
const audiences: Record<string, Audience> = {
  tatca: { kind: 'everyone' },
  moc: { kind: 'topics', topics: ['milestones'] },
  caicach: { kind: 'topics', topics: ['reform'] },
};

export function createOfficialWriting(deps: WritingDeps): OfficialWriting {
  const { publishing, communes, views, expect, reasons, now } = deps;

  /** Asks for what is missing, one thing after the other; then the preview. */
  async function goOn(visit: Visit, outcome: Outcome<Announcement>, lead?: string): Promise<Reply> {
    if (outcome.kind === 'refused') return saidNo(outcome.refusal);
    const { number, content } = outcome.value;
    const led = (text: string) => (lead ? `${lead} ${text}` : text);
    if (!content.audience) return said(led(words.askAudience), audienceChoices(number));
    if (content.expiresAt === undefined)
      return content.sendAt === undefined
        ? said(led(words.askWhen), whenChoices(number))
        : said(led(words.askExpiry), expiryChoices(number));
    return views.look(visit, outcome.value, lead);
  }

  function ask(visit: Visit, expected: WritingExpectation, text: string): Reply {
    expect(visit, expected);
    return said(text, [neverMindChoice]);
  }

  const edit = async (visit: Visit, { id }: Announcement, changes: { [Key in keyof Content]?: Content[Key] | undefined }) =>
    goOn(visit, await publishing.edit(visit.actor, id, changes));

  async function toCommunes(visit: Visit, announcement: Announcement, text: string): Promise<Reply> {
    const { number } = announcement;
    const { found, unclear, unknown } = communes.list(text);
    expect(visit, { by: 'writing', what: 'communes', number });
    if (unknown[0]) return said(words.unknownCommune(unknown[0].name, unknown[0].suggestions), [neverMindChoice]);
    if (unclear[0])
      return said(
        words.whichCommune(unclear[0].name),
        unclear[0].candidates.map((commune) =>
          askFor(communeTitle(commune), {
            number,
            verb: 'audience',
            argument: [...found.map(({ code }) => code), commune.code].join(', '),
          }),
        ),
      );
    if (found.length === 0) return said(words.askCommunes(number), [neverMindChoice]);
    return edit(visit, announcement, { audience: { kind: 'communes', communes: found.map(({ code }) => code) } });
  }

  async function audience(visit: Visit, announcement: Announcement, argument: string): Promise<Reply> {
    const { number } = announcement;
    if (argument === '') return said(words.askAudience, audienceChoices(number));
    const chosen = audiences[fold(argument).replace(/\s/gu, '')];
    if (chosen) return edit(visit, announcement, { audience: chosen });
    if (argument === 'xa') return ask(visit, { by: 'writing', what: 'communes', number }, words.askCommunes(number));
    return toCommunes(visit, announcement, argument);
  }

  async function when(visit: Visit, announcement: Announcement, argument: string): Promise<Reply> {
    const { id, number, content } = announcement;
    if (argument === '') return said(words.askWhen, whenChoices(number));
    if (argument === 'hen') return ask(visit, { by: 'writing', what: 'when', number }, words.askWhenTyped);
    const at = argument === 'ngay' ? undefined : readMoment(argument, now());
    if (argument !== 'ngay' && at === undefined) return ask(visit, { by: 'writing', what: 'when', number }, words.noMoment);
    if (at !== undefined && at <= now().toISOString())
      return ask(visit, { by: 'writing', what: 'when', number }, words.momentPast);
    const outcome = await publishing.edit(visit.actor, id, { sendAt: at });
    if (outcome.kind === 'done' && content.expiresAt === undefined && content.audience)
      return said(words.askExpiry, expiryChoices(number));
    return goOn(visit, outcome);
  }

  async function expiry(visit: Visit, announcement: Announcement, argument: string): Promise<Reply> {
    const { number, content } = announcement;
    const afterDays = /^(\d{1,3})n$/u.exec(argument)?.[1];
    if (argument === '') return said(words.askExpiry, expiryChoices(number));
    if (argument === 'khac') return ask(visit, { by: 'writing', what: 'expiry', number }, words.askExpiryTyped);
    const startMs = content.sendAt === undefined ? now().getTime() : Date.parse(content.sendAt);
    const expiresAt =
      afterDays === undefined
        ? readMoment(argument, now(), endOfDay)
        : new Date(startMs + Number(afterDays) * dayMs).toISOString();
    if (expiresAt === undefined) return ask(visit, { by: 'writing', what: 'expiry', number }, words.noMoment);
    if (Date.parse(expiresAt) <= startMs) return ask(visit, { by: 'writing', what: 'expiry', number }, words.momentPast);
    return edit(visit, announcement, { expiresAt });
  }

  async function override(visit: Visit, announcement: Announcement, shown: string | undefined, argument: string): Promise<Reply> {
    const looked = await shownPreview(deps, visit, announcement, shown);
    if ('reply' in looked) return looked.reply;
    const { findings, hash } = looked.preview;
    const finding = findings[Number(argument) - 1];
    if (finding?.severity !== 'override') return views.look(visit, announcement, words.noSuchFinding);
    const { number } = announcement;
    return ask(
      visit,
      { by: 'writing', what: 'reason', number, hash, code: finding.code },
      words.askReasonFor(findingText(finding)),
    );
  }

  async function submit(visit: Visit, announcement: Announcement, shown: string | undefined): Promise<Reply> {
    const looked = await shownPreview(deps, visit, announcement, shown);
    if ('reply' in looked) return looked.reply;
    const given = reasons.of(visit.chat, looked.preview.hash);
    const outcome = await publishing.submit(visit.actor, announcement.id, given);
    if (outcome.kind === 'done') return said(words.submitted(announcement.number));
    return views.look(visit, announcement, saidNo(outcome.refusal).text);
  }

  const followUp = async (visit: Visit, { number }: Announcement, kind: 'correction' | 'retraction') =>
    ask(visit, { by: 'writing', what: 'follow-up', kind, number }, words.askFollowUp(kind, number));

  async function begin(visit: Visit, draft: 'notice' | 'drill', text: string): Promise<Reply> {
    if (text.trim() === '') return ask(visit, { by: 'writing', what: 'draft', draft }, words.askText(draft));
    const content: Content = { text, buttons: [], ...(draft === 'drill' ? { audience: { kind: 'officials' } } : {}) };
    const made = await publishing.draft(visit.actor, draft, content);
    return goOn(visit, made, made.kind === 'done' ? words.drafted(made.value.number) : undefined);
  }

  return {
    begin,
    steps: {
      text: async (visit, announcement, { argument }) =>
        argument === ''
          ? ask(visit, { by: 'writing', what: 'text', number: announcement.number }, words.askNewText(announcement.number))
          : edit(visit, announcement, { text: argument }),
      audience: (visit, announcement, { argument }) => audience(visit, announcement, argument),
      when: (visit, announcement, { argument }) => when(visit, announcement, argument),
      expiry: (visit, announcement, { argument }) => expiry(visit, announcement, argument),
      override: (visit, announcement, { shown, argument }) => override(visit, announcement, shown, argument),
      submit: (visit, announcement, { shown }) => submit(visit, announcement, shown),
      correct: (visit, announcement) => followUp(visit, announcement, 'correction'),
      retract: (visit, announcement) => followUp(visit, announcement, 'retraction'),
    },
    async take(visit, expected, text) {
      if (expected.what === 'draft') return begin(visit, expected.draft, text);
      const found = await publishing.find(visit.actor, expected.number);
      if (found.kind === 'refused') return saidNo(found.refusal);
      const announcement = found.value;
      switch (expected.what) {
        case 'text':
          return edit(visit, announcement, { text });
        case 'communes':
          return toCommunes(visit, announcement, text);
        case 'when':
          return when(visit, announcement, text);
        case 'expiry':
          return expiry(visit, announcement, text);
        case 'follow-up': {
          const made = await publishing.followUp(visit.actor, announcement.id, expected.kind, { text });
          return goOn(visit, made, made.kind === 'done' ? words.drafted(made.value.number) : undefined);
        }
        case 'reason':
          reasons.add(visit.chat, expected.hash, expected.code, text);
          return views.look(visit, announcement);
      }
    },
  };
}
