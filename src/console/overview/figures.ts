import type { CommuneCount } from '../../announcements/sending/subscribers.ts';
import {
  type DayCount,
  emptyDay,
  type QuestionOutcome,
  questionOutcomes,
  sumOfDays,
} from '../../conversations/counting/day-count.ts';
import { type QuestionGroup, type ShownGroup, shownGroup } from '../../conversations/unanswered/question-group.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';

/** What became of questions, with how many they are. */
export interface OutcomeRow {
  name: string;
  counts: Record<QuestionOutcome, number>;
  total: number;
}

/** How often something was the answer, and what people said of it. */
export interface AnswerRow {
  id: string;
  name: string;
  times: number;
  up: number;
  down: number;
}

/** People of a commune; `undefined`: too few to say how many. */
export interface CommuneRow {
  name: string;
  people: number | undefined;
}

/** What the numbers screen shows, of so many days up to today. */
export interface Figures {
  /** Every day, the latest last. */
  days: OutcomeRow[];
  channels: OutcomeRow[];
  mostAsked: AnswerRow[];
  /** Least liked first; only what somebody said something of. */
  rated: AnswerRow[];
  thumbs: { up: number; down: number };
  unanswered: ShownGroup[];
  communes: CommuneRow[];
}

/** Fewer people than this are never told apart. */
export const fewestShown = 10;
const mostRows = 20;
const longestName = 120;

function outcomeRow(name: string, counted: Partial<Record<QuestionOutcome, number>>[]): OutcomeRow {
  const counts = { answered: 0, 'asked-back': 0, declined: 0, 'out-of-scope': 0 };
  for (const one of counted) for (const outcome of questionOutcomes) counts[outcome] += one[outcome] ?? 0;
  return { name, counts, total: questionOutcomes.reduce((sum, outcome) => sum + counts[outcome], 0) };
}

/** What an id of an answer is called: the statement of a fact, the title of an article, else the id. */
export function answerNames({ facts, milestones, documents }: KnowledgePack): (id: string) => string {
  const names = new Map<string, string>([
    ...documents.map(({ id, title }) => [id, title] as const),
    ...milestones.map(({ id, name }) => [id, name] as const),
    ...facts.map(({ id, statement }) => [id, statement] as const),
  ]);
  return (id) => {
    const name = names.get(id) ?? id;
    return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
  };
}

/** Those who are many in order of their number; of the rest only that there are some, in order of their names. */
function communeRows(byCommune: readonly CommuneCount[], title: (code: string) => string): CommuneRow[] {
  const counts: Record<string, number> = {};
  for (const { commune, now, later } of byCommune) counts[commune] = (counts[commune] ?? 0) + now + later;
  const all = Object.entries(counts).map(([code, people]) => ({ name: title(code), people }));
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'vi');
  return [
    ...all.filter(({ people }) => people >= fewestShown).sort((a, b) => b.people - a.people || byName(a, b)),
    ...all
      .filter(({ people }) => people < fewestShown)
      .sort(byName)
      .map(({ name }) => ({ name, people: undefined })),
  ];
}

/** The groups of questions that were asked most, of those officials may see and nobody has seen to. */
export const mostUnanswered = (groups: readonly QuestionGroup[]): ShownGroup[] =>
  groups
    .flatMap((group) => shownGroup(group) ?? [])
    .filter(({ done }) => done === undefined)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostRows);

export function figuresOf(given: {
  /** The days to show, `YYYY-MM-DD`, the latest last. */
  days: readonly string[];
  counts: readonly DayCount[];
  /** See `mostUnanswered`. */
  unanswered: readonly ShownGroup[];
  byCommune: readonly CommuneCount[];
  nameOf: (id: string) => string;
  communeTitle: (code: string) => string;
}): Figures {
  const { days, counts, unanswered, byCommune, nameOf, communeTitle } = given;
  const byDay = new Map(counts.map((count) => [count.id, count]));
  const all = days.flatMap((day) => byDay.get(day) ?? []).reduce(sumOfDays, emptyDay(days.at(-1) ?? ''));
  const answers = [...new Set([...Object.keys(all.answers), ...Object.keys(all.thumbs)])].map((id): AnswerRow => {
    const { up = 0, down = 0 } = all.thumbs[id] ?? {};
    return { id, name: nameOf(id), times: all.answers[id] ?? 0, up, down };
  });
  return {
    days: days.map((day) => outcomeRow(day, Object.values(byDay.get(day)?.asked ?? {}))),
    channels: Object.entries(all.asked)
      .map(([channel, one]) => outcomeRow(channel, [one]))
      .sort((a, b) => b.total - a.total),
    mostAsked: answers
      .filter(({ times }) => times > 0)
      .sort((a, b) => b.times - a.times)
      .slice(0, mostRows),
    rated: answers
      .filter(({ up, down }) => up + down > 0)
      .sort((a, b) => b.down - a.down || b.up - a.up)
      .slice(0, mostRows),
    thumbs: {
      up: answers.reduce((sum, { up }) => sum + up, 0),
      down: answers.reduce((sum, { down }) => sum + down, 0),
    },
    unanswered: [...unanswered],
    communes: communeRows(byCommune, communeTitle),
  };
}
