import type { Milestone } from '../../elections/calendar.ts';
import type { Fact, QuestionKind } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { writtenDate } from '../../elections/tense.ts';
import type { Slots } from '../question/slots.ts';
import { type AskableMatch, createAskableIndex } from './askable-index.ts';

/** One thing of the exact tables that a question can be answered with. */
export type Exact = { kind: 'fact'; fact: Fact } | { kind: 'milestone'; milestone: Milestone } | { kind: 'task'; task: Task };

/** What is worked out rather than looked up. */
export type Task = 'calendar' | 'polling-place' | 'unit-of-place';

/** How voters ask for the tasks. They compete with the facts' own wordings, so that "xin giấy bỏ phiếu nơi khác ở đâu" is not taken for a polling place. */
export const taskWordings: Record<Task, string[]> = {
  calendar: [
    'lịch bầu cử',
    'cho xem lịch bầu cử',
    'các mốc thời gian bầu cử',
    'sắp tới có mốc bầu cử nào',
    'lịch trình bầu cử',
    'kế hoạch các ngày bầu cử',
  ],
  'polling-place': [
    'nhà tôi bỏ phiếu ở đâu',
    'tôi bỏ phiếu ở đâu',
    'tôi đi bầu ở đâu',
    'tôi bầu ở đâu',
    'tôi ở đây thì bầu ở đâu',
    'nhà ở đây bỏ phiếu chỗ nào',
    'đi bầu ở chỗ nào',
    'điểm bầu cử ở đâu',
    'điểm bầu cử ở chỗ nào',
    'phòng bỏ phiếu ở đâu',
    'nơi bỏ phiếu của tôi ở đâu',
    'địa chỉ phòng bỏ phiếu',
    'địa chỉ điểm bỏ phiếu',
    'địa điểm bỏ phiếu ở đâu',
    'khu vực bỏ phiếu của tôi ở đâu',
    'chỗ bỏ phiếu gần nhất',
    'thôn tôi bỏ phiếu ở đâu',
    'bỏ phiếu tại địa điểm nào',
    'khu vực bỏ phiếu số mấy',
    'xã tôi bỏ phiếu ở đâu',
    'nơi bầu cử ở đâu',
    'bầu cử ở đâu',
  ],
  'unit-of-place': [
    'xã tôi thuộc đơn vị bầu cử nào',
    'tôi thuộc đơn vị bầu cử số mấy',
    'chỗ tôi thuộc đơn vị bầu cử nào',
    'làm sao biết mình thuộc đơn vị bầu cử số mấy',
    'đơn vị bầu cử của tôi',
    'phường tôi bầu ở đơn vị nào',
  ],
};

export interface Candidate extends AskableMatch<Exact> {
  /** Whether kind, year, level and figures of the question agree with it. */
  fits: boolean;
}

export interface FactAnswers {
  /** Best candidate and its nearest rival; nothing where no askable is near. */
  find(text: string, asked: { kind: QuestionKind; slots: Slots }): Candidate[];
  knows(folded: string): boolean;
  /** The facts of one series, newest first. */
  series(fact: Fact): Fact[];
}

const newestFirst = (a: Fact, b: Fact): number => timeOf(b).localeCompare(timeOf(a));
const timeOf = (fact: Fact): string => fact.validFrom ?? (fact.year ? String(fact.year) : '');

/** Candidates looked at for one question. */
const nearest = 12;

export function createFactAnswers(pack: KnowledgePack): FactAnswers {
  const askables: { key: Exact; wordings: string[]; background: string }[] = [
    ...pack.facts.map((fact) => ({
      key: { kind: 'fact' as const, fact },
      wordings: [...fact.asks, ...(fact.asks.length === 0 ? [fact.statement] : [])],
      background: `${fact.statement} ${fact.quote ?? ''} ${fact.territory}`,
    })),
    ...pack.milestones.map((milestone) => ({
      key: { kind: 'milestone' as const, milestone },
      wordings: [...milestone.asks, milestone.name, `${milestone.name} là ngày nào`, `khi nào ${milestone.name}`],
      background: `${milestone.name} ${writtenDate(milestone.date)}`,
    })),
    ...(pack.communes.length === 0
      ? []
      : (Object.keys(taskWordings) as Task[]).map((task) => ({
          key: { kind: 'task' as const, task },
          wordings: taskWordings[task],
          background: '',
        }))),
  ];
  const index = createAskableIndex(askables, pack.lexicon.synonyms);

  return {
    knows: index.knows,
    series: (fact) => (fact.series ? pack.facts.filter((other) => other.series === fact.series).sort(newestFirst) : [fact]),
    find: (text, asked) =>
      index
        .match(text, nearest)
        .map((match) => ({ ...match, fits: fits(match.key, asked) }))
        .sort((a, b) => rank(b, asked.kind) - rank(a, asked.kind)),
  };
}

/** A fact that answers another kind of question comes after an equal one of the right kind. */
function rank(candidate: Candidate, kind: QuestionKind): number {
  const kinds: QuestionKind[] =
    candidate.key.kind === 'fact'
      ? candidate.key.fact.kinds
      : candidate.key.kind === 'milestone'
        ? ['when', 'yes-no']
        : ['where', 'which-unit', 'when', 'what'];
  const offKind = kinds.includes(kind) || kind === 'what' || kind === 'yes-no' ? 1 : 0.85;
  return candidate.score * offKind * (candidate.fits ? 1 : 0.8);
}

/** Years and levels a question names must be those of the thing that answers it. */
function fits(key: Exact, { slots }: { slots: Slots }): boolean {
  if (key.kind === 'task') return true;
  if (key.kind === 'milestone') return slots.years.every((year) => key.milestone.date.startsWith(String(year)));
  const { fact } = key;
  if (slots.level && fact.level !== 'all' && fact.level !== slots.level) return false;
  return slots.years.every((year) => speaksOfYear(fact, year));
}

export function speaksOfYear(fact: Fact, year: number): boolean {
  if (fact.year !== undefined) return fact.year === year;
  if (`${fact.statement} ${fact.quote ?? ''}`.includes(String(year))) return true;
  if (!fact.validFrom && !fact.validTo) return false;
  return (
    (!fact.validFrom || Number(fact.validFrom.slice(0, 4)) <= year) &&
    (!fact.validTo || Number(fact.validTo.slice(0, 4)) >= year) &&
    fact.validTo !== undefined
  );
}
