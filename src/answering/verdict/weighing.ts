import { leavesOut } from '../claims/condition.ts';
import type { AskedReading } from '../question/asked-reading.ts';
import { isSmallTalk } from '../question/intent.ts';
import { type ArticleSearch, createAboutness, createArticleFinder, nearestCounts, topicsOf } from './articles.ts';
import { type Candidate, textAt } from './candidate.ts';
import { type Contraries, noContraries } from './contraries.ts';
import { featuresOf, type PairFeature, type QuestionFeature, questionFeaturesOf } from './features.ts';
import { createField, type Field } from './field.ts';
import { type Grams, gramsOf } from './grams.ts';
import type { Ideas } from './ideas.ts';
import { type Known, know } from './known.ts';
import { leading } from './leading.ts';
import { namesPersonOf } from './likeness.ts';
import { prepare } from './prepared.ts';
import { type SpeltCandidate, spell } from './spelt.ts';
import { createWordingIndex, type WordingIndex } from './wording-index.ts';

/** A candidate beside a reading of the question, with what speaks for it and against it. */
export interface Pair {
  candidate: Candidate;
  /** Its wording that comes nearest. */
  wording: string;
  features: Record<PairFeature, number>;
  /** Somebody is asked for, and it names the very person whom the question names. */
  namesItsPerson?: boolean;
  /** A figure is asked about that it does not hold for. */
  isLeftOut?: boolean;
}

/** The nearest candidates of one reading, before anything is decided. */
export interface Weighing {
  reading: AskedReading;
  pairs: Pair[];
  question: Record<QuestionFeature, number>;
}

export interface Scales {
  /** How rare a folded word is among the candidates: 0 in each of them, 1 in none. */
  rarity(folded: string): number;
  /** `without`: ids that are left out, as if the pack did not have them. */
  weigh(reading: AskedReading, without?: ReadonlySet<string>): Weighing;
}

/** Candidates looked at closely: the right one is among the first five in 98 of 100 left-out wordings. */
const considered = 12;
/** How much an article's being about the same counts beside its nearest wording, when choosing whom to look at. */
const topicsCount = 6;
/** Articles that a search finds first are looked at in any case: among many facts they would not be seen. */
const foundConsidered = 4;

/** The grams of every wording and passage, made when asked for: together they would be the largest thing there is. */
function* eachGrams(spelt: readonly SpeltCandidate[]): Iterable<Iterable<Grams>> {
  for (const { wordings, passages } of spelt) {
    yield (function* () {
      for (const text of [...wordings, ...passages]) yield gramsOf(text);
    })();
  }
}

/** What questions are held against. In a function of its own, so that the wordings taken apart are gone when it ends. */
function workOut(
  candidates: readonly Candidate[],
  ideas: Ideas,
  { contraries, province }: Pick<ScalesOptions, 'contraries' | 'province'>,
): { index: WordingIndex; field: Field; known: Known[] } {
  const spelt = candidates.map(({ wordings, passages = [], statement }) => ({
    wordings: wordings.map((wording) => spell(wording, ideas)),
    passages: passages.map((passage) => spell(passage, ideas)),
    statement: spell(statement, ideas),
  }));
  const field = createField(spelt);
  return {
    index: createWordingIndex(eachGrams(spelt)),
    field,
    known: candidates.map((candidate, i) => know(candidate, spelt[i]!, field.contents[i]!, { ideas, contraries, province })),
  };
}

export interface ScalesOptions {
  contraries: Contraries;
  /** What people commonly ask, where the candidates do not tell it: see `PackQuestions`. */
  topics: ReadonlyMap<string, readonly string[]>;
  /** All ways of talk, where topics are lent. */
  talk: ReadonlyMap<string, readonly string[]>;
  /** Its name, where the candidates are of one: an office "of Lào Cai" is the province's. */
  province: string;
  /** Finds the articles among the candidates by their text. */
  search: ArticleSearch;
}

export function createScales(candidates: readonly Candidate[], ideas: Ideas, options: Partial<ScalesOptions> = {}): Scales {
  const { contraries = noContraries, province = '', topics = new Map(), talk = new Map(), search = () => [] } = options;
  const { index, field, known } = workOut(candidates, ideas, { contraries, province });
  const hasArticles = candidates.some(({ subject }) => subject.kind === 'document');
  const lent = hasArticles && topics.size > 0 ? topicsOf(topics.values(), talk.values(), ideas) : undefined;
  const aboutness = createAboutness(candidates, lent, index, ideas);
  const find = createArticleFinder(candidates, search);
  const rarest = field.rarity('');
  const isTalk = (i: number): boolean => candidates[i]!.subject.kind === 'talk';
  const smallTalk = new Set(
    [...candidates.keys()].filter((i) => {
      const { subject } = candidates[i]!;
      return subject.kind === 'talk' && isSmallTalk(subject.topic);
    }),
  );
  return {
    rarity: (folded) => field.rarity(folded) / rarest,
    weigh(reading, without) {
      const prepared = prepare(reading, field, { ideas, contraries, province });
      const grams = gramsOf(prepared);
      const about = aboutness(grams);
      const { first: nearest, bayes, of } = index.compare(grams);
      const isCommon = lent?.isCommon(grams) ?? false;
      const isOut = (i: number): boolean =>
        without?.has(candidates[i]!.id) || (reading.isPart && smallTalk.has(i)) || (isCommon && isTalk(i));
      const worth = (i: number): number =>
        isOut(i) ? -Infinity : bayes[i]! + nearestCounts * nearest[i]! + topicsCount * about(i);
      const found = find(reading.text);
      const near = leading(candidates.length, worth, considered);
      const seen = found.places.filter((i) => !isOut(i)).slice(0, foundConsidered);
      const best = [...new Set([...near, ...seen])];
      const [first = 0, second = 0] = best.map((i) => bayes[i]!).sort((a, b) => b - a);
      return {
        reading,
        question: questionFeaturesOf(prepared, field),
        pairs: best.map((i) => {
          const near = { ...of(i), ...found.of(i), topics: about(i) };
          const rival = near.bayes === first ? second : first;
          const features = featuresOf(prepared, known[i]!, near, rival, field);
          const candidate = candidates[i]!;
          const wording = textAt(candidate, near.nearest);
          return {
            candidate,
            wording,
            features,
            namesItsPerson: namesPersonOf(prepared, candidate),
            isLeftOut: leavesOut(known[i]!.conditions, prepared.spans),
          };
        }),
      };
    },
  };
}
