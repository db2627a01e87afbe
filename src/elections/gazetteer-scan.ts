import { isBareSyllable } from '../vietnamese/bare-syllable.ts';
import { agrees } from '../vietnamese/marks.ts';
import type { TypedText } from '../vietnamese/reading.ts';
import { canonical, fold, spelling } from '../vietnamese/text.ts';
import { possibleDecoding } from '../vietnamese/typing.ts';
import { nameKey } from './gazetteer-names.ts';
import { asksAfter, asksForPlace, breaksName, endsName, everydayNames, isTypeWord } from './gazetteer-words.ts';
import type { PlaceCandidate, PlaceMention, Word } from './place-mention.ts';
import type { Commune, OtherPlace } from './places.ts';

export interface ScanDeps {
  communes: Commune[];
  others: OtherPlace[];
  /** Communes a name with slips in it can mean; empty when it is none of ours. */
  repaired(typed: string): Commune[];
  suggestions(typed: string): string[];
}

interface Name {
  forms: string[];
  candidates: PlaceCandidate[];
}

/** Words of the longest name. */
const longestName = 4;
/** Letters from which a name typed without its spaces is told from a word. */
const longEnoughJoined = 5;

/** Makes the search for names in running text. */
export function createPlaceScanner(deps: ScanDeps): (text: string | TypedText) => PlaceMention[] {
  const byKey = indexNames(deps);

  /** Names spelled by words `from` to `to`, whose diacritics do not contradict what was typed. */
  function namesAt(words: Word[]): { candidates: PlaceCandidate[]; exact: boolean } | undefined {
    const names = (byKey.get(words.map((word) => word.folded).join('')) ?? []).filter((name) => fits(words, name.forms));
    if (names.length === 0) return undefined;
    const exact = names.filter((name) => name.forms.join('') === words.map((word) => word.text).join(''));
    return { candidates: (exact.length > 0 ? exact : names).flatMap((name) => name.candidates), exact: exact.length > 0 };
  }

  function mentionAt(text: string, words: Word[], i: number): { mention: PlaceMention; width: number } | undefined {
    const prefixed = i > 0 && isTypeWord(words, i);
    for (let width = Math.min(longestName, words.length - i); width > 0; width--) {
      const span = words.slice(i, i + width);
      if (!adjoining(text, span)) continue;
      const known = namesAt(span);
      if (!known || !(prefixed || isMeantAsPlace(words, i, width, text))) continue;
      return { mention: mention(text, words, i, width, prefixed, known.candidates, known.exact ? 'exact' : 'folded'), width };
    }
    return prefixed || asksForPlace(words, i) || isCapital(words[i]!) ? slippedAt(text, words, i, prefixed) : undefined;
  }

  /** A name with slips, where a place is plainly meant; after `xã` or `phường`, also one that is in no list. */
  function slippedAt(
    text: string,
    words: Word[],
    i: number,
    prefixed: boolean,
  ): { mention: PlaceMention; width: number } | undefined {
    for (let width = Math.min(longestName, words.length - i); width > 0; width--) {
      const span = words.slice(i, i + width);
      if (
        !adjoining(text, span) ||
        span.some((word) => endsName(word.folded)) ||
        (width === 1 && span[0]!.folded.length < longEnoughJoined)
      )
        continue;
      const communes = deps.repaired(text.slice(span[0]!.start, span.at(-1)!.end));
      if (communes.length === 0) continue;
      const candidates = communes.map((commune): PlaceCandidate => ({ kind: 'commune', commune }));
      return { mention: mention(text, words, i, width, prefixed, candidates, 'repaired'), width };
    }
    return prefixed ? unknownAt(text, words, i) : undefined;
  }

  function unknownAt(text: string, words: Word[], i: number): { mention: PlaceMention; width: number } | undefined {
    let width = 0;
    const capital = isCapital(words[i]!);
    while (width < 3 && i + width < words.length && (isCapital(words[i + width]!) || !endsName(words[i + width]!.folded))) {
      const next = words[i + width]!;
      if (width > 0 && (!adjoining(text, [words[i + width - 1]!, next]) || (capital && !isCapital(next)))) break;
      width++;
    }
    // Lower-case words after `xã` are a name only where the message ends or goes on with a question about a place.
    const after = words[i + width];
    if (width === 0 || (!capital && (width === 1 || (after && !endsName(after.folded))))) return undefined;
    const made = mention(text, words, i, width, true, [], 'folded');
    return { mention: { ...made, kind: 'unknown', suggestions: deps.suggestions(made.name) }, width };
  }

  return (input) => {
    const text = typeof input === 'string' ? input : input.clean;
    const words = wordsOf(text);
    const found: PlaceMention[] = [];
    for (let i = 0; i < words.length; i++) {
      const here = mentionAt(text, words, i);
      if (!here) continue;
      found.push(here.mention);
      i += here.width - 1;
    }
    return found;
  };
}

