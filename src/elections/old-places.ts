/** What a named place is today: the same, another, several, or a place of another province. Pure; never the nearest guess. */

import {
  communesOf,
  communeTypes,
  districtTypes,
  isOfCommune,
  type OldDistrict,
  type PlaceMeaning,
  typeOf,
} from './place-meaning.ts';
import type { Era, PlaceType } from './place-mention.ts';
import type { Commune, CommuneElsewhere, OldCommune, OtherPlace } from './places.ts';

/** `besides`: what else goes by the name and lies somewhere else, where a typed type or `cũ` decided against it. */
export type PlaceResolution =
  | { kind: 'current'; commune: Commune; besides: PlaceMeaning[] }
  | { kind: 'renamed'; old: OldCommune; commune: Commune; besides: PlaceMeaning[] }
  | { kind: 'split'; old: OldCommune; communes: Commune[]; besides: PlaceMeaning[] }
  | { kind: 'district'; district: OldDistrict; besides: PlaceMeaning[] }
  | { kind: 'province'; place: OtherPlace }
  /** To be asked back. */
  | { kind: 'ambiguous'; meanings: PlaceMeaning[] }
  /** Communes of other provinces, or (without any) another province as a whole. */
  | { kind: 'elsewhere'; communes: CommuneElsewhere[]; provinces: string[] }
  /** In no table: it may be the name of before the mergers of a place anywhere. */
  | { kind: 'unknown' };

/** A name as a gazetteer found it in a text. */
export interface PlaceName {
  communes: Commune[];
  old: OldCommune[];
  others: OtherPlace[];
  /** Communes of other provinces of that name. */
  afar: CommuneElsewhere[];
  type?: PlaceType | undefined;
  era?: Era | undefined;
}

export interface OldPlaces {
  /** `within`: the place named right after it, as in `Tân An, thị xã Nghĩa Lộ`. */
  resolve(name: PlaceName, within?: PlaceName): PlaceResolution;
  /** Whether `within` says which of the places of a name is meant. */
  decides(name: PlaceName, within: PlaceName): boolean;
}

interface CommuneTables {
  /** The province of the tables; empty where they are of none. */
  province: string;
  communes: Commune[];
  oldCommunes: OldCommune[];
}

export function createOldPlaces({ province, communes, oldCommunes }: CommuneTables): OldPlaces {
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const today = (codes: Iterable<string>): Commune[] => [...new Set(codes)].sort().flatMap((code) => byCode.get(code) ?? []);
  const districts = districtsOf(oldCommunes, today);

  function meaningsOf({ communes: named, old, others }: PlaceName): PlaceMeaning[] {
    return [
      ...named.map((commune): PlaceMeaning => ({ kind: 'current', commune })),
      ...old.map((one): PlaceMeaning => ({ kind: 'old', old: one, communes: today(one.communes) })),
      ...others.flatMap((place): PlaceMeaning[] =>
        place.kind === 'former-district'
          ? districtsNamed(place.name).map((district) => ({ kind: 'district', district }))
          : [{ kind: 'province', place }],
      ),
    ];
  }

  const districtsNamed = (name: string): OldDistrict[] => {
    const known = districts.filter((district) => district.name === name);
    return known.length > 0 ? known : [{ title: name, name, communes: [] }];
  };

  function resolve(name: PlaceName, within?: PlaceName): PlaceResolution {
    const afar = communesAfar(name, within, province);
    if (afar.length > 0) return elsewhere(afar);
    const all = meaningsOf(name);
    const outside = within && !all.some(({ kind }) => kind === 'province') ? provincesAfar(within) : [];
    if (outside.length > 0) return { kind: 'elsewhere', communes: [], provinces: outside };
    const near = within ? lyingIn(all, areasOf(within)) : all;
    const meanings = withoutDoubles(ofSpelling(ofEra(ofType(near, name.type), name.era)));
    const [first] = meanings;
    if (!first) return { kind: 'unknown' };
    if (meanings.length > 1) return { kind: 'ambiguous', meanings };
    const besides = withoutDoubles([first, ...all.filter(isOfCommune)]).slice(1);
    return resolved(first, province, near.length < all.length ? [] : besides);
  }

  /** The other provinces that a place named beside another can only stand for. */
  function provincesAfar({ communes: named, old, others }: PlaceName): string[] {
    const isAfar = named.length + old.length === 0 && others.every((place) => place.province !== province);
    return isAfar ? [...new Set(others.filter(({ kind }) => kind !== 'former-district').map((place) => place.province))] : [];
  }

  /** The old areas a place named beside another stands for. The province of today holds everything and tells nothing apart. */
  function areasOf(within: PlaceName): OldArea[] {
    const meanings = ofType(meaningsOf(within), within.type);
    const provinces = meanings.flatMap((meaning) => (meaning.kind === 'province' ? [meaning.place] : []));
    if (provinces.some(({ kind }) => kind === 'province')) return [];
    const named = new Set(provinces.map((place) => place.name));
    const titles = new Set(meanings.flatMap((meaning) => (meaning.kind === 'district' ? [meaning.district.title] : [])));
    const isInside = (old: OldCommune): boolean => (named.size > 0 ? named.has(old.province) : titles.has(old.district));
    const inside = oldCommunes.filter(isInside);
    return [{ isInside, codes: new Set(inside.flatMap((old) => old.communes)) }];
  }

  return {
    resolve,
    decides(name, within) {
      const there = communesAfar(name, within, province).length;
      if (there !== communesAfar(name, undefined, province).length) return true;
      const all = meaningsOf(name);
      return lyingIn(all, areasOf(within)).length < all.length;
    },
  };
}

