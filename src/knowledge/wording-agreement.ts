import type { Term, Weighed } from './askable-index.ts';

/** A way of asking for something, weighed. */
export interface WeighedWording extends Weighed {
  wording: string;
  /** The forms in which each folded word of it is written. */
  forms: Map<string, Set<string>>;
}

/** How far a question agrees with the wording it agrees with best: information of the question, and of the wording, that both hold. */
export interface Agreement {
  mine: number;
  theirs: number;
  of: WeighedWording | undefined;
}

/** Spellings whose clashes are kept. */
const mostRemembered = 20_000;

/** What every term stands in, so that a question looks only at wordings it shares something with. */
interface Posting {
  wording: number;
  weight: number;
}

/** @param wordings of each askable. Answers the best agreement of each askable. */
export function createWordingAgreement(
  wordings: readonly (readonly WeighedWording[])[],
): (terms: readonly Term[], asked: Weighed) => Agreement[] {
  const all = wordings.flat();
  const owners = Int32Array.from(wordings.flatMap((own, askable) => own.map(() => askable)));
  const postings = new Map<string, Posting[]>();
  all.forEach(({ weights }, wording) => {
    for (const [term, weight] of weights) {
      const known = postings.get(term);
      if (known) known.push({ wording, weight });
      else postings.set(term, [{ wording, weight }]);
    }
  });
  const mine = new Float64Array(all.length);
  const theirs = new Float64Array(all.length);

  /** `folded text` → wordings that have the folded word, but not written so. */
  const otherwise = new Map<string, number[]>();

  function writtenOtherwise({ folded, text }: Term): number[] {
    const key = `${folded} ${text}`;
    const known = otherwise.get(key);
    if (known) return known;
    const found = (postings.get(folded) ?? []).flatMap(({ wording }) =>
      all[wording]!.forms.get(folded)!.has(text) ? [] : [wording],
    );
    if (otherwise.size < mostRemembered) otherwise.set(key, found);
    return found;
  }

  /** Wordings that hold a word of the question with other marks than were typed, and which words: `phát` is not `phạt`. */
  function clashesOf(terms: readonly Term[]): Map<number, Set<string>> {
    const clashes = new Map<number, Set<string>>();
    for (const term of terms) {
      const { marked, folded } = term;
      if (!marked) continue;
      for (const wording of writtenOtherwise(term)) {
        const words = clashes.get(wording);
        if (words) words.add(folded);
        else clashes.set(wording, new Set([folded]));
      }
    }
    return clashes;
  }

  return (terms, asked) => {
    const touched: number[] = [];
    const clashes = clashesOf(terms);
    for (const [term, weight] of asked.weights) {
      const words = term.split(' ');
      for (const { wording, weight: there } of postings.get(term) ?? []) {
        const clashing = clashes.get(wording);
        if (clashing && words.some((word) => clashing.has(word))) continue;
        if (mine[wording] === 0) touched.push(wording);
        mine[wording]! += weight;
        theirs[wording]! += there;
      }
    }
    const best: Agreement[] = wordings.map(() => ({ mine: 0, theirs: 0, of: undefined }));
    const scores = new Float64Array(wordings.length);
    for (const wording of touched.sort((a, b) => a - b)) {
      const of = all[wording]!;
      const precision = mine[wording]! / asked.total;
      const recall = theirs[wording]! / of.total;
      const score = (2 * precision * recall) / (precision + recall);
      const owner = owners[wording]!;
      if (score > scores[owner]!) {
        scores[owner] = score;
        best[owner] = { mine: mine[wording]!, theirs: theirs[wording]!, of };
      }
      mine[wording] = 0;
      theirs[wording] = 0;
    }
    return best;
  };
}
