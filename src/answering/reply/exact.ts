import type { Milestone } from '../../elections/calendar.ts';
import type { Computation, Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { tenseOf, writtenDate } from '../../elections/tense.ts';
import { fold } from '../../vietnamese/text.ts';
import { isWrongPremise, withoutFigures } from '../claims/premise.ts';
import { isNoDefinition, isOtherOffice, isOtherTerm, isOtherThing, missesAim } from '../question/aims.ts';
import type { Asked } from '../question/asked.ts';
import { isNarrower, isOpposite, lacksNegation } from '../question/opposites.ts';
import { readQuestion } from '../question/question.ts';
import { type Candidate, createFactAnswers, type Task } from '../verdict/fact-answers.ts';
import { ageReply, asksForAge, readAge, readStrikes, strikesReply, withoutAge } from './age.ts';
import { calendarReply, isWithin, milestoneOfDay, putForward } from './calendar.ts';
import {
  coversPlaces,
  isOfKind,
  isOfOtherYear,
  isOfSomeUnit,
  knownYears,
  measuresInstead,
  numbersUnit,
  pickByYear,
  subjectOf,
} from './exact-fit.ts';
import { factReply, milestoneReply } from './facts.ts';
import { onlyCommune } from './place-title.ts';
import type { Reply } from './reply.ts';
import { factWords, noAnswerText } from './words.ts';

/** Replies from what must be exact: facts, milestones, tasks. */
export interface ExactReplies {
  /** `undefined` where nothing exact answers the question. `today` is `YYYY-MM-DD` in Vietnam. */
  reply(asked: Asked, today: string): Reply | undefined;
  /** Share of the question's information that the nearest exact thing accounts for. */
  nearness(asked: Asked): number;
}

/** How sure a wording match must be: fitted on left-out wordings of the pack, see `docs/accuracy.md`. */
const accepted = { score: 0.6, covered: 0.8 };
const tolerated = { score: 0.5, covered: 0.65 };
/** How sure one thing must be of everything asked, and how far ahead of the next, when none of its wordings is near: fitted by `npm run bench -- wordings`. */
const alone = { score: 0.3, covered: 0.8, margin: 0.2 };
/** Words a question needs for one of them to be forgiven. */
const longQuestion = 6;
const closeSecond = 0.15;
/** What is asked besides an age somebody tells is clear enough to be the question. */
const sureWithoutAge = 0.65;
/** The question is one of the wordings: what kind of question it looks like no longer matters. */
const sameWording = 0.93;
/** "Sinh năm nào" may be asked of anybody: without such a word it is not about who may vote. */
const ofElections = /\b(bau|phieu|cu tri|ung cu|dai bieu|tuoi|vote)\b/;
const valueKinds: ReadonlySet<Asked['kind']> = new Set(['how-many', 'who', 'where', 'when']);

export function createExactReplies(
  pack: KnowledgePack,
  doTask: (task: Exclude<Task, 'calendar'>, asked: Asked) => Reply,
): ExactReplies {
  const facts = createFactAnswers(pack);
  const electionDay = pack.milestones.find((milestone) => milestone.isElectionDay);
  const factThat = (computes: Computation): Fact | undefined => pack.facts.find((fact) => fact.computes === computes);

  const overNote = (fact: Fact, asked: Asked, today: string): string =>
    electionDay && tenseOf(electionDay.date, today) === 'past' && fact.closesWithElection
      ? factWords[asked.language].electionOver(writtenDate(electionDay.date))
      : '';

  /** Age and number of strikes: worked out from a fact and the figures the person gave. */
  function workedOut(asked: Asked, best: Candidate | undefined, today: string): Reply | undefined {
    const strikes = readStrikes(asked.text);
    const strikeRule = factThat('strikes');
    if (strikes && strikeRule) return strikesReply(strikes, strikeRule, asked.language);
    const age = readAge(asked.text);
    const ageRule = factThat(/\b(ung cu|stand)\b/.test(fold(asked.text)) ? 'standing-age' : 'voting-age');
    if (!age || !ageRule || !electionDay || !/\b(bau|bo phieu|ung cu|vote|stand|cu tri)\b/.test(fold(asked.text)))
      return undefined;
    const isElsewhere = best?.key.kind === 'fact' && best.key.fact.topic !== 'eligibility' && best.score >= sureWithoutAge;
    if (isElsewhere || !asksForAge(asked.text, asked.kind, best !== undefined)) return undefined;
    return ageReply(age, ageRule, electionDay.date, asked.language, overNote(ageRule, asked, today));
  }

  /** Found without the figures, which are checked by themselves; a year may be all that tells one of a series from the next. */
  function candidatesFor(asked: Asked): Candidate[] {
    const found = facts.find(subjectOf(asked), asked);
    if (asked.slots.years.length === 0) return found;
    const dated = facts.find(asked.text, asked).filter(({ fits, key }) => fits && key.kind === 'fact');
    return [...found, ...dated].sort((a, b) => b.score - a.score);
  }

  /** Whether the answer of a candidate would be to another question, however near its words are. */
  function isOther({ key, wording, met }: Candidate, asked: Asked): boolean {
    if (!met) return true;
    if (lacksNegation(asked.text, wording) || isNarrower(wording, asked.text)) return true;
    if (key.kind === 'task') return false;
    if (key.kind === 'milestone') return missesAim(asked.text, wording) || isOtherTerm(asked.raw, key.milestone.name);
    const told = `${wording} ${key.fact.statement}`;
    if (isOtherTerm(asked.raw, key.fact.statement)) return true;
    if (key.fact.topic === 'eligibility' && !ofElections.test(fold(asked.text))) return true;
    if (isOtherThing(asked.text, told) || measuresInstead(key.fact, asked)) return true;
    if (isOfSomeUnit(key.fact.statement, asked)) return true;
    if (isOpposite(asked.text, told) || missesAim(asked.text, told) || isNoDefinition(asked.text, wording)) return true;
    return (asked.kind === 'who' || key.fact.topic === 'offices') && isOtherOffice(asked.text, key.fact.statement, pack.province);
  }

  function isAccepted(candidate: Candidate, asked: Asked): boolean {
    const { score, missing, key } = candidate;
    const words = asked.text.split(' ').length;
    // A few words of which two were guessed could have meant anything.
    if (words < longQuestion && asked.repaired >= 2) return false;
    if (!isNear(candidate, asked, words)) return false;
    // A word that tells other facts apart is never forgiven, one odd word in a long question is.
    if (score < sameWording && missing.some((word) => facts.knows(fold(word)))) return false;
    if (isOther(candidate, asked)) return false;
    return (score >= sameWording && asksAlike(asked, candidate.wording)) || isOfKind(key, asked);
  }

  function isNear({ score, covered, missing }: Candidate, asked: Asked, words: number): boolean {
    if (score >= accepted.score && covered >= accepted.covered) return true;
    if (asked.repaired > 0 || score < tolerated.score || covered < tolerated.covered) return false;
    return missing.length === 0 || (missing.length === 1 && words >= longQuestion);
  }

  /** `hạn nộp hồ sơ` and `nộp hồ sơ ở đâu` share all but their small words, and ask for a day and for a place. */
  function asksAlike({ kind }: Asked, wording: string): boolean {
    return !valueKinds.has(kind) || readQuestion(wording).kind === kind;
  }

  /** The one thing that everything asked belongs to, though nobody has asked for it in these words. */
  function standsAlone(candidates: readonly Candidate[], asked: Asked): Candidate[] {
    const [best, next] = [...candidates].sort((a, b) => b.covered - a.covered);
    if (!best || best.covered < alone.covered || best.score < alone.score || best.missing.length > 0) return [];
    if (asked.repaired > 0 || asked.places.length > 0 || isOther(best, asked) || !isOfKind(best.key, asked)) return [];
    return next && next.covered > best.covered - alone.margin ? [] : [best];
  }

  function reply(asked: Asked, today: string): Reply | undefined {
    const day = milestoneOfDay(pack.milestones, asked.text, asked.slots.years);
    if (day) return milestoneAnswer(day, asked, today);
    const doubted = asked.slots.confirms || asked.kind === 'yes-no' ? putForward(asked.text) : undefined;
    if (doubted === 'day' && electionDay) return milestoneAnswer(electionDay, asked, today);
    const hours = factThat('voting-hours');
    if (doubted === 'hours' && hours) return factAnswer(hours, asked, today);
    if (doubted === 'moment' && hours) return momentAnswer(hours, asked, today);
    const candidates = candidatesFor(asked);
    const accepted = candidates.filter((candidate) => isAccepted(candidate, asked));
    const [best, ...others] = accepted.length > 0 ? accepted : standsAlone(candidates, asked);
    const computed = workedOut(asked, best, today);
    if (computed) return computed;
    if (!best) return undefined;
    // A close second may be the one that speaks of the place, year or figure asked about.
    const close = others.filter((candidate) => candidate.score >= best.score - closeSecond);
    for (const candidate of [best, ...close]) {
      const answered = answerFrom(candidate, { ...asked, text: withoutAge(asked.text) }, today);
      if (answered) return answered;
    }
    return otherYear(asked, best);
  }

  /** Whether one may vote at a time of day: the usual hours, or how far they may be stretched. Neither is wrong, so neither is denied. */
  function momentAnswer(hours: Fact, asked: Asked, today: string): Reply | undefined {
    const fact = isWithin(`${hours.value ?? ''}`, asked.text) ? hours : (factThat('voting-hours-limits') ?? hours);
    return factAnswer(fact, { ...asked, text: withoutFigures(asked.text) }, today);
  }

  /** What is asked is known, for other years only. */
  function otherYear(asked: Asked, { key }: Candidate): Reply | undefined {
    if (asked.slots.years.length === 0 || key.kind === 'task') return undefined;
    const family = key.kind === 'fact' ? facts.series(key.fact) : [];
    const isKnown = key.kind === 'fact' ? pickByYear(family, key.fact, asked.slots.years) : !isOfOtherYear(key.milestone, asked);
    const known = key.kind === 'fact' ? knownYears(family) : `năm ${key.milestone.date.slice(0, 4)}`;
    if (isKnown || known === '') return undefined;
    const text = noAnswerText[asked.language].otherYear(asked.slots.years.join(', '), known);
    return { kind: 'none', reason: 'not-in-sources', text, citations: [] };
  }

  function answerFrom({ key }: Candidate, asked: Asked, today: string): Reply | undefined {
    switch (key.kind) {
      case 'task':
        return key.task === 'calendar' ? calendarReply(pack.milestones, today, asked.language) : doTask(key.task, asked);
      case 'milestone':
        return milestoneAnswer(key.milestone, asked, today);
      case 'fact':
        return factAnswer(key.fact, asked, today);
    }
  }

  function milestoneAnswer(milestone: Milestone, asked: Asked, today: string): Reply | undefined {
    if (onlyCommune(asked.places[0]) && asked.kind !== 'when' && asked.kind !== 'yes-no') return undefined;
    if (isOfOtherYear(milestone, asked)) return undefined;
    const premise = isWrongPremise(
      asked,
      `${milestone.name} ${writtenDate(milestone.date)} ${milestone.hours ?? ''}`,
      milestone.date,
    );
    if (premise === 'unsupported') return undefined;
    return milestoneReply(milestone, today, { language: asked.language, ...opening(premise, asked) });
  }

  function factAnswer(best: Fact, asked: Asked, today: string): Reply | undefined {
    const family = facts.series(best);
    const fact = pickByYear(family, best, asked.slots.years);
    if (!fact) return undefined;
    if (asked.slots.level && fact.level !== 'all' && fact.level !== asked.slots.level) return undefined;
    if (asked.slots.unitNumber && !numbersUnit(fact.statement, Number(asked.slots.unitNumber))) return undefined;
    if (!coversPlaces(fact, asked, pack.province)) return undefined;
    const premise = isWrongPremise(asked, `${fact.statement} ${fact.quote ?? ''} ${fact.value ?? ''}`, fact.validFrom);
    if (premise === 'unsupported') return undefined;
    const older = asked.slots.years.length === 0 && fact.keepsHistory ? family.filter((other) => other !== fact).slice(0, 1) : [];
    return factReply(fact, {
      language: asked.language,
      older,
      closing: overNote(fact, asked, today),
      ...opening(premise, asked),
    });
  }

  const opening = (premise: 'right' | 'wrong' | undefined, asked: Asked): { opening?: string } =>
    premise ? { opening: factWords[asked.language][premise === 'wrong' ? 'notSo' : 'isSo'] } : {};

  return { reply, nearness: (asked) => facts.find(subjectOf(asked), asked)[0]?.covered ?? 0 };
}
