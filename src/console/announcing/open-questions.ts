import { shownGroup, type Unanswered } from '../../conversations/unanswered/question-group.ts';
import { createKept } from '../kept.ts';

/** All groups are read to count them: not for every page that somebody looks at. */
const keptMs = 15_000;

/** How many groups of questions officials see that nobody has seen to; up to a quarter of a minute old. */
export const createOpenQuestions = ({ groups }: Pick<Unanswered, 'groups'>, now: () => Date): (() => Promise<number>) =>
  createKept(
    async () => (await groups.all()).filter((group) => group.done === undefined && shownGroup(group) !== undefined).length,
    keptMs,
    now,
  );
