import { type ShownGroup, shownGroup, type Unanswered } from '../../conversations/unanswered/question-group.ts';
import { createKept } from '../kept.ts';
import { pageOf } from '../paging.ts';
import type { PageOf } from '../views/layout.tsx';

/** All groups are read to put them in order: not for every page, and not while nobody here has changed one. */
const keptMs = 15_000;

/** Most asked first; what is done at the end. */
const byCount = (a: ShownGroup, b: ShownGroup): number =>
  Number(a.done !== undefined) - Number(b.done !== undefined) || b.count - a.count;

/** The groups in order, read once for everybody who looks within a quarter of a minute. */
export function createQuestionList(
  { groups }: Pick<Unanswered, 'groups'>,
  now: () => Date,
): {
  /** `typed`: the number of a page; what is none is the first. */
  page(typed: string | undefined): Promise<PageOf<ShownGroup>>;
  /** One was changed here: the next look reads them anew. */
  changed(): void;
} {
  const inOrder = async () => (await groups.all()).flatMap((group) => shownGroup(group) ?? []).sort(byCount);
  const open = () => createKept(inOrder, keptMs, now);
  let listed = open();
  return {
    page: async (typed) => pageOf(await listed(), typed),
    changed() {
      listed = open();
    },
  };
}
