import type { Milestone } from '../../elections/calendar.ts';
import type { Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { Choice } from '../../messaging/message.ts';
import { goOnValue, goOnWith } from './going-on.ts';
import type { Reply } from './reply.ts';
import { quickChoices } from './words-talk.ts';
import { goOnQuestions, goOnWords, topicHeading, topicLabels } from './words-topics.ts';

/** What menus are made from. */
export type MenuPack = Pick<KnowledgePack, 'facts' | 'milestones' | 'about' | 'electoralUnits'>;

type Topic = keyof typeof topicLabels;

/** Entries of the main menu, and of the list of a topic, at most. */
const mostTopics = 6;
const mostInTopic = 8;
const prefix = 'chude:';

export const electionDayOf = ({ milestones }: Pick<KnowledgePack, 'milestones'>): Milestone | undefined =>
  milestones.find(({ isElectionDay }) => isElectionDay);

/** Whether the election of a pack is over: from the day after it. */
export function isElectionOver(pack: Pick<KnowledgePack, 'milestones'>, today: string): boolean {
  const day = electionDayOf(pack);
  return day !== undefined && day.date < today;
}

const namesPerson = ({ values }: Fact): boolean => values.some(({ kind }) => kind === 'person');

/** Whether a fact names no day up to the election. */
const isAfter = ({ values }: Fact, day: string): boolean => values.every((value) => value.kind !== 'date' || value.is > day);

const inTopic: Record<Topic, (fact: Fact, day: string) => boolean> = {
  results: (fact) => fact.topic === 'results' && !namesPerson(fact),
  deputies: (fact) => fact.topic === 'results' && namesPerson(fact),
  afterwards: (fact, day) => fact.topic === 'election' && isAfter(fact, day),
  voting: ({ topic }) => topic === 'voting',
  eligibility: ({ topic }) => topic === 'eligibility',
  reform: ({ topic }) => topic === 'reform',
};

/** What the pack has of a topic: of its own area before what holds in the whole country, the newest year first, each series once. */
function factsOf(topic: Topic, { facts, milestones, about }: MenuPack): Fact[] {
  const day = electionDayOf({ milestones })?.date ?? '';
  const isOwn = ({ area }: Fact): number => Number(about !== undefined && area.includes(about.name));
  const found = facts
    .filter((fact) => inTopic[topic](fact, day))
    .sort((a, b) => isOwn(b) - isOwn(a) || (b.year ?? 0) - (a.year ?? 0));
  return found.filter(({ series }, i) => series === undefined || found.findIndex((fact) => fact.series === series) === i);
}

/** Choices with different labels. */
export const distinct = (choices: readonly Choice[]): Choice[] =>
  choices.filter(({ label }, i) => choices.findIndex((choice) => choice.label === label) === i);

function pageOf(topic: Topic, pack: MenuPack): Choice[] {
  const day = electionDayOf(pack)?.date ?? '';
  const ahead =
    topic === 'afterwards'
      ? pack.milestones.filter(({ date, isResult }) => date > day && !isResult).sort((a, b) => b.date.localeCompare(a.date))
      : [];
  const known = [...factsOf(topic, pack), ...ahead.filter(({ asks }) => asks.length > 0)];
  return distinct(known.map((one) => goOnWith(one, pack))).slice(0, mostInTopic);
}

const made = new WeakMap<MenuPack, { today: string; menu: readonly Choice[] }>();

/** What can be asked, as the calendar has it: where and how to vote until election day, from the next day on who was elected and what comes then. */
export function mainMenu(pack: MenuPack, today: string): Choice[] {
  const held = made.get(pack);
  if (held?.today === today) return [...held.menu];
  const menu = menuOn(pack, today);
  made.set(pack, { today, menu });
  return [...menu];
}

function menuOn(pack: MenuPack, today: string): Choice[] {
  const { vi } = goOnWords;
  const day = electionDayOf(pack);
  const opens = (topic: Topic): Choice[] =>
    pageOf(topic, pack).length > 0 ? [{ label: topicLabels[topic], value: `${prefix}${topic}` }] : [];
  const unit: Choice = { label: vi.ownUnit, value: goOnQuestions.vi.ownUnit };
  const calendar: Choice[] = pack.milestones.length > 0 ? [{ label: vi.calendar, value: '/lich' }] : [];
  const topics = isElectionOver(pack, today)
    ? [...opens('results'), ...opens('deputies'), ...opens('afterwards'), unit, ...opens('reform'), ...calendar]
    : [
        ...(day ? [{ ...goOnWith(day, pack), label: vi.electionDay }] : []),
        { label: vi.pollingPlace, value: goOnQuestions.vi.pollingPlace('') },
        ...opens('voting'),
        ...opens('eligibility'),
        unit,
        ...calendar,
      ];
  return distinct([...topics, ...quickChoices(pack.about)]).slice(0, mostTopics);
}

/** The same for who writes in English: the ways of asking in the pack are Vietnamese. */
export function menuInEnglish(pack: MenuPack): Choice[] {
  const { en } = goOnWords;
  const day = electionDayOf(pack);
  return [
    ...(day ? [{ label: en.electionDay, value: goOnValue(day.id) }] : []),
    { label: en.ownUnit, value: goOnQuestions.en.ownUnit },
    ...(day ? [{ label: en.calendar, value: goOnValue('task/calendar') }] : []),
    { label: en.pollingPlace, value: goOnQuestions.en.pollingPlace('') },
  ];
}

/** The list that a pressed topic opens; `undefined` for anything else, and where the pack has nothing of it. */
export function topicReply(text: string, pack: MenuPack): Reply | undefined {
  const topic = text.startsWith(prefix) ? text.slice(prefix.length) : '';
  if (!Object.hasOwn(topicLabels, topic)) return undefined;
  const choices = pageOf(topic as Topic, pack);
  if (choices.length === 0) return undefined;
  return { kind: 'talk', text: topicHeading(topicLabels[topic as Topic]), citations: [], choices };
}

/** Whether a text is the press of a topic. */
export const isTopicPress = (text: string): boolean => text.startsWith(prefix);
