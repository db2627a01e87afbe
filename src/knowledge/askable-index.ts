import { fold, syllables } from '../vietnamese/text.ts';
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
  /** Informative question words found nowhere in the askable, as typed. */
  missing: string[];
}

export interface AskableIndex<Key> {
  /** All askables that share an informative word with the question, best first. */
  match(question: string): AskableMatch<Key>[];
  /** Whether any wording or background holds the folded word. */
  knows(folded: string): boolean;
}

/** Words that carry grammar or the asking itself; they count, but little. With diacritics: `chủ` is not `chu`. */
const functionWords = new Set(
  (
    'là thì mà cho tôi em mình cháu con bác chú cô anh chị ông bà ở tại của và với hay hoặc những các một nào gì nhé nha ạ à ơi vậy thế rồi đã đang sẽ ' +
    'được không chưa phải cần muốn hỏi xin giúp biết bao nhiêu mấy khi lúc ai sao như do này kia đó đây ra vào lên xuống thôi ' +
    'có bị về theo từ đến để nếu nữa cũng hả nhỉ ta tao họ nó cái vẫn đâu thế nên còn hiện bên các đi làm trong ngoài nhà vụ việc đúng sai thật vừa qua ấy nhá dạ thưa alo ủa sắp luôn kiểu cụ bạn dì cậu bố mẹ vợ chồng'
  ).split(' '),
);
const foldedFunctionWords = new Set(
  [...functionWords]
    .map(fold)
    .filter(
      (word) =>
        ![
          'chu',
          'ba',
          'bi',
          'nha',
          'lam',
          'vu',
          'viec',
          'ca',
          'do',
          'sap',
          'luon',
          'da',
          'thua',
          'cu',
          'ban',
          'di',
          'bo',
        ].includes(word),
    ),
);
const functionWeight = 0.12;
const pairWeight = 0.6;
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

/**
 * Rewrites every phrase of a synonym group to the group's first phrase, so that `đi bầu` and `bỏ phiếu` meet. Marks count where they were typed.
 * @param isOnlyForm whether a folded syllable is written this way only: a lone syllable without marks is `bản` only where nothing is called `ban`.
 */
export function createSynonyms(
  groups: string[][],
  isOnlyForm: (folded: string, text: string) => boolean = () => true,
): (text: string) => string {
  const rules = new Map<string, { phrase: string[]; standard: string }>();
  for (const [standard, ...others] of groups) {
    for (const other of others) rules.set(fold(other), { phrase: syllables(other).map((s) => s.text), standard: standard! });
  }
  const longest = Math.max(1, ...[...rules.values()].map((rule) => rule.phrase.length));
  const isMeant = (typed: readonly { text: string; folded: string }[], phrase: readonly string[]): boolean => {
    if (typed.some(({ text, folded }, i) => text !== folded && text !== phrase[i])) return false;
    const [only] = phrase;
    return phrase.length > 1 || typed[0]!.text === only || functionWords.has(only!) || isOnlyForm(typed[0]!.folded, only!);
  };
  return (text) => {
    const words = syllables(text);
    const out: string[] = [];
    for (let at = 0; at < words.length; ) {
      let taken = 0;
      for (let length = Math.min(longest, words.length - at); length > 0 && !taken; length--) {
        const typed = words.slice(at, at + length);
        const rule = rules.get(typed.map((w) => w.folded).join(' '));
        if (!rule || !isMeant(typed, rule.phrase)) continue;
        out.push(rule.standard);
        taken = length;
      }
      if (!taken) out.push(words[at]!.text);
      at += taken || 1;
    }
    return out.join(' ');
  };
}

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
        matches.push({
          key: askables[i]!.key,
          score,
          asked: recall,
          wording: of?.wording ?? '',
          covered: covered / asked.total,
          missing: [...new Set(missing.map(({ text }) => text))],
        });
      });
      return matches.sort((a, b) => b.score - a.score || b.covered - a.covered);
    },
  };
}
