import { createElectoralUnits } from '../elections/electoral-units.ts';
import { createPollingStations } from '../elections/polling-stations.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { KnowledgePack } from '../knowledge/pack.ts';
import { type PackChange, packChange } from '../knowledge/pack-change.ts';
import { type Answering, createAnswering } from './answering.ts';
import { createPlaceReplies } from './place-replies.ts';
import { createQuestionReader, packWords } from './reading.ts';

/** Answers from a pack that may be put in the place of another while people ask. Conversations go on across it. */
export interface LiveAnswering extends Answering {
  /** The pack in use. */
  readonly pack: KnowledgePack;
  /**
   * Takes over what differs in a newer pack: one document at a time with `breathe` between them, so that questions are answered
   * in the meantime; facts, places, units and lexicon in one step at the end. One update at a time.
   */
  update(next: KnowledgePack, breathe: () => Promise<void>): Promise<PackChange>;
}

/** `base` holds the documents of the pack. */
export function createLiveAnswering(pack: KnowledgePack, base: KnowledgeBase): LiveAnswering {
  let inUse = pack;
  let answering = answeringFrom(pack, base);
  return {
    get pack() {
      return inUse;
    },
    async update(next, breathe) {
      const change = packChange(inUse, next);
      for (const id of change.removed) {
        base.remove(id);
        await breathe();
      }
      for (const document of change.written) {
        base.add(document);
        await breathe();
      }
      if (change.tables) {
        for (const text of packWords(inUse)) base.vocabulary.remove(text);
        base.useLexicon(next.lexicon);
        answering = answeringFrom(next, base);
      }
      inUse = next;
      return change;
    },
    read: (text, now) => answering.read(text, now),
    answer: (asked, now) => answering.answer(asked, now),
    calendar: (now) => answering.calendar(now),
    sources: () => answering.sources(),
  };
}

function answeringFrom(pack: KnowledgePack, base: KnowledgeBase): Answering {
  const places = createPlaceReplies({
    province: pack.province,
    communes: pack.communes,
    units: createElectoralUnits(pack.electoralUnits),
    stations: createPollingStations(pack.pollingStations),
  });
  return createAnswering({ pack, base, places, read: createQuestionReader(pack, base) });
}
