import type { Announcement, Content } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import type { CommuneNames } from '../commune-names.ts';
import { askingBy } from './asking.ts';
import { type AudienceExpectation, createAudienceStep } from './audience-step.ts';
import { createDrafting } from './drafting.ts';
import type { Step } from './steps.ts';
import { createOfficialSubmitting, type GivenReasons, type SubmittingExpectation } from './submitting.ts';
import { createTimeSteps, type TimeExpectation } from './time-steps.ts';
import { type OfficialViews, saidNo, type Visit } from './views.ts';
import { officialWords as words } from './words.ts';

/** What the next message is taken for while somebody writes a text. */
export type TextExpectation =
  | { by: 'writing'; what: 'draft'; draft: 'notice' | 'drill' }
  | { by: 'writing'; what: 'text'; number: number }
  | { by: 'writing'; what: 'follow-up'; kind: 'correction' | 'retraction'; number: number };

/** What the next message is taken for while an announcement is written. */
export type WritingExpectation = TextExpectation | AudienceExpectation | TimeExpectation | SubmittingExpectation;

export type WritingVerb = 'text' | 'audience' | 'when' | 'expiry' | 'override' | 'submit' | 'correct' | 'retract';

export interface OfficialWriting {
  begin(visit: Visit, draft: 'notice' | 'drill', text: string): Promise<Reply>;
  /** Writes a text where it belongs: a new draft, another text, a correction. `image`: its picture; absent: as it was. */
  write(visit: Visit, of: TextExpectation, text: string, image?: MessageImage): Promise<Reply>;
  steps: Record<WritingVerb, Step>;
  /** What was typed after being asked. */
  take(visit: Visit, expected: WritingExpectation, text: string): Promise<Reply>;
}

export interface WritingDeps {
  publishing: Publishing;
  communes: CommuneNames;
  views: OfficialViews;
  expect(visit: Visit, expected: WritingExpectation): void;
  reasons: GivenReasons;
  now: () => Date;
}

export function createOfficialWriting(deps: WritingDeps): OfficialWriting {
  const { publishing, communes, views } = deps;
  const ask = askingBy(deps.expect);
  const drafting = createDrafting(publishing, views);
  const audience = createAudienceStep(communes, drafting, ask);
  const times = createTimeSteps(deps, drafting, ask);
  const submitting = createOfficialSubmitting(deps, ask);

  async function begin(visit: Visit, draft: 'notice' | 'drill', text: string, image?: MessageImage): Promise<Reply> {
    if (text.trim() === '') return ask(visit, { by: 'writing', what: 'draft', draft }, words.askText(draft));
    const content: Content = {
      text,
      buttons: [],
      ...(image ? { image } : {}),
      ...(draft === 'drill' ? { audience: { kind: 'officials' } } : {}),
    };
    const made = await publishing.draft(visit.actor, draft, content);
    return drafting.goOn(visit, made, made.kind === 'done' ? words.drafted(made.value.number) : undefined);
  }

  const askFollowUp = async (visit: Visit, { number }: Announcement, kind: 'correction' | 'retraction') =>
    ask(visit, { by: 'writing', what: 'follow-up', kind, number }, words.askFollowUp(kind, number));

  async function write(visit: Visit, of: TextExpectation, text: string, image?: MessageImage): Promise<Reply> {
    if (of.what === 'draft') return begin(visit, of.draft, text, image);
    const found = await publishing.find(visit.actor, of.number);
    if (found.kind === 'refused') return saidNo(found.refusal);
    const content = { text, ...(image ? { image } : {}) };
    if (of.what === 'text') return drafting.edit(visit, found.value, content);
    const made = await publishing.followUp(visit.actor, found.value.id, of.kind, content);
    return drafting.goOn(visit, made, made.kind === 'done' ? words.drafted(made.value.number) : undefined);
  }

  return {
    begin: (visit, draft, text) => begin(visit, draft, text),
    write,
    steps: {
      text: async (visit, announcement, { argument }) =>
        argument === ''
          ? ask(visit, { by: 'writing', what: 'text', number: announcement.number }, words.askNewText(announcement.number))
          : drafting.edit(visit, announcement, { text: argument }),
      audience: (visit, announcement, { argument }) => audience.choose(visit, announcement, argument),
      when: (visit, announcement, { argument }) => times.when(visit, announcement, argument),
      expiry: (visit, announcement, { argument }) => times.expiry(visit, announcement, argument),
      ...submitting.steps,
      correct: (visit, announcement) => askFollowUp(visit, announcement, 'correction'),
      retract: (visit, announcement) => askFollowUp(visit, announcement, 'retraction'),
    },
    async take(visit, expected, text) {
      if (expected.what === 'draft' || expected.what === 'text' || expected.what === 'follow-up')
        return write(visit, expected, text);
      const found = await publishing.find(visit.actor, expected.number);
      if (found.kind === 'refused') return saidNo(found.refusal);
      const announcement = found.value;
      switch (expected.what) {
        case 'communes':
          return audience.toCommunes(visit, announcement, text, expected.topics);
        case 'when':
        case 'expiry':
          return times[expected.what](visit, announcement, text);
        case 'reason':
          return submitting.take(visit, announcement, expected, text);
      }
    },
  };
}
