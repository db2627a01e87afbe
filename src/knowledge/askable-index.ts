import { syllables } from '../vietnamese/text.ts';
import { foldedFunctionWords, functionWords } from './function-words.ts';
import { createSynonyms } from './synonyms.ts';
import { createWordingAgreement } from './wording-agreement.ts';

/**
 * Something the bot can be asked for (a fact, a milestone, a task such as "which unit?"), with the ways people ask for it.
 * Unlike a passage it is found by *wordings*: the question must cover a wording and the thing must cover the question.
 */
export interface Askable<Key> {
  key: Key;
  /** Ways of asking, with diacritics. */
  wordings: string[];
  /** Everything else the askable is about; a question word found only here counts less. */
  background: string;
}

export interface AskableMatch<Key> {
  key: Key;
  /** 0…1: agreement of the question with the best wording. */
  score: number;
  /** 0…1: share of the question's information found anywhere in the askable. */
  covered: number;
  /** 0…1: share of the best wording's information found in the question. */
  asked: number;
  wording: string;
  /** Whether the question has one of the words that tell the best wording from others, where it has any. */
  met: boolean;
  /** Informative question words found nowhere in the askable, as typed. */
  missing: string[];
}

export interface AskableIndex<Key> {
  /** All askables that share an informative word with the question, best first. */
  match(question: string): AskableMatch<Key>[];
  /** Whether any wording or background holds the folded word. */
  knows(folded: string): boolean;
}

const functionWeight = 0.12;
const pairWeight = 0.6;
/** Words found in so large a share of the askables are common to the field. */
const commonShare = 0.25;
/** Words beyond which a message is no way of asking: every wording would be a small part of it. */
const longestQuestion = 64;

/** A word of a question or a wording. */
export interface Term {
  text: string;
  folded: string;
  marked: boolean;
}

const termsOf = (text: string): Term[] =>
  syllables(text).map(({ text: word, folded }) => ({ text: word, folded, marked: word !== folded }));
const isFunctionWord = (term: Term, marked: boolean): boolean =>
  marked ? functionWords.has(term.text) : foldedFunctionWords.has(term.folded);

/** The forms in which each folded word is written. */
function formsOf(terms: Term[]): Map<string, Set<string>> {
  const forms = new Map<string, Set<string>>();
  for (const { folded, text } of terms) forms.set(folded, (forms.get(folded) ?? new Set()).add(text));
  return forms;
}

/** Folded words that were typed with other marks than any the text has them with. */
function clashes(terms: Term[], forms: Map<string, Set<string>>): Set<string> {
  const clashing = terms.filter(({ marked, folded, text }) => marked && forms.has(folded) && !forms.get(folded)!.has(text));
  return new Set(clashing.map(({ folded }) => folded));
}

/** The terms that hold none of some words, alone or in a pair. */
function without(weights: Map<string, number>, words: Set<string>): Map<string, number> {
  if (words.size === 0) return weights;
  return new Map([...weights].filter(([term]) => !term.split(' ').some((word) => words.has(word))));
}

/** A text as terms and pairs of them. */
export interface Weighed {
  /** Term or pair → weight. */
  weights: Map<string, number>;
  total: number;
}

