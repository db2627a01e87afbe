import type { Milestone } from '../../elections/calendar.ts';
import type { Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { type Commune, placeTitle } from '../../elections/places.ts';
import type { Choice } from '../../messaging/message.ts';
import type { Asked } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import { goOnValue, goOnWith, membersValue, unitElectedIn } from './going-on.ts';
import type { Reply } from './reply.ts';
import { distinct, electionDayOf, isElectionOver, mainMenu } from './topics.ts';
import { goOnQuestions, goOnWords } from './words-topics.ts';

/** What choices to go on with are made from. */
export type NextPack = Pick<KnowledgePack, 'facts' | 'milestones' | 'about' | 'electoralUnits'>;

export interface NextDeps {
  pack: NextPack;
  asked: Pick<Asked, 'places' | 'slots' | 'language'>;
  /** Values and ids that were just asked for or answered: they are not put forward again. */
  answered: ReadonlySet<string>;
  /** `YYYY-MM-DD`. */
  today: string;
}

/** Asked of another place it is another question each time. */
const asksPlace: ReadonlySet<string> = new Set([goOnQuestions.vi.otherCommune, goOnQuestions.en.otherCommune]);
/** What a button may carry, in bytes. */
const longestValue = 64;
/** Two to four: the subscribing that the conversation may add is the fourth. */
const most = 3;
const least = 2;

/** The reply with what may be asked after it, by what it is about; a reply that is no answer, or offers something of its own, is left as it is. */
export function withNext(reply: Reply, deps: NextDeps): Reply {
  if (reply.kind !== 'answer' || (reply.choices && !reply.offers)) return reply;
  const { pack, asked, today } = deps;
  const fitting = asked.language === 'vi' ? nextTo(reply, deps) : nextIn(asked.language, reply, deps);
  const own = reply.choices ?? [];
  const isOther = ({ label, value }: Choice): boolean =>
    asksPlace.has(value) ||
    label === goOnWords.vi.otherCommune ||
    (value !== goOnValue(reply.about ?? '') &&
      !deps.answered.has(value) &&
      !deps.answered.has(value.slice(value.indexOf(':') + 1)));
  const chosen = distinct([...own, ...fitting.filter(isOther)]).slice(0, most);
  const padded = chosen.length < least && asked.language === 'vi' ? mainMenu(pack, today).filter(isOther) : [];
  const choices = distinct([...chosen, ...padded]).slice(0, Math.max(least, chosen.length));
  const news = newsOf(reply, deps);
  return choices.length === 0 ? reply : { ...reply, choices, choicesAre: 'next', ...(news === undefined ? {} : { news }) };
}

const communeOf = ({ places }: Pick<Asked, 'places'>): Commune | undefined => {
  const resolution = places[0]?.resolution;
  return resolution?.kind === 'current' || resolution?.kind === 'renamed' ? resolution.commune : undefined;
};

/** What announcements would go on with it: news of the commune that was asked about, the dates still ahead. */
function newsOf(reply: Reply, { pack, asked, today }: NextDeps): Reply['news'] {
  const commune = communeOf(asked);
  if (commune) return { kind: 'commune', title: placeTitle(commune) };
  const isDate = reply.about === 'task/calendar' || pack.milestones.some(({ id }) => id === reply.about);
  return isDate && pack.milestones.some(({ date }) => date > today) ? { kind: 'milestones' } : undefined;
}

function nextTo(reply: Reply, deps: NextDeps): Choice[] {
  const { pack, asked, today } = deps;
  switch (reply.about) {
    case 'task/unit-of-place':
    case 'task/communes-of-unit':
    case 'task/seats-of-unit':
      return nextToUnit(reply.about, deps);
    case 'task/polling-place':
      return nextToPollingPlace(deps);
    case 'task/calendar':
      return nextToCalendar(pack, today);
  }
  const milestone = pack.milestones.find(({ id }) => id === reply.about);
  if (milestone) return nextToMilestone(milestone, pack, today);
  const ids = [reply.about, ...reply.citations.map(({ document }) => document)];
  const fact = pack.facts.find(({ id }) => ids.includes(id));
  const isOver = isElectionOver(pack, today);
  if (fact) return nextToFact(fact, pack, isOver);
  const written = pack.facts.filter(({ sources }) =>
    sources.some(({ document }) => document !== undefined && ids.includes(document)),
  );
  const commune = communeOf(asked);
  return [
    ...(commune
      ? [{ label: goOnWords.vi.unitOf(placeTitle(commune)), value: goOnQuestions.vi.unitOf(placeTitle(commune)) }]
      : []),
    ...written.filter((one) => isTimely(one, isOver)).map((one) => goOnWith(one, pack)),
  ];
}

const calendarChoice = (language: Language): Choice => ({
  label: goOnWords[language].calendar,
  value: goOnValue('task/calendar'),
});
const otherCommune = (language: Language): Choice => ({
  label: goOnWords[language].otherCommune,
  value: goOnQuestions[language].otherCommune,
});

/** Rules and advice for a vote are not put forward once it is over. */
const isTimely = ({ closesWithElection }: Fact, isOver: boolean): boolean => !(isOver && closesWithElection);

const sortedBy = <Thing>(things: readonly Thing[], nearness: (thing: Thing) => number): Thing[] =>
  things
    .map((thing) => ({ thing, near: nearness(thing) }))
    .sort((a, b) => b.near - a.near)
    .map(({ thing }) => thing);

/** Facts about the same thing, then of the same folder and area, those next to it in the pack first. */
function nextToFact(fact: Fact, pack: NextPack, isOver: boolean): Choice[] {
  const { facts, milestones, electoralUnits } = pack;
  const at = facts.indexOf(fact);
  const nearness = (other: Fact): number =>
    (other.subject !== undefined && other.subject === fact.subject ? 4 : 0) +
    (other.topic === fact.topic ? 3 : 0) +
    (other.area === fact.area ? 2 : 0) +
    (other.level === fact.level ? 1 : 0) +
    (fact.series !== undefined && other.series === fact.series ? -2 : 0) -
    Math.abs(facts.indexOf(other) - at) / facts.length;
  const others = facts.filter((other) => other !== fact && other.topic === fact.topic && isTimely(other, isOver));
  const related = distinct(sortedBy(others, nearness).map((one) => goOnWith(one, pack))).slice(0, 2);
  const ofVote: Choice[] = fact.closesWithElection && !isOver ? [pollingPlace('')] : [];
  const ofUnits: Choice[] = fact.level !== 'all' && fact.topic !== 'reform' && electoralUnits.length > 0 ? [ownUnit('vi')] : [];
  const calendar: Choice[] =
    ofVote.length + ofUnits.length === 0 && milestones.length > 0 && fact.topic === 'election' ? [calendarChoice('vi')] : [];
  return [...ofVote, ...related, ...ofUnits, ...calendar];
}

const pollingPlace = (place: string): Choice => ({
  label: goOnWords.vi.pollingPlace,
  value: goOnQuestions.vi.pollingPlace(place),
});
const ownUnit = (language: Language): Choice => ({ label: goOnWords[language].ownUnit, value: goOnQuestions[language].ownUnit });

/** As they are said. */
const levels = ['national-assembly', 'province', 'commune'] as const;

function nextToUnit(about: string, { pack, asked, today }: NextDeps): Choice[] {
  const commune = communeOf(asked);
  const { unitNumber, level } = asked.slots;
  const found = pack.electoralUnits.filter((unit) =>
    commune
      ? unit.communes.includes(commune.code)
      : Number(unit.number) === Number(unitNumber) && (level === undefined || unit.level === level),
  );
  const units = levels.flatMap((of) => found.filter((unit) => unit.level === of));
  const isOver = isElectionOver(pack, today);
  const words = goOnWords.vi;
  const elected = isOver
    ? pack.facts.filter((fact) => {
        const unit = unitElectedIn(fact, pack);
        return unit !== undefined && units.includes(unit);
      })
    : [];
  const members =
    about === 'task/communes-of-unit'
      ? []
      : units.slice(0, 1).map((unit): Choice => ({ label: words.membersOf(Number(unit.number)), value: membersValue(unit) }));
  const place: Choice[] = commune && !isOver ? [pollingPlace(placeTitle(commune))] : [];
  return [
    ...place,
    ...elected.slice(0, 1).map((one) => goOnWith(one, pack)),
    ...members,
    commune ? otherCommune('vi') : ownUnit('vi'),
  ];
}

function nextToPollingPlace({ pack, asked, today }: NextDeps): Choice[] {
  const commune = communeOf(asked);
  const hours = pack.facts.find(({ computes }) => computes === 'voting-hours');
  const unit: Choice[] = commune
    ? [{ label: goOnWords.vi.unitOf(placeTitle(commune)), value: goOnQuestions.vi.unitOf(placeTitle(commune)) }]
    : [];
  if (isElectionOver(pack, today)) return [...unit, ...mainMenu(pack, today).slice(0, 2)];
  return [
    ...(hours ? [goOnWith(hours, pack)] : []),
    ...unit,
    { label: goOnWords.vi.otherCommune, value: goOnQuestions.vi.pollingPlace('') },
  ];
}

function nextToCalendar(pack: NextPack, today: string): Choice[] {
  const day = electionDayOf(pack);
  const ahead = comingAfter(today, pack);
  if (isElectionOver(pack, today)) return mainMenu(pack, today).filter(({ value }) => value !== '/lich');
  return [
    ...(ahead ? [goOnWith(ahead, pack)] : []),
    ...(day && day !== ahead ? [{ ...goOnWith(day, pack), label: goOnWords.vi.electionDay }] : []),
    pollingPlace(''),
  ];
}

const comingAfter = (date: string, { milestones }: NextPack): Milestone | undefined =>
  milestones.filter((one) => one.date > date && one.asks.length > 0).sort((a, b) => a.date.localeCompare(b.date))[0];

function nextToMilestone(milestone: Milestone, pack: NextPack, today: string): Choice[] {
  const after = comingAfter(milestone.date > today ? milestone.date : today, pack);
  const coming: Choice[] = after ? [goOnWith(after, pack)] : [];
  const hours = pack.facts.find(({ computes }) => computes === 'voting-hours');
  const onDay = milestone.isElectionDay && hours ? [goOnWith(hours, pack)] : coming;
  if (!isElectionOver(pack, today)) return [pollingPlace(''), ...onDay, calendarChoice('vi')];
  return [...mainMenu(pack, today).slice(0, 2), ...coming, calendarChoice('vi')];
}

/** Only what has English words: the ways of asking in the pack are Vietnamese. */
function nextIn(language: Language, reply: Reply, { pack, asked, today }: NextDeps): Choice[] {
  const day = electionDayOf(pack);
  const commune = communeOf(asked);
  const isUnit = reply.about === 'task/unit-of-place';
  const choices: (Choice | false | undefined)[] = [
    pack.electoralUnits.length > 0 && (isUnit ? otherCommune(language) : ownUnit(language)),
    commune &&
      !isUnit && {
        label: goOnWords[language].unitOf(placeTitle(commune)),
        value: goOnQuestions[language].unitOf(placeTitle(commune)),
      },
    day && reply.about !== day.id && { label: goOnWords[language].electionDay, value: goOnValue(day.id) },
    reply.about !== 'task/calendar' && pack.milestones.length > 0 && calendarChoice(language),
    !isElectionOver(pack, today) && { label: goOnWords[language].pollingPlace, value: goOnQuestions[language].pollingPlace('') },
  ];
  return choices.filter(
    (choice): choice is Choice => Boolean(choice) && new TextEncoder().encode((choice as Choice).value).length <= longestValue,
  );
}
