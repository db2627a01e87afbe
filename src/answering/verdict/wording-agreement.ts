import type { Term, Weighed, WeighedWording } from './weighed-wording.ts';

/** How far a question agrees with the wording it agrees with best: information of the question, and of the wording, that both hold. */
export interface Agreement {
  mine: number;
  theirs: number;
  of: WeighedWording | undefined;
}

/** Spellings whose clashes are kept. */
const mostRemembered = 20_000;

/** The wordings a term stands in, with its weight there, so that a question looks only at wordings it shares something with. */
interface Postings {
  wordings: number[];
  weights: number[];
}

/** @param wordings of each askable. Answers the best agreement of each askable. */
export function createWordingAgreement(
  wordings: readonly (readonly WeighedWording[])[],
): (terms: readonly Term[], asked: Weighed) => Agreement[] {
  const all = wordings.flat();
  const owners = Int32Array.from(wordings.flatMap((own, askable) => own.map(() => askable)));
  const totals = Float64Array.from(all.map(({ total }) => total));
  const postings = new Map<string, Postings>();
  all.forEach(({ weights }, wording) => {
    for (const [term, weight] of weights) {
      const known = postings.get(term) ?? { wordings: [], weights: [] };
      known.wordings.push(wording);
      known.weights.push(weight);
      postings.set(term, known);
    }
  });
  const mine = new Float64Array(all.length);
  const theirs = new Float64Array(all.length);
  const scores = new Float64Array(wordings.length);
  const bestOf = new Int32Array(wordings.length);

  /** `folded text` → wordings that have the folded word, but not written so. */
  const otherwise = new Map<string, number[]>();

  function writtenOtherwise({ folded, text }: Term): number[] {
    const key = `${folded} ${text}`;
    const known = otherwise.get(key);
    if (known) return known;
    const found = (postings.get(folded)?.wordings ?? []).filter((wording) => !all[wording]!.forms.get(folded)!.has(text));
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

  /** Adds up what the question and each wording have in common; answers the wordings that have anything. */
  function add(terms: readonly Term[], asked: Weighed): number[] {
    const touched: number[] = [];
    const clashes = clashesOf(terms);
    for (const [term, weight] of asked.weights) {
      const found = postings.get(term);
      if (!found) continue;
      const words = clashes.size > 0 ? term.split(' ') : [];
      for (let i = 0; i < found.wordings.length; i++) {
        const wording = found.wordings[i]!;
        const clashing = clashes.size > 0 ? clashes.get(wording) : undefined;
        if (clashing && words.some((word) => clashing.has(word))) continue;
        if (mine[wording] === 0) touched.push(wording);
        mine[wording]! += weight;
        theirs[wording]! += found.weights[i]!;
      }
    }
    return touched;
  }

  return (terms, asked) => {
    const touched = add(terms, asked);
    scores.fill(0);
    for (const wording of touched) {
      const precision = mine[wording]! / asked.total;
      const recall = theirs[wording]! / totals[wording]!;
      const score = (2 * precision * recall) / (precision + recall);
      const owner = owners[wording]!;
      // Of equals the one written first.
      if (score < scores[owner]! || (score === scores[owner] && wording > bestOf[owner]!)) continue;
      scores[owner] = score;
      bestOf[owner] = wording;
    }
    const best = wordings.map((_, owner): Agreement => {
      if (scores[owner] === 0) return { mine: 0, theirs: 0, of: undefined };
      const wording = bestOf[owner]!;
      return { mine: mine[wording]!, theirs: theirs[wording]!, of: all[wording]! };
    });
    for (const wording of touched) mine[wording] = theirs[wording] = 0;
    return best;
  };
}
