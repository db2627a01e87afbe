import { syllables } from '../../vietnamese/text.ts';
import { foldedFunctionWords, functionWords } from './function-words.ts';
import { createSynonyms } from './synonyms.ts';
import type { Term, Weighed } from './weighed-wording.ts';
import { type Agreement, createWordingAgreement } from './wording-agreement.ts';

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
  /** Askables that share an informative word with the question, best first; `most` of them. */
  match(question: string, most: number): AskableMatch<Key>[];
  /** Whether any wording or background holds the folded word. */
  knows(folded: string): boolean;
}

const functionWeight = 0.12;
const pairWeight = 0.6;
/** Words found in so large a share of the askables are common to the field. */
const commonShare = 0.25;
/** Spellings whose clashes are kept: people type more than anybody could list. */
const mostRemembered = 20_000;
/** Words beyond which a message is no way of asking: every wording would be a small part of it. */
const longestQuestion = 64;

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

  const holding = new Map<string, number[]>();
  indexed.forEach(({ everything }, i) => {
    for (const term of everything) holding.set(term, [...(holding.get(term) ?? []), i]);
  });
  /** `folded text` → askables that have the folded word, but never written so. */
  const otherwise = new Map<string, number[]>();

  function writtenOtherwise({ folded, text }: Term): number[] {
    const key = `${folded} ${text}`;
    const known = otherwise.get(key);
    if (known) return known;
    const found = (holding.get(folded) ?? []).filter((i) => indexed[i]!.forms.get(folded)?.has(text) === false);
    if (otherwise.size < mostRemembered) otherwise.set(key, found);
    return found;
  }

  /** `phát` is not `phạt`: what was typed with marks must stand in an askable with these marks. Answers the words that do not, by askable. */
  function clashesOf(terms: readonly Term[]): Map<number, Set<string>> {
    const clashing = new Map<number, Set<string>>();
    for (const term of terms) {
      if (!term.marked) continue;
      for (const i of writtenOtherwise(term)) clashing.set(i, (clashing.get(i) ?? new Set()).add(term.folded));
    }
    return clashing;
  }

  /** How much of the question's information each askable holds. */
  function coverage(asked: Weighed, clashing: ReadonlyMap<number, ReadonlySet<string>>): Float64Array {
    const covered = new Float64Array(askables.length);
    for (const [term, weight] of asked.weights) {
      const words = clashing.size > 0 ? term.split(' ') : [];
      for (const i of holding.get(term) ?? []) {
        const clash = clashing.size > 0 ? clashing.get(i) : undefined;
        if (!clash || !words.some((word) => clash.has(word))) covered[i]! += weight;
      }
    }
    return covered;
  }

  function scored({ mine, theirs, of }: Agreement, asked: Weighed): { score: number; recall: number } {
    const precision = mine / asked.total;
    const recall = of ? theirs / of.total : 0;
    return { recall, score: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
  }

  return {
    knows: (folded) => holders.has(folded),
    match(question, most) {
      if (question.split(' ').length > longestQuestion) return [];
      const terms = termsOf(standardise(question)).map((term) =>
        contradicts(term) ? { ...term, folded: `≠${term.text}` } : term,
      );
      const asked = weigh(
        terms,
        terms.some((term) => term.marked),
      );
      if (asked.total === 0) return [];
      const clashing = clashesOf(terms);
      const covered = coverage(asked, clashing);
      const best = agreement(terms, asked);
      const ranked = best
        .flatMap((agreed, i) => (covered[i]! > 0 ? [{ i, agreed, ...scored(agreed, asked) }] : []))
        .sort((a, b) => b.score - a.score || covered[b.i]! - covered[a.i]!);
      return ranked.slice(0, most).map(({ i, agreed: { of }, score, recall }) => {
        const { everything } = indexed[i]!;
        const missing = terms.filter(
          (term) => (!everything.has(term.folded) || clashing.get(i)?.has(term.folded)) && !isFunctionWord(term, true),
        );
        const telling = [...(of?.forms.keys() ?? [])].filter(isTelling);
        return {
          key: askables[i]!.key,
          score,
          asked: recall,
          wording: of?.wording ?? '',
          met: telling.length === 0 || telling.some((word) => asked.weights.has(word)),
          covered: covered[i]! / asked.total,
          missing: [...new Set(missing.map(({ text }) => text))],
        };
      });
    },
  };
}
