import type { AssemblyTerm } from '../../elections/calendar.ts';
import type { QuestionKind } from '../../elections/fact.ts';
import type { PlaceResolution } from '../../elections/old-places.ts';
import type { Commune, OtherPlace } from '../../elections/places.ts';
import type { TypedText } from '../../vietnamese/reading.ts';
import type { Language } from './language.ts';
import type { Slots } from './slots.ts';

/** A place a question names. More than one candidate means the name alone does not decide. */
export interface AskedPlace {
  /** Span in `Asked.text`. */
  start: number;
  end: number;
  /** As read, e.g. `phường Cam Đường`. */
  name: string;
  /** What the name means today, as far as the tables say. */
  resolution: PlaceResolution;
  communes: Commune[];
  others: OtherPlace[];
  /** `xã` or `phường` was typed before it. */
  prefixed: boolean;
  /** Named with its type but in no list we have: these names look alike. */
  suggestions: string[];
  /** Provinces that have a commune of that name, where ours has none. */
  elsewhere: string[];
}

/** A question as understood: typing repaired, slots read. */
export interface Asked {
  /** As the person typed it, cleaned, as far as it was read. */
  raw: string;
  /** Too long to be read whole: its middle was left out. */
  isAbridged?: true;
  /** Vietnamese, typing repaired: what is looked up. */
  text: string;
  /** The message with every reading of every word. */
  typed: TypedText;
  language: Language;
  kind: QuestionKind;
  slots: Slots;
  /** The National Assembly that the pack's election elects: what terms are counted from. */
  assembly?: AssemblyTerm;
  places: AskedPlace[];
  /** Words that were misspelt and guessed: the more of them, the surer the rest must be. */
  repaired: number;
}
