/** Which places a question names: found, ambiguous, or in no list. Never the nearest guess. */

import type { TypedText } from '../vietnamese/reading.ts';
import { createNameIndex, type NameMatch } from './gazetteer-names.ts';
import { createPlaceScanner } from './gazetteer-scan.ts';
import type { PlaceMention } from './place-mention.ts';
import type { Commune, CommuneElsewhere, OldCommune, OtherPlace } from './places.ts';

export type PlaceLookup =
  | { kind: 'found'; commune: Commune }
  | { kind: 'ambiguous'; candidates: Commune[] }
  /** `elsewhere`: the provinces that have a commune of that name. */
  | { kind: 'unknown'; suggestions: string[]; elsewhere: string[] };

export interface Gazetteer {
  /** Every place the text names, in order, without overlaps; the longest name wins. */
  find(text: string | TypedText): PlaceMention[];
  /** One name as typed, with or without `xã`/`phường`. */
  lookup(name: string): PlaceLookup;
}

/** A name typed like one of ours with slips beats one elsewhere that is this much closer; a name elsewhere typed as it is never loses. */
const homeAdvantage = 0.3;
/** Slips believed in a name that resembles nothing elsewhere more. */
const mostSlips = 2.4;
const typeWord = /^(?:xã|xa|phường|phuong|đặc khu|dac khu|thị trấn|thi tran|x\.|p\.|tt\.?|tx\.?)\s+(?=\S)/iu;

/**
 * `elsewhere`: names of communes outside the province, if they are known. With them, misspellings are told apart from other
 * places far better; without them only one slip in a short name is believed. `old`: names of before the mergers, found in running text as they
 * are spelled and never repaired; `lookup` does not know them.
 */
export function createGazetteer(
  communes: Commune[],
  others: OtherPlace[],
  elsewhere: CommuneElsewhere[] = [],
  old: OldCommune[] = [],
): Gazetteer {
  const ours = createNameIndex(
    communes.flatMap((commune) => [commune.name, ...commune.variants].map((name) => ({ name, item: commune }))),
  );
  const theirs = createNameIndex(elsewhere.map((item) => ({ name: item.name, item })));

  /** Names of ours that what was typed can be, all equally close. */
  function believed(typed: string): {
    matches: NameMatch<Commune>[];
    ranked: NameMatch<Commune>[];
    rivals: NameMatch<CommuneElsewhere>[];
  } {
    const ranked = ours.rank(typed);
    const rivals = theirs.rank(typed);
    const first = ranked[0];
    const rival = rivals[0];
    const believable =
      first !== undefined &&
      first.distance <= (elsewhere.length > 0 ? mostSlips : first.limit) &&
      (!rival || first.distance === 0 || (rival.distance > 0 && first.distance <= rival.distance + homeAdvantage));
    if (!first || !believable) return { matches: [], ranked, rivals };
    const exact = ranked.filter((match) => match.exactness === 'exact');
    return {
      matches: exact.length > 0 ? exact : ranked.filter((match) => match.distance <= first.distance + 0.05),
      ranked,
      rivals,
    };
  }

  function lookup(typed: string): PlaceLookup {
    const name = typed.trim().replace(typeWord, '');
    const { matches, ranked, rivals } = believed(name);
    const found = [...new Set(matches.flatMap((match) => match.items))];
    if (found.length === 1) return { kind: 'found', commune: found[0]! };
    if (found.length > 1) return { kind: 'ambiguous', candidates: found };
    const named = rivals.filter((rival) => rival.distance === 0).flatMap((rival) => rival.items.map((item) => item.province));
    return { kind: 'unknown', suggestions: namesOf(ranked), elsewhere: [...new Set(named)] };
  }

  const find = createPlaceScanner({
    communes,
    others,
    elsewhere,
    old,
    repaired: (typed) => believed(typed).matches.flatMap((match) => match.items),
    suggestions: (typed) => namesOf(ours.rank(typed)),
  });
  return { find, lookup };
}

const namesOf = (ranked: NameMatch<Commune>[]): string[] =>
  [...new Set(ranked.flatMap((match) => match.items.map((commune) => commune.name)))].slice(0, 3);