/** A district or province of before the mergers. */
interface OldArea {
  isInside(old: OldCommune): boolean;
  /** Communes of today that hold a part of it. */
  codes: Set<string>;
}

function resolved(meaning: PlaceMeaning, province: string, besides: PlaceMeaning[]): PlaceResolution {
  switch (meaning.kind) {
    case 'current':
      return { ...meaning, besides };
    case 'district':
      return { ...meaning, besides };
    case 'province':
      return meaning.place.province === province
        ? meaning
        : { kind: 'elsewhere', communes: [], provinces: [meaning.place.province] };
    case 'old': {
      const { old, communes } = meaning;
      return communes.length === 1
        ? { kind: 'renamed', old, commune: communes[0]!, besides }
        : { kind: 'split', old, communes, besides };
    }
  }
}

const elsewhere = (communes: CommuneElsewhere[]): PlaceResolution => ({
  kind: 'elsewhere',
  communes,
  provinces: [...new Set(communes.map((commune) => commune.province))],
});

/** Communes of other provinces that are meant: those of a province named beside it; without one, those of a name that is nothing of ours. */
function communesAfar(
  { communes, old, others, afar, type }: PlaceName,
  within: PlaceName | undefined,
  province: string,
): CommuneElsewhere[] {
  const named = new Set(within?.others.filter(({ kind }) => kind !== 'former-district').map((place) => place.province));
  named.delete(province);
  const there = afar.filter((commune) => named.has(commune.province));
  // A ward that is typed as one is not the city of its name.
  const provinces = type !== undefined && communeTypes.includes(type) ? 0 : others.length;
  const candidates = there.length > 0 ? there : communes.length + old.length + provinces > 0 ? [] : afar;
  const ofThisType = candidates.filter((commune) => commune.type === type);
  return ofThisType.length > 0 ? ofThisType : candidates;
}

/** An old name that still is the name of the place it went into is no second meaning; nor is the second of two that went into one place. */
function withoutDoubles(meanings: PlaceMeaning[]): PlaceMeaning[] {
  const seen = new Set<string>();
  return meanings.filter((meaning) => {
    if (!isOfCommune(meaning)) return true;
    const key = communesOf(meaning)
      .map(({ code }) => code)
      .join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

/** The meanings that lie in an area named beside the place; all of them where none does. */
function lyingIn(meanings: PlaceMeaning[], areas: OldArea[]): PlaceMeaning[] {
  const kept = meanings.filter((meaning) =>
    areas.some(({ isInside, codes }) => {
      if (meaning.kind === 'old') return isInside(meaning.old);
      return meaning.kind === 'current' && codes.has(meaning.commune.code);
    }),
  );
  return kept.length > 0 ? kept : meanings;
}

/** Typed without diacritics, `nam chay` is Nậm Chày of today before it is Nậm Chảy of old. */
function ofSpelling(meanings: PlaceMeaning[]): PlaceMeaning[] {
  const spelled = new Set(meanings.flatMap((meaning) => (meaning.kind === 'current' ? [meaning.commune.name] : [])));
  return spelled.size === 0 ? meanings : meanings.filter((meaning) => meaning.kind !== 'old' || spelled.has(meaning.old.name));
}

/** The meanings of the typed type; where none has it, of the typed kind of place. */
function ofType(meanings: PlaceMeaning[], type: PlaceType | undefined): PlaceMeaning[] {
  if (type === undefined) return meanings;
  const typed = meanings.filter((meaning) => typeOf(meaning) === type);
  if (typed.length > 0) return typed;
  const wanted = communeTypes.includes(type) ? communeTypes : districtTypes.includes(type) ? districtTypes : undefined;
  const alike = meanings.filter((meaning) => wanted?.includes(typeOf(meaning)));
  return alike.length > 0 ? alike : meanings;
}

function ofEra(meanings: PlaceMeaning[], era: Era | undefined): PlaceMeaning[] {
  const isPast = ({ kind }: PlaceMeaning): boolean => kind === 'old' || kind === 'district';
  const kept = era === undefined ? [] : meanings.filter((meaning) => isPast(meaning) === (era === 'old'));
  return kept.length > 0 ? kept : meanings;
}

function districtsOf(oldCommunes: OldCommune[], today: (codes: Iterable<string>) => Commune[]): OldDistrict[] {
  const codes = new Map<string, string[]>();
  for (const { district, communes } of oldCommunes) codes.set(district, [...(codes.get(district) ?? []), ...communes]);
  return [...codes].map(([title, members]) => ({ title, name: title.replace(typed, ''), communes: today(members) }));
}

const typed = /^(?:huyện|thị xã|thành phố|quận) /u;
