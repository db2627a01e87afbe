import { slipDistance } from '../vietnamese/slips.ts';
import { fold } from '../vietnamese/text.ts';

/** The known word a mistyped one was probably meant to be: at most two slips away. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  let best: { word: string; slips: number } | undefined;
  for (const word of known) {
    const slips = slipDistance(fold(typed), fold(word), 2.2);
    if (Number.isFinite(slips) && (!best || slips < best.slips)) best = { word, slips };
  }
  return best?.word;
}

/** `did you mean "kinds"?`, or what else to do where nothing is near. */
export function didYouMean(typed: string, known: Iterable<string>, otherwise: string): string {
  const word = nearest(typed, known);
  return word === undefined ? otherwise : `did you mean "${word}"? Otherwise ${otherwise}`;
}
