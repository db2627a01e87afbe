/** Communes and former units an announcement names, against the list of the province. */
import type { Fact, FactValue } from '../../elections/fact.ts';
import { createGazetteer } from '../../elections/gazetteer.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import type { PlaceCandidate, PlaceMention } from '../../elections/place-mention.ts';
import { type Commune, placeTitle } from '../../elections/places.ts';
import { canonical, fold } from '../../vietnamese/text.ts';
import { isCommuneNamed, namesTown, speaksOfOld } from '../question/announced.ts';
import type { NamedPlaces } from './counts.ts';
import { type ClaimFinding, type Claims, doubt as doubtful, type SentenceCheck, standing } from './statement.ts';
import { claimWords, formerTypes, valueNames } from './words.ts';

export interface PlacesCheck extends NamedPlaces {
  check: SentenceCheck;
}

const communesOf = (candidates: readonly PlaceCandidate[]): Commune[] =>
  candidates.flatMap((candidate) => (candidate.kind === 'commune' ? [candidate.commune] : []));

export function createPlacesCheck(pack: KnowledgePack): PlacesCheck {
  const gazetteer = createGazetteer(pack.communes, pack.otherPlaces, pack.communesElsewhere);
  const factWith = (isIt: (value: FactValue) => boolean) => pack.facts.find(({ values }) => values.some(isIt));
  const listing = factWith(
    (value) => value.kind === 'number' && value.is === pack.communes.length && value.unit === valueNames.units,
  );
  const merged = factWith(({ of }) => of === valueNames.noDistricts) ?? listing;
  const provinces = factWith(({ of }) => of === valueNames.mergedProvinces) ?? merged;
  const doubt = (code: string, message: string, fact: Fact | undefined): ClaimFinding =>
    doubtful(code, message, fact && standing(fact.sources, fact.statement));

  // Every check looks at the same sentence.
  let last: { text: string; places: PlaceMention[] } | undefined;
  function placesIn(text: string): PlaceMention[] {
    if (last?.text !== text) last = { text, places: gazetteer.find(text) };
    return last.places;
  }

  /** Districts and provinces that were: only where the word before says that this is meant. */
  function formerUnit(text: string, { type, candidates, name, start, end }: PlaceMention): ClaimFinding[] {
    const kind = type === 'tỉnh' ? 'former-province' : 'former-district';
    const isFormer = (one: PlaceCandidate) =>
      one.kind === 'other' && one.place.kind === kind && one.place.province === pack.province;
    if (!type || !formerTypes.has(type) || !candidates.some(isFormer)) return [];
    const typed = /tp\.?\s*$/iu.test(text.slice(0, start)) ? 'tp' : fold(type);
    const written = `${text.slice(0, start).trimEnd().slice(-typed.length)} ${text.slice(start, end)}`;
    const message = type === 'tỉnh' ? claimWords.formerProvince(written, pack.province) : claimWords.formerDistrict(written);
    return [doubt(`former:${typed}:${fold(name)}`, message, type === 'tỉnh' ? provinces : merged)];
  }

  function unknownCommune(name: string, near: readonly string[]): ClaimFinding[] {
    return [doubt(`place:${fold(name)}`, claimWords.noCommune(name, [...new Set(near)]), listing ?? merged)];
  }

  /** `xã Cam Đường` where only a ward has the name. */
  function otherType(text: string, { type, start, candidates }: PlaceMention): ClaimFinding[] {
    const communes = communesOf(candidates);
    const [named] = communes;
    const typed = type === 'xã' || type === 'phường' ? /^\p{L}{2,}/u.exec(text.slice(start))?.[0].toLowerCase() : undefined;
    if (!named || !typed || communes.some((one) => fold(one.type) === fold(typed))) return [];
    const message = claimWords.otherType(named.name, named.type, typed);
    return [doubt(`type:${fold(typed)}:${fold(named.name)}`, message, listing)];
  }

  function commune(text: string, mention: PlaceMention): ClaimFinding[] {
    const { kind, name, start, candidates, exactness, suggestions } = mention;
    const communes = communesOf(candidates);
    const [first] = communes;
    if (kind === 'unknown') {
      const lookup = isCommuneNamed(text, start) ? gazetteer.lookup(name) : undefined;
      return lookup?.kind === 'unknown' && lookup.elsewhere.length === 0 ? unknownCommune(name, suggestions) : [];
    }
    const isRepaired = exactness === 'repaired' && first && canonical(name) !== canonical(first.name);
    return isRepaired ? unknownCommune(name, communes.map(placeTitle)) : otherType(text, mention);
  }

  return {
    placesIn,
    communesIn: (text) =>
      placesIn(text).flatMap(({ candidates, exactness, prefixed }) => {
        const communes = communesOf(candidates);
        return communes.length === 1 && exactness !== 'repaired' && prefixed ? [communes[0]!.code] : [];
      }),
    check({ text, folded }: Claims) {
      if (pack.communes.length === 0 || speaksOfOld(text)) return [];
      const places = placesIn(text);
      const towns = namesTown(folded) ? [doubt('former:thi tran', claimWords.towns, listing ?? merged)] : [];
      const communes = places.filter(({ prefixed }) => prefixed).flatMap((mention) => commune(text, mention));
      return [...communes, ...places.flatMap((mention) => formerUnit(text, mention)), ...towns];
    },
  };
}
