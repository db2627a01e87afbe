import { shownGroup, type Unanswered } from '../../conversations/unanswered/question-group.ts';

/** All groups are read to count them: not for every page that somebody looks at. */
const keptMs = 15_000;

/** How many groups of questions officials see that nobody has seen to; up to a quarter of a minute old. */
export function createOpenQuestions({ groups }: Pick<Unanswered, 'groups'>, now: () => Date): () => Promise<number> {
  let counted: { atMs: number; count: number } | undefined;
  return async () => {
    const atMs = now().getTime();
    if (counted && Math.abs(atMs - counted.atMs) < keptMs) return counted.count;
    const count = (await groups.all()).filter((group) => group.done === undefined && shownGroup(group) !== undefined).length;
    counted = { atMs, count };
    return count;
  };
}