function indexNames({ communes, others }: ScanDeps): Map<string, Name[]> {
  const byKey = new Map<string, Name[]>();
  const add = (name: string, candidate: PlaceCandidate): void => {
    const forms = name.split(/[\s-]+/).map(canonical);
    const key = nameKey(forms.join(' '));
    const same = byKey.get(key) ?? [];
    byKey.set(key, same);
    const known = same.find((one) => one.forms.join(' ') === forms.join(' '));
    if (!known) same.push({ forms, candidates: [candidate] });
    else if (!known.candidates.some((one) => JSON.stringify(one) === JSON.stringify(candidate))) known.candidates.push(candidate);
  };
  for (const commune of communes) for (const name of [commune.name, ...commune.variants]) add(name, { kind: 'commune', commune });
  for (const place of others) add(place.name, { kind: 'other', place });
  return byKey;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{M}\d]*|\d+/gu)].map((match) => {
    const decoded = possibleDecoding(match[0])?.text;
    const { text: word, folded } = spelling(decoded ?? match[0]);
    return { typed: match[0], text: word, folded, start: match.index, end: match.index + match[0].length };
  });
}

/** Only a space or a hyphen between the words of a name. */
const adjoining = (text: string, span: Word[]): boolean =>
  span.every((word, i) => i === 0 || /^[ -]$/.test(text.slice(span[i - 1]!.end, word.start)));

function fits(words: Word[], forms: string[]): boolean {
  const pairs: [string, string][] =
    words.length === forms.length
      ? words.map((word, i) => [word.text, forms[i]!])
      : [[words.map((w) => w.text).join(''), forms.join('')]];
  if (words.length === 1 && forms.length > 1 && isJoinedByChance(words[0]!.folded)) return false;
  return pairs.every(([typed, meant]) => {
    if (typed === meant || /^[a-z]*$/.test(typed)) return true;
    return agrees({ text: typed, folded: fold(typed), marked: true }, { text: meant, folded: fold(meant) }) !== 'no';
  });
}

/** Short letters that are a syllable of their own are not two joined ones: `sapa` is a name, `tam` is not `Ta M`. */
const isJoinedByChance = (folded: string): boolean =>
  folded.length < longEnoughJoined && (folded.length < 4 || isBareSyllable(folded));

const isCapital = (word: Word): boolean => /^\p{Lu}/u.test(word.typed);

/** Whether a name in running text is meant as a place: written as a name, or asked for as one; not words that happen to spell it. */
function isMeantAsPlace(words: Word[], i: number, width: number, text: string): boolean {
  const span = words.slice(i, i + width);
  const capitals = span.every(isCapital) && text !== text.toUpperCase();
  if (capitals) return true;
  if (breaksName(words, i, width)) return false;
  if (!everydayNames.has(span.map((word) => word.folded).join(' '))) return true;
  return asksForPlace(words, i) || asksAfter(words[i + width]);
}

function mention(
  text: string,
  words: Word[],
  i: number,
  width: number,
  prefixed: boolean,
  candidates: PlaceCandidate[],
  exactness: PlaceMention['exactness'],
): PlaceMention {
  const end = words[i + width - 1]!.end;
  const name = text.slice(words[i]!.start, end);
  const start = prefixed ? words[i - 1]!.start : words[i]!.start;
  return { kind: 'known', start, end, name, candidates, exactness, prefixed, suggestions: [] };
}
