import { type ShownGroup, shownGroup, type Unanswered } from '../../conversations/unanswered/question-group.ts';
import { createKept } from '../kept.ts';

const pageSize = 50;
/** All groups are read to put them in order: not for every page, and not while nobody here has changed one. */
const keptMs = 15_000;

/** One page of the groups officials see. */
export interface QuestionListPage {
  groups: ShownGroup[];
  /** From 1. */
  page: number;
  pages: number;
  /** Groups on all pages. */
  total: number;
}

/** Most asked first; what is done at the end. */
const byCount = (a: ShownGroup, b: ShownGroup): number =>
  Number(a.done !== undefined) - Number(b.done !== undefined) || b.count - a.count;

/** The groups in order, read once for everybody who looks within a quarter of a minute. */
export function createQuestionList(
  { groups }: Pick<Unanswered, 'groups'>,
  now: () => Date,
): {
  /** `typed`: the number of a page; what is none is the first. */
  page(typed: string): Promise<QuestionListPage>;
  /** One was changed here: the next look reads them anew. */
  changed(): void;
} {
  const inOrder = async () => (await groups.all()).flatMap((group) => shownGroup(group) ?? []).sort(byCount);
  const open = () => createKept(inOrder, keptMs, now);
  let listed = open();
  return {
    async page(typed) {
      const all = await listed();
      const pages = Math.max(1, Math.ceil(all.length / pageSize));
      const number = Number(typed);
      const page = Number.isSafeInteger(number) ? Math.min(Math.max(number, 1), pages) : 1;
      return { groups: all.slice((page - 1) * pageSize, page * pageSize), page, pages, total: all.length };
    },
    changed() {
      listed = open();
    },
  };
}
