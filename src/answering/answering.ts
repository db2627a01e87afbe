import type { Milestone } from '../elections/calendar.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import { vietnamDate } from '../elections/tense.ts';
import { elsewhereReply } from './places/elsewhere.ts';
import type { PlaceReplies } from './places/replies.ts';
import { onceOver } from './places/stations.ts';
import type { Asked } from './question/asked.ts';
import { createCourtesy } from './question/courtesy.ts';
import type { Language } from './question/language.ts';
import { asksSomething } from './question/question.ts';
import { withNote } from './reply/body.ts';
import { calendarReply } from './reply/calendar.ts';
import { offeringReply } from './reply/offering.ts';
import { offerOf, withNearest, withOffers } from './reply/offers.ts';
import { lookInNews, type NewsFound } from './reply/passages.ts';
import type { Reply } from './reply/reply.ts';
import { articleReply, guideReply, sourcesReply, titleReply } from './reply/sources.ts';
import { createWholeTitles } from './reply/whole-titles.ts';
import { abridgedNote, offerWords } from './reply/words.ts';
import { unreadableText } from './reply/words-talk.ts';
import type { KnowledgeBase } from './search/knowledge-base.ts';
import { createSubjectReplies } from './subjects.ts';
import type { Candidate } from './verdict/candidate.ts';
import type { Explanation } from './verdict/explanation.ts';
import type { Understanding } from './verdict/understanding.ts';
import type { Ranked, Verdict } from './verdict/verdict.ts';

/** Answers a question that stands on its own. Pure: the same pack, question and `now` give the same reply. */
export interface Answering {
  /** Repairs the typing and reads the slots. */
  read(text: string, now: Date): Asked;
  answer(asked: Asked, now: Date): Reply;
  /** The reply to what was offered, in the light of the question it was offered for; `undefined` where there is no such thing. */
  about(target: string, asked: Asked, now: Date): Reply | undefined;
  /** Probability that a question was understood, 0…1; what the news answers counts as even. */
  sureness(asked: Asked, now: Date): number;
  /** What a question was taken for, and why: every reading with its candidates. */
  explain(asked: Asked, now: Date): Explanation;
  calendar(now: Date): Reply;
  sources(): Reply;
  /** The polling station nearest to a shared position, which is not kept. */
  nearest(position: { latitude: number; longitude: number }, now: Date): Reply;
  /** The source whose title the words name. */
  titled(asked: Asked): Reply;
}

export interface AnsweringParts {
  pack: KnowledgePack;
  base: KnowledgeBase;
  places: PlaceReplies;
  understanding: Understanding;
  read(text: string, now: Date): Asked;
}

/** Known not to be in the facts, or taken for something that is not ours: the news may still say it. */
const isUnanswered = (verdict: Verdict): boolean => verdict.kind === 'answer' && isBeside(verdict.best.candidate);

/** A sentence of the news that may say it is surer than that nothing does. */
const isSurer = ({ nearest }: NewsFound, verdict: Verdict): boolean =>
  nearest !== undefined && nearest.confidence > surenessOf(verdict);

const isBeside = ({ subject }: Candidate): boolean =>
  subject.kind === 'unknown' || (subject.kind === 'talk' && subject.topic === 'off-topic');

/** A question that is the title of an article asks for that article: one that asks something is answered by it, any other is named. */
function wholeArticle(document: SourceDocument | undefined, language: Language): Reply | undefined {
  if (!document) return undefined;
  if (asksSomething(document.title)) return guideReply(document, language);
  return { ...articleReply(document, [], language), about: document.id };
}

/** Of a message without a letter or a figure. */
const unreadable = ({ raw, language }: Asked): Reply | undefined =>
  /[\p{L}\d]/u.test(raw) ? undefined : { kind: 'none', reason: 'not-understood', text: unreadableText[language], citations: [] };

const surenessOf = (verdict: Verdict): number => (verdict.kind === 'answer' ? verdict.sure : 0.5);

const isPast = (day: Milestone | undefined, now: Date): boolean => day !== undefined && day.date < vietnamDate(now);

