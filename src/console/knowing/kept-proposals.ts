import type { Proposing } from '../../conversations/proposals/proposing.ts';
import { createKept } from '../kept.ts';

/** Every proposal and version there ever was is read for a list: not for every page, and not while nobody here has changed one. */
const keptMs = 15_000;

/** The same, its lists read once for everybody who looks within a quarter of a minute; whatever is changed through it shows at once. */
export function keptProposals(proposing: Proposing, now: () => Date): Proposing {
  const afresh = () => ({
    list: createKept(() => proposing.list(), keptMs, now),
    versions: createKept(() => proposing.versions(), keptMs, now),
  });
  let kept = afresh();
  const changing =
    <Given extends unknown[], Result>(change: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      try {
        return await change(...given);
      } finally {
        kept = afresh();
      }
    };
  return {
    ...proposing,
    list: () => kept.list(),
    versions: () => kept.versions(),
    propose: changing(proposing.propose),
    publish: changing(proposing.publish),
    drop: changing(proposing.drop),
    goBack: changing(proposing.goBack),
  };
}
