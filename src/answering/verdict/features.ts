import type { ArticleFound } from './articles.ts';
import type { Field } from './field.ts';
import type { Known } from './known.ts';
import { countedMissing, givesCount, sharedIdeas, unasked, wordingAgreement, yearsAgree } from './likeness.ts';
import type { Prepared } from './prepared.ts';
import type { Nearness } from './wording-index.ts';

/** Signals of how well a candidate answers a question; the model's score is their weighted sum. */
export const pairFeatures = [
  'first', // cosine with the nearest wording
  'firstNear', // the part of it above 0.6
  'firstSame', // the part of it above 0.85
  'others', // mean of the second and third nearest
  'ways', // how many wordings it has: 0 none, 1 a thousand: among many one is near to anything
  'bayes', // log odds of naive Bayes
  'topics', // of an article: how much it is about what is asked, by what both come near of what people commonly ask, 0…1
  'found', // of an article: 1 where a search of the articles finds it first, a half where second
  'foundMore', // of it: by how much its score exceeds the best other's, -1…1
  'lead', // by how much these odds exceed the best other's
  'covered', // share of the question's information found among the candidate's wordings
  'coveredAll', // the same, statement included
  'wording', // share of the nearest wording's information found in the question
  'wordingHead', // the most telling word of the nearest wording is missing
  'nearestSays', // share of the question's information found in the nearest wording or passage alone
  'missing', // most telling word of the question that other candidates hold and this one does not, 0…1
  'missingIdea', // the same for ideas: 0 or 1
  'missingStated', // the same word is missing from the statement too
  'otherForm', // a word typed with marks that this candidate only writes otherwise
  'kindKnown', // it answers this kind of question
  'kindOther', // it answers other kinds only, and a day, a number, a person or a place is asked for
  'whyMissing', // a reason is asked for and none of its wordings asks for one
  'whyOffered', // it gives a reason and none is asked for
  'kindSame', // the nearest wording is of the same kind
  'wantsUnasked', // the sort of value asked for is one that its wordings hardly ever ask for, 0…1
  'sideOther', // it speaks of the contrary of what is asked for, and not of that: of the most, and not of the least
  'sideUnasked', // a side is asked for, and it speaks of neither
  'officeOther', // an office is asked about that it does not name
  'focusSame', // the nearest wording counts or chooses among the same
  'ideasShared', // agreement of the ideas of the question and of the nearest wording, 0…1
  'ideaLacking', // an idea of the question is in none of its wordings: the rarest, 0…1
  'focusMissing', // what is counted or chosen is not named anywhere in it
  'yearSame',
  'yearOther',
  'yearUnmentioned', // a year is asked for, it speaks of none, and a figure, a name or a place is asked for
  'levelSame',
  'levelOther',
  'unitSame',
  'unitOther',
  'unitUnasked', // it speaks of one numbered unit, and none is asked for
  'timeOther', // a figure at another time of day is asked for; what tells a time itself is asked about any
  'countedMissing', // share of what is counted that no value of it names
  'countGiven', // the question names one of its numbers, and asks for no confirmation
  'roundOther', // another round is asked for: `lần 1` and `lần 3`
  'placeSame',
  'placeUnmentioned', // a place is named that it does not name, whatever is asked
  'placeOther', // a place is named that it does not name, and a figure, a name or a place of an area is asked for
  'figureMissing', // a figure is given that it neither holds nor works with, and asks for no confirmation
  'figureWorked', // a figure is given that it works with: an age, the numbers of a ballot
  'figureClaimed', // a figure is to be confirmed that it does not hold
  'isTask',
  'isUnknown',
  'isDocument', // an article whose title is a question
  'isTalk',
  'taskPlace', // a task that needs a place, and one is named
  'taskPlaceIdle', // a task that has no use for a place, and one is named
  'talkNear', // `first` of small talk and of what is declined
  'talkBayes', // `bayes` of it
  'talkPart', // only a clause of the message is
  'talkLong', // small talk, and many telling words
] as const;
export type PairFeature = (typeof pairFeatures)[number];

/** Signals of the question alone: how likely it is that nothing here answers. */
export const questionFeatures = [
  'bias',
  'strange', // telling words that no candidate holds
  'strangeOne', // at least one
  'short',
  'long',
  'guessed', // share of words whose typing was repaired
  'asksNothing', // no word of it asks
  'partial', // share of the message that this reading leaves out
  'elsewhere', // a place outside the province is named
] as const;
export type QuestionFeature = (typeof questionFeatures)[number];

const valueKinds: ReadonlySet<string> = new Set(['when', 'where', 'how-many', 'who', 'which-unit']);
const areaKinds: ReadonlySet<string> = new Set(['how-many', 'who', 'where', 'which-unit', 'when']);

