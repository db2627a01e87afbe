import { type QuestionLikeness, type QuestionVector, sameQuestion } from '../../answering/verdict/question-likeness.ts';
import type { QuestionGroup, Unanswered } from './question-group.ts';

/** The groups as last read or written, with what questions are compared by. */
export interface GroupIndex {
  /** Reads what other processes have written, now and then. */
  refresh(): Promise<void>;
  /** Id of the group the question belongs to. */
  nearest(read: string): string | undefined;
  remember(group: QuestionGroup): void;
  size(): number;
}

/** What other processes have written meanwhile is read again after so long. */
const readAgainMs = 30_000;

export function createGroupIndex(deps: {
  groups: Unanswered['groups'];
  likeness: () => QuestionLikeness;
  now: () => Date;
}): GroupIndex {
  const { groups, likeness, now } = deps;
  const known = new Map<string, QuestionVector[]>();
  let readAtMs = Number.NEGATIVE_INFINITY;
  let comparedBy: QuestionLikeness | undefined;

  const remember = ({ id, wordings }: QuestionGroup): void =>
    void known.set(
      id,
      wordings.map(({ read }) => likeness().read(read)),
    );

  return {
    remember,
    size: () => known.size,
    async refresh() {
      if (now().getTime() - readAtMs < readAgainMs && comparedBy === likeness()) return;
      readAtMs = now().getTime();
      comparedBy = likeness();
      known.clear();
      for (const group of await groups.all()) remember(group);
    },
    nearest(read) {
      const vector = likeness().read(read);
      let best: { id: string; likeness: number } | undefined;
      for (const [id, vectors] of known)
        for (const other of vectors) {
          const alike = likeness().between(vector, other);
          if (alike >= sameQuestion && alike > (best?.likeness ?? 0)) best = { id, likeness: alike };
        }
      return best?.id;
    },
  };
}