export function createAnswering({ pack, base, places, understanding, read }: AnsweringParts): Answering {
  const sources = (): Reply => sourcesReply(base, pack.facts.length);
  const electionDay = pack.milestones.find((milestone) => milestone.isElectionDay);
  const subjects = createSubjectReplies({ pack, places, sources });
  const titleOf = createWholeTitles(base);
  const courtesy = createCourtesy(pack.questions.courtesy.openings, pack.questions.courtesy.closings);
  /** Kept from the answer: whoever asks how sure it was does not have it decided again. */
  const sureness = new WeakMap<Asked, number>();

  function decide(asked: Asked, now: Date): Verdict {
    const verdict = understanding.decide(asked, now);
    sureness.set(asked, surenessOf(verdict));
    return verdict;
  }

  /** The way of a question: the article of that title, the verdict, the news, and what may be offered instead. */
  const answer = (asked: Asked, now: Date): Reply =>
    unreadable(asked) ?? wholeArticle(titleOf(asked), asked.language) ?? byVerdict(asked, decide(asked, now), now);

  function byVerdict(asked: Asked, verdict: Verdict, now: Date): Reply {
    let looked: NewsFound | undefined;
    const news = (): NewsFound => (looked ??= lookInNews(base, asked, pack.province, courtesy));
    return (
      (pack.communes.length > 0 ? elsewhereReply(asked, verdict, pack, places) : undefined) ??
      areaOf(places, asked) ??
      (isUnanswered(verdict)
        ? (news().reply ?? (isSurer(news(), verdict) ? undefined : decided(asked, verdict, now)))
        : (decided(asked, verdict, now) ?? news().reply)) ??
      offeringReply(asked, verdict, {
        ...{ base, about: pack.about, nearest: news().nearest, isOver: isPast(electionDay, now) },
        said: (subject) => subjects.reply(subject, unclaimed(asked), vietnamDate(now)),
      })
    );
  }

  /** What the verdict says; `undefined` where it leaves room for the news. */
  function decided(asked: Asked, verdict: Verdict, now: Date): Reply | undefined {
    if (verdict.kind === 'answer') {
      const reply = said(verdict.best, verdict.agrees ? asked : notAgreeing(asked), now);
      return verdict.also && reply.kind === 'answer'
        ? withOffers(reply, [offerOf(verdict.also.candidate, verdict.also.wording)])
        : reply;
    }
    if (verdict.kind !== 'decline' || verdict.why !== 'year' || !verdict.nearest) return undefined;
    const { candidate, wording } = verdict.nearest;
    const reply = subjects.otherYear(candidate.subject, asked);
    return reply && withNearest(reply, offerOf(candidate, wording), offerWords[asked.language].nearest);
  }

  function said({ candidate }: Pick<Ranked, 'candidate'>, asked: Asked, now: Date): Reply {
    const { subject, id } = candidate;
    const reply = { ...subjects.reply(subject, asked, vietnamDate(now)), about: id };
    const near = subject.kind === 'unknown' && subject.unknown.near ? understanding.candidate(subject.unknown.near) : undefined;
    return near ? withNearest(reply, offerOf(near, ''), offerWords[asked.language].nearest) : reply;
  }

  function about(target: string, asked: Asked, now: Date): Reply | undefined {
    const candidate = understanding.candidate(target);
    if (candidate) return said({ candidate }, asked, now);
    const document = base.document(target);
    return document && { ...articleReply(document, [], asked.language), about: target };
  }

  return {
    read,
    answer: (asked, now) => saidOfAbridged(asked, answer(asked, now)),
    about,
    sureness: (asked, now) => sureness.get(asked) ?? surenessOf(decide(asked, now)),
    explain: understanding.explain,
    sources,
    nearest: (position, now) => onceOver(places.nearestStation(position), electionDay, vietnamDate(now), 'vi'),
    titled: (asked) => titleReply(base, asked),
    calendar: (now) => calendarReply(pack.milestones, vietnamDate(now), 'vi'),
  };
}

/** The question without asking to have something confirmed: nothing it claims is agreed with. */
const notAgreeing = (asked: Asked): Asked => ({ ...asked, slots: { ...asked.slots, confirms: false } });

/** The question without what it claims: on something that was perhaps not meant no verdict is given. */
const unclaimed = (asked: Asked): Asked => ({ ...notAgreeing(asked), kind: asked.kind === 'yes-no' ? 'what' : asked.kind });

/** Whoever wrote more than is read is told so. */
const saidOfAbridged = (asked: Asked, reply: Reply): Reply =>
  asked.isAbridged ? withNote(reply, abridgedNote[asked.language]) : reply;

/** "Yên Bái thuộc đơn vị nào" names several places, or a district of before: it is asked which, before anything else is said. */
function areaOf(places: PlaceReplies, asked: Asked): Reply | undefined {
  if (asked.kind !== 'which-unit' || asked.slots.unitNumber !== undefined) return undefined;
  return places.unitsOfArea(asked) ?? places.askBack(asked);
}
