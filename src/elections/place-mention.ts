/** A name of a place found in a text, and what it can stand for. */
import type { Commune, OtherPlace } from './places.ts';

/** What a name can stand for. */
export type PlaceCandidate = { kind: 'commune'; commune: Commune } | { kind: 'other'; place: OtherPlace };

export interface PlaceMention {
  kind: 'known' | 'unknown';
  /** Span in the text given to `find` (of a `TypedText`: in its `clean`), a typed `xã` or `phường` included. */
  start: number;
  end: number;
  /** As typed, without `xã` or `phường`. */
  name: string;
  /** Everything that goes by the name; empty for `unknown`. */
  candidates: PlaceCandidate[];
  /** `exact`: with the same diacritics; `folded`: as far as typed; `repaired`: a slip away. */
  exactness: 'exact' | 'folded' | 'repaired';
  /** Whether a word for the type of place was typed before the name. */
  prefixed: boolean;
  /** For `unknown`: names of the list that look alike, closest first, at most three. */
  suggestions: string[];
}

/** One word of the text, as typed and with keystrokes decoded. */
export interface Word {
  typed: string;
  text: string;
  folded: string;
  start: number;
  end: number;
}