/** It holds at one time of day, and the question names another. */
const isAtOtherTime = ({ times: asked }: Prepared, { times, candidate }: Known): boolean =>
  asked.length > 0 && times.size > 0 && !candidate.kinds.includes('when') && !asked.some((time) => times.has(time));

/** The question gives what the fact works something out of. */
const worksWith = ({ workable }: Prepared, { subject }: Known['candidate']): boolean =>
  subject.kind === 'fact' && subject.fact.computes !== undefined && workable.has(subject.fact.computes);

/** What is worked out for a place. */
const takesPlace = ({ subject }: Known['candidate']): boolean =>
  subject.kind === 'task' && (subject.task === 'polling-place' || subject.task === 'unit-of-place');

/** The most a telling word can weigh, to bring weights into 0…1. */
const heaviest = 6;

/** The signals of one candidate for one reading, by name. `near` is its nearness; `rival` the best odds of the others. */
export function featuresOf(
  prepared: Prepared,
  known: Known,
  near: Nearness & ArticleFound & { topics: number },
  rival: number,
  field: Field,
): Record<PairFeature, number> {
  const { reading, telling, total } = prepared;
  const { candidate, content } = known;
  const held = ({ word, idea }: Prepared['telling'][number], where: ReadonlySet<string>) =>
    where.has(word.folded) || (idea !== undefined && where.has(idea));
  const everywhere = (one: Prepared['telling'][number]) => held(one, content.asked) || held(one, content.stated);
  const covered = telling.reduce((sum, one) => sum + (held(one, content.asked) ? one.weight : 0), 0) / total;
  const coveredAll = telling.reduce((sum, one) => sum + (everywhere(one) ? one.weight : 0), 0) / total;
  const missed = telling.filter((one) => !held(one, content.asked) && field.holders(one.word.folded) > 0);
  const missedAll = missed.filter((one) => !held(one, content.stated));
  const heaviestOf = (list: typeof missed) => Math.min(1, Math.max(0, ...list.map(({ weight }) => weight)) / heaviest);
  const said = known.wording(near.nearest);
  const says = (folded: string, idea: string | undefined): boolean =>
    said.telling.includes(folded) || (idea !== undefined && said.ideas.includes(idea));
  // What it is asked for is told by its wordings alone: of an article by its title.
  const nearest = near.nearest < candidate.wordings.length ? said : known.wording(0);
  const wording = wordingAgreement(prepared, nearest, field);
  const { kind, slots } = reading;
  const kinds = candidate.kinds;
  const kindKnown = kinds.length === 0 || kinds.includes(kind);
  const { named } = prepared;
  // Of its wordings the nearest alone: people tell where they are when they ask about something else.
  const namesPlace = named.some((name) => known.stated.includes(name) || nearest.folded.includes(name));
  const isTask = candidate.subject.kind === 'task';
  const isTalk = candidate.subject.kind === 'talk';
  const isUnknown = candidate.subject.kind === 'unknown';
  const boundedOdds = Math.max(-4, Math.min(4, near.bayes));
  // What is worked out, not known or no question speaks of any year, place and unit.
  const isOpen = isTask || isUnknown || isTalk;
  const years = yearsAgree(slots.years, candidate, nearest);
  const hasOtherFigure = prepared.figures.some((figure) => !known.figures.has(figure));
  const isWorkable = worksWith(prepared, candidate);
  const speaksOf = (folded: string) => content.asked.has(folded) || content.stated.has(folded);
  const lacking = prepared.sides.filter(({ name }) => !known.sides.has(name));
  return {
    first: near.first,
    firstNear: Math.max(0, near.first - 0.6),
    firstSame: Math.max(0, near.first - 0.85),
    others: (near.second + near.third) / 2,
    ways: Math.min(1, Math.log10(1 + candidate.wordings.length) / 3),
    bayes: boundedOdds,
    topics: near.topics,
    found: near.found,
    foundMore: near.foundMore,
    lead: Math.max(-2, Math.min(2, near.bayes - rival)),
    covered,
    coveredAll,
    wording: wording.share,
    wordingHead: wording.headMissing ? 1 : 0,
    nearestSays: telling.reduce((sum, { word, idea, weight }) => sum + (says(word.folded, idea) ? weight : 0), 0) / total,
    missing: heaviestOf(missed),
    missingIdea: missed.some(({ idea }) => idea !== undefined) ? 1 : 0,
    missingStated: heaviestOf(missedAll),
    otherForm: telling.some(
      ({ word }) =>
        word.text !== word.folded &&
        (content.asked.has(word.folded) || content.stated.has(word.folded)) &&
        !content.written.has(word.text),
    )
      ? 1
      : 0,
    kindKnown: kindKnown ? 1 : 0,
    kindOther: !kindKnown && valueKinds.has(kind) ? 1 : 0,
    whyMissing: prepared.wantsReason && !known.explains ? 1 : 0,
    whyOffered: !prepared.wantsReason && known.explains ? 1 : 0,
    kindSame: nearest.kind === kind ? 1 : 0,
    wantsUnasked: unasked(prepared.wants, known, field),
    sideOther: lacking.some(({ contrary }) => known.sides.has(contrary)) ? 1 : 0,
    sideUnasked: lacking.some(({ contrary, isUsual }) => !isUsual && !known.sides.has(contrary)) ? 1 : 0,
    officeOther: [...prepared.offices].some((office) => !known.offices().has(office)) && !isOpen ? 1 : 0,
    focusSame: prepared.focus.length > 0 && nearest.focus[0] === prepared.focus[0]!.folded ? 1 : 0,
    ideasShared: sharedIdeas(prepared.ideas, nearest.ideas, field),
    ideaLacking: Math.min(
      1,
      Math.max(0, ...prepared.ideas.filter((idea) => !content.asked.has(idea)).map((idea) => field.rarity(idea))) / heaviest,
    ),
    focusMissing: prepared.focus.some(({ text, folded }) => !speaksOf(folded) || (text !== folded && !content.written.has(text)))
      ? 1
      : 0,
    yearSame: years === 'same' ? 1 : 0,
    yearOther: years === 'other' ? 1 : 0,
    yearUnmentioned: slots.years.length > 0 && candidate.years.size === 0 && !isOpen && valueKinds.has(kind) ? 1 : 0,
    levelSame: slots.level !== undefined && slots.level === candidate.level ? 1 : 0,
    levelOther: slots.level !== undefined && candidate.level !== 'all' && slots.level !== candidate.level ? 1 : 0,
    unitSame: slots.unitNumber !== undefined && known.unit === String(Number(slots.unitNumber)) ? 1 : 0,
    unitOther: slots.unitNumber !== undefined && !isOpen && known.unit !== String(Number(slots.unitNumber)) ? 1 : 0,
    unitUnasked: slots.unitNumber === undefined && known.unit !== undefined ? 1 : 0,
    timeOther: isAtOtherTime(prepared, known) ? 1 : 0,
    countedMissing: countedMissing(prepared, known),
    countGiven: givesCount(prepared, known) ? 1 : 0,
    roundOther: slots.round !== undefined && known.rounds.size > 0 && !known.rounds.has(slots.round) ? 1 : 0,
    placeSame: named.length > 0 && namesPlace ? 1 : 0,
    placeUnmentioned: named.length > 0 && !namesPlace && !isOpen ? 1 : 0,
    placeOther: named.length > 0 && !namesPlace && !isOpen && areaKinds.has(kind) ? 1 : 0,
    figureMissing: hasOtherFigure && !slots.confirms && !isWorkable ? 1 : 0,
    figureWorked: isWorkable ? 1 : 0,
    figureClaimed: hasOtherFigure && slots.confirms ? 1 : 0,
    isTask: isTask ? 1 : 0,
    isUnknown: isUnknown ? 1 : 0,
    isDocument: candidate.subject.kind === 'document' ? 1 : 0,
    isTalk: isTalk ? 1 : 0,
    taskPlace: named.length > 0 && takesPlace(candidate) ? 1 : 0,
    taskPlaceIdle: named.length > 0 && isTask && !takesPlace(candidate) ? 1 : 0,
    talkNear: isTalk ? near.first : 0,
    talkBayes: isTalk ? boundedOdds : 0,
    talkPart: isTalk && reading.isPart ? 1 : 0,
    talkLong: isTalk ? Math.min(1, telling.length / 8) : 0,
  };
}

/** The signals of the question alone. */
export function questionFeaturesOf({ reading, telling, words }: Prepared, field: Field): Record<QuestionFeature, number> {
  const asks = words.some(({ role }) => role === 'asking') || reading.kind === 'yes-no';
  const strange = telling.filter(({ word, idea }) => idea === undefined && field.holders(word.folded) === 0);
  return {
    bias: 1,
    strange: Math.min(3, strange.length) / 3,
    strangeOne: strange.length > 0 ? 1 : 0,
    short: telling.length <= 1 ? 1 : 0,
    long: Math.min(1, telling.length / 15),
    guessed: reading.guessed,
    asksNothing: asks ? 0 : 1,
    partial: 1 - reading.share,
    elsewhere: reading.places.some(
      ({ communes, others, elsewhere }) => communes.length + others.length === 0 && elsewhere.length > 0,
    )
      ? 1
      : 0,
  };
}
