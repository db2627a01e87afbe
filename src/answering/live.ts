import { createElectoralUnits } from '../elections/electoral-units.ts';
import { type PackChange, packChange } from '../elections/pack/change.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import { createPollingStations } from '../elections/polling-stations.ts';
import { type Answering, createAnswering } from './answering.ts';
import { createPlaceReplies, type PlaceReplies } from './places/replies.ts';
import { asksSomething } from './question/question.ts';
import { createQuestionReader, packWords } from './reading.ts';
import { rememberAnswers } from './remembered.ts';
import type { KnowledgeBase } from './search/knowledge-base.ts';
import type { ArticleSearch } from './verdict/articles.ts';
import { createUnderstanding } from './verdict/understanding.ts';

/** Answers from a pack that may be put in the place of another while people ask. Conversations go on across it. */
export interface LiveAnswering extends Answering {
  /** The pack in use. */
  readonly pack: KnowledgePack;
  /**
   * Takes over what differs in a newer pack: one document at a time with `breathe` between them, so that questions are answered
   * in the meantime; facts, places, units and lexicon change in one step at the end. One update at a time.
   */
  update(next: KnowledgePack, breathe: () => Promise<void>): Promise<PackChange>;
}

/** `base` holds the documents of the pack. */
export function createLiveAnswering(pack: KnowledgePack, base: KnowledgeBase): LiveAnswering {
  let inUse = pack;
  const understanding = createUnderstanding(pack, searchOf(base));
  let answering = createAnswering({
    pack,
    base,
    places: placesOf(pack),
    understanding,
    read: createQuestionReader(pack, base),
  });
  base.useEveryday(understanding.rarity);
  const remembered = rememberAnswers({
    read: (text, now) => answering.read(text, now),
    answer: (asked, now) => answering.answer(asked, now),
  });
  return {
    get pack() {
      return inUse;
    },
    async update(next, breathe) {
      const change = packChange(inUse, next);
      const pause = () => {
        remembered.clear();
        return breathe();
      };
      for (const id of change.removed) {
        base.remove(id);
        await pause();
      }
      for (const document of change.written) {
        base.add(document);
        await pause();
      }
      const guides = [...change.written, ...inUse.documents.filter(({ id }) => change.removed.includes(id))];
      if (change.tables || guides.some(({ title }) => asksSomething(title))) {
        const read = createQuestionReader(next, base);
        await pause();
        const understanding = createUnderstanding(next, searchOf(base));
        await pause();
        answering = createAnswering({ pack: next, base, places: placesOf(next), understanding, read });
        base.useLexicon(next.lexicon);
        base.useEveryday(understanding.rarity);
        await pause();
        for (const text of packWords(inUse)) base.vocabulary.remove(text);
      }
      inUse = next;
      remembered.clear();
      return change;
    },
    read: remembered.read,
    answer: remembered.answer,
    about: (target, asked, now) => answering.about(target, asked, now),
    sureness: (asked, now) => answering.sureness(asked, now),
    explain: (asked, now) => answering.explain(asked, now),
    calendar: (now) => answering.calendar(now),
    sources: () => answering.sources(),
    nearest: (position, now) => answering.nearest(position, now),
    titled: (asked) => answering.titled(asked),
  };
}

/** Passages looked through for the articles that hold them. */
const passagesFound = 12;

/** A search of the articles, as the verdict takes it. */
export const searchOf =
  (base: Pick<KnowledgeBase, 'search'>): ArticleSearch =>
  (text) =>
    base.search(text, passagesFound).map(({ passage, score }) => ({ document: passage.document, score }));

function placesOf({ province, about, communes, electoralUnits, pollingStations }: KnowledgePack): PlaceReplies {
  const units = createElectoralUnits(electoralUnits);
  return createPlaceReplies({
    province,
    ...(about ? { about } : {}),
    communes,
    units,
    stations: createPollingStations(pollingStations),
  });
}
