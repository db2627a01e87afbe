/** A name of a place found in a text, and what it can stand for. */
import type { Commune, CommuneElsewhere, OldCommune, OtherPlace } from './places.ts';

/** What a name can stand for. */
export type PlaceCandidate =
  | { kind: 'commune'; commune: Commune }
  | { kind: 'other'; place: OtherPlace }
  | { kind: 'old'; old: OldCommune };

/** What a place may be called before its name. */
export type PlaceType = 'xã' | 'phường' | 'đặc khu' | 'thị trấn' | 'huyện' | 'thị xã' | 'thành phố' | 'tỉnh';
/** The place of before the mergers, or that of today. */
export type Era = 'old' | 'today';

export interface PlaceMention {
  kind: 'known' | 'unknown';
  /** Span in the text given to `find` (of a `TypedText`: in its `clean`), a typed `xã` or `phường` and a `cũ` or `mới` included. */
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
  /** The type typed before the name. */
  type?: PlaceType;
  /** Whether the place of today (`mới`) or that of before the mergers (`cũ`) was typed. */
  era?: Era;
  /** Communes of other provinces that have this very name. */
  afar: CommuneElsewhere[];
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