export function createAskableIndex<Key>(askables: Askable<Key>[], synonyms: string[][] = []): AskableIndex<Key> {
  const forms = formsOf(askables.flatMap(({ wordings, background }) => termsOf([...wordings, background].join(' '))));
  const standardise = createSynonyms(synonyms, (folded, text) => [...(forms.get(folded) ?? [])].every((form) => form === text));
  const documents = askables.map(({ wordings, background }) => ({
    wordings: wordings.map((wording) => ({ wording, terms: termsOf(standardise(wording)) })),
    background: termsOf(standardise(background)),
  }));
  const holders = new Map<string, number>();
  const written = new Map<string, Set<string>>();
  for (const { wordings, background } of documents) {
    const here = new Set<string>();
    for (const terms of [...wordings.map((w) => w.terms), background]) {
      terms.forEach((term, i) => {
        here.add(term.folded);
        if (i > 0) here.add(`${terms[i - 1]!.folded} ${term.folded}`);
        const forms = written.get(term.folded) ?? new Set<string>();
        written.set(term.folded, forms.add(term.text));
      });
    }
    for (const term of here) holders.set(term, (holders.get(term) ?? 0) + 1);
  }
  const rarity = (term: string): number => Math.log(1 + askables.length / ((holders.get(term) ?? 0) + 0.5));

  /** Terms and pairs of a text with their weights; a pair counts as much as its rarer half allows. */
  function weigh(terms: Term[], marked: boolean): Weighed {
    const weights = new Map<string, number>();
    terms.forEach((term, i) => {
      const light = isFunctionWord(term, marked);
      weights.set(term.folded, rarity(term.folded) * (light ? functionWeight : 1));
      const previous = terms[i - 1];
      if (!previous) return;
      const pair = `${previous.folded} ${term.folded}`;
      const bothLight = light && isFunctionWord(previous, marked);
      if (holders.has(pair)) weights.set(pair, rarity(pair) * pairWeight * (bothLight ? functionWeight : 1));
    });
    let total = 0;
    for (const weight of weights.values()) total += weight;
    return { weights, total };
  }

  const indexed = documents.map(({ wordings, background }) => ({
    wordings: wordings.map(({ wording, terms }) => ({ wording, forms: formsOf(terms), ...weigh(terms, true) })),
    forms: formsOf([...wordings.flatMap((w) => w.terms), ...background]),
    everything: new Set([
      ...wordings.flatMap((w) => [...weigh(w.terms, true).weights.keys()]),
      ...weigh(background, true).weights.keys(),
    ]),
  }));

  const agreement = createWordingAgreement(indexed.map(({ wordings }) => wordings));

  /** A word that many wordings share, or that carries grammar, tells nothing. */
  const isTelling = (folded: string): boolean =>
    !foldedFunctionWords.has(folded) && (holders.get(folded) ?? 0) < askables.length * commonShare;

  /** A word typed with diacritics that disagree with every written form of it is another word: `dương` is not `đường`. */
  const contradicts = (term: Term): boolean =>
    term.marked && written.has(term.folded) && !written.get(term.folded)!.has(term.text);

  return {
    knows: (folded) => holders.has(folded),
    match(question) {
      if (question.split(' ').length > longestQuestion) return [];
      const terms = termsOf(standardise(question)).map((term) =>
        contradicts(term) ? { ...term, folded: `≠${term.text}` } : term,
      );
      const asked = weigh(
        terms,
        terms.some((term) => term.marked),
      );
      if (asked.total === 0) return [];
      const matches: AskableMatch<Key>[] = [];
      const bestOf = agreement(terms, asked);
      indexed.forEach(({ everything, forms }, i) => {
        let covered = 0;
        // `phát` is not `phạt`: what was typed with marks must stand in the askable with these marks.
        const clashing = clashes(terms, forms);
        const weights = without(asked.weights, clashing);
        for (const [term, weight] of weights) if (everything.has(term)) covered += weight;
        if (covered === 0) return;
        const { mine, theirs, of } = bestOf[i]!;
        const precision = mine / asked.total;
        const recall = of ? theirs / of.total : 0;
        const score = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
        const missing = terms.filter(
          (term) => (!everything.has(term.folded) || clashing.has(term.folded)) && !isFunctionWord(term, true),
        );
        const telling = [...(of?.forms.keys() ?? [])].filter(isTelling);
        matches.push({
          key: askables[i]!.key,
          score,
          asked: recall,
          wording: of?.wording ?? '',
          met: telling.length === 0 || telling.some((word) => asked.weights.has(word)),
          covered: covered / asked.total,
          missing: [...new Set(missing.map(({ text }) => text))],
        });
      });
      return matches.sort((a, b) => b.score - a.score || b.covered - a.covered);
    },
  };
}
