import type { TypedText } from '../vietnamese/reading.ts';
import { spelling } from '../vietnamese/text.ts';
import { possibleDecoding } from '../vietnamese/typing.ts';
import { addName, longEnoughJoined, type NamesByKey, namesAt } from './gazetteer-keys.ts';
import { asksAfter, asksForPlace, breaksName, endsName, eraAfter, isTypeWord, typeBefore, typeWidth } from './gazetteer-words.ts';
import type { PlaceCandidate, PlaceMention, Word } from './place-mention.ts';
import type { Commune, CommuneElsewhere, OldCommune, OtherPlace } from './places.ts';

export interface ScanDeps {
  communes: Commune[];
  others: OtherPlace[];
  elsewhere: CommuneElsewhere[];
  old: OldCommune[];
  /** Communes a name with slips in it can mean; empty when it is none of ours. */
  repaired(typed: string): Commune[];
  suggestions(typed: string): string[];
}

/** A mention and how many words it takes. */
interface MentionHere {
  mention: PlaceMention;
  width: number;
}

/** Words of the longest name. */
const longestName = 4;
const longestElsewhere = 6;
/** Words of a message that are looked up as names with slips in them: no question has more, and looking one up costs as much as reading ten words. */
const mostSlipped = 40;

/** Makes the search for names in running text. */
export function createPlaceScanner(deps: ScanDeps): (text: string | TypedText) => PlaceMention[] {
  const ours = indexNames(deps);
  const theirs: NamesByKey<CommuneElsewhere> = new Map();
  for (const commune of deps.elsewhere) addName(theirs, commune.name, commune);
  /** Words of the message at hand that were looked up as names with slips. */
  let slipped = 0;

  function mentionAt(text: string, words: Word[], i: number): MentionHere | undefined {
    const prefixed = i > 0 && isTypeWord(words, i);
    const known = knownAt(ours, text, words, i, prefixed);
    const afar = afarAt(theirs, text, words, i);
    // A longer name that somebody else has is not ours with words after it.
    if (known && !(afar?.exact && afar.width > known.width)) return known;
    if (afar && (prefixed || isMeantAfar(words, i, afar.width))) {
      const made = mention(text, words, i, afar.width, prefixed, [], afar.exact ? 'exact' : 'folded');
      return { mention: { ...made, kind: 'unknown', suggestions: deps.suggestions(made.name) }, width: afar.width };
    }
    const isLikely = prefixed || asksForPlace(words, i) || isCapital(words[i]!);
    return isLikely && slipped++ < mostSlipped ? slippedAt(text, words, i, prefixed) : undefined;
  }

  /** A name with slips, where a place is plainly meant; after `xã` or `phường`, also one that is in no list. */
  function slippedAt(text: string, words: Word[], i: number, prefixed: boolean): MentionHere | undefined {
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
    return prefixed ? unknownAt(deps, text, words, i) : undefined;
  }

  return (input) => {
    const text = typeof input === 'string' ? input : input.clean;
    const words = wordsOf(text);
    const found: PlaceMention[] = [];
    slipped = 0;
    for (let i = 0; i < words.length; i++) {
      const here = mentionAt(text, words, i);
      if (!here) continue;
      const placed = inContext(text, words, i, here.width, here.mention);
      found.push({ ...placed.mention, afar: namesAt(theirs, words.slice(i, i + here.width), 'any')?.items ?? [] });
      i += placed.width - 1;
    }
    return found;
  };
}

/** A name of the province that is spelled here and meant as a place, the longest there is. */
function knownAt(
  ours: NamesByKey<PlaceCandidate>,
  text: string,
  words: Word[],
  i: number,
  prefixed: boolean,
): MentionHere | undefined {
  for (let width = Math.min(longestName, words.length - i); width > 0; width--) {
    const span = words.slice(i, i + width);
    if (!adjoining(text, span)) continue;
    const known = namesAt(ours, span);
    if (!known || !(prefixed || isMeantAsPlace(words, i, width, text, known.items))) continue;
    return { mention: mention(text, words, i, width, prefixed, known.items, known.exact ? 'exact' : 'folded'), width };
  }
  return undefined;
}

/** A name of no list, after `xã` or `phường`. */
function unknownAt(deps: Pick<ScanDeps, 'suggestions'>, text: string, words: Word[], i: number): MentionHere | undefined {
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

/** The longest name of other provinces that is spelled here. */
function afarAt(
  theirs: NamesByKey<CommuneElsewhere>,
  text: string,
  words: Word[],
  i: number,
): { width: number; exact: boolean } | undefined {
  for (let width = Math.min(longestElsewhere, words.length - i); width > 0; width--) {
    const span = words.slice(i, i + width);
    const named = adjoining(text, span) ? namesAt(theirs, span, 'any') : undefined;
    if (named) return { width, exact: named.exact };
  }
  return undefined;
}

function indexNames({ communes, others, old }: ScanDeps): NamesByKey<PlaceCandidate> {
  const byKey: NamesByKey<PlaceCandidate> = new Map();
  for (const commune of communes)
    for (const name of [commune.name, ...commune.variants]) addName(byKey, name, { kind: 'commune', commune });
  for (const place of others) addName(byKey, place.name, { kind: 'other', place });
  for (const one of old) for (const name of [one.name, ...one.variants]) addName(byKey, name, { kind: 'old', old: one });
  return byKey;
}

/** The mention with the type typed before it and the `cũ` or `mới` after it. */
function inContext(text: string, words: Word[], i: number, width: number, mention: PlaceMention): MentionHere {
  const type = typeBefore(words, i);
  const after = eraAfter(words, i + width);
  const typed = type ? { ...mention, type } : mention;
  if (!after || !adjoining(text, words.slice(i + width - 1, i + width + after.width))) return { mention: typed, width };
  const end = words[i + width + after.width - 1]!.end;
  return { mention: { ...typed, era: after.era, end }, width: width + after.width };
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

const isCapital = (word: Word): boolean => /^\p{Lu}/u.test(word.typed);

/** Whether a name in running text is meant as a place: written as a name, or asked for as one; not words that happen to spell it. */
function isMeantAsPlace(words: Word[], i: number, width: number, text: string, candidates: PlaceCandidate[]): boolean {
  const span = words.slice(i, i + width);
  const capitals = span.every(isCapital) && text !== text.toUpperCase();
  if (capitals) return true;
  if (breaksName(words, i, width)) return false;
  // A name of the past is believed less readily: there are many, and more of them are everyday words.
  const past = candidates.every(({ kind }) => kind === 'old');
  if (!past && !candidates.some(isEveryday)) return true;
  return isAskedFor(words, i, width) || (past && (width === words.length || eraAfter(words, i + width) !== undefined));
}

const isEveryday = (candidate: PlaceCandidate): boolean =>
  (candidate.kind === 'commune' && candidate.commune.isEveryday === true) ||
  (candidate.kind === 'other' && candidate.place.isEveryday === true);

const isAskedFor = (words: Word[], i: number, width: number): boolean =>
  asksForPlace(words, i) || typeBefore(words, i) !== undefined || asksAfter(words[i + width]);

/** A name of another province, without its type, is meant where it is written as a name and asked for. */
const isMeantAfar = (words: Word[], i: number, width: number): boolean =>
  width > 1 && isAskedFor(words, i, width) && (words.slice(i, i + width).every(isCapital) || asksAfter(words[i + width]));

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
  const start = prefixed ? words[i - typeWidth(words, i)]!.start : words[i]!.start;
  return { kind: 'known', start, end, name, candidates, exactness, prefixed, afar: [], suggestions: [] };
}
