import type { PlaceMeaning } from '../../elections/place-meaning.ts';
import { type Commune, type OldCommune, placeTitle } from '../../elections/places.ts';
import type { Asked, AskedPlace } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import { citationOf } from '../reply/source-line.ts';
import type { Citation } from '../search/citation.ts';
import { oldPlaceWords } from './words-old.ts';

/** `phường Lào Cai, xã Cốc San`. */
export const placeTitles = (communes: readonly Commune[]): string => communes.map(placeTitle).join(', ');

/** The one commune of today a place can only mean; a name that is also a province or a former district is no such thing unless its type was typed. */
export function onlyCommune(place: AskedPlace | undefined): Commune | undefined {
  const resolution = place?.resolution;
  return resolution?.kind === 'current' || resolution?.kind === 'renamed' ? resolution.commune : undefined;
}

/** Named, and nowhere in the province. */
export const isElsewhere = ({ resolution }: AskedPlace): boolean =>
  resolution.kind === 'elsewhere' || resolution.kind === 'unknown';

/** Where it is written what became of a commune of before. */
export const citeOld = (old: OldCommune, now: readonly Commune[], language: Language): Citation =>
  citationOf(
    old.source,
    `old-${old.name}-${old.district}`,
    oldPlaceWords[language].renamed(placeTitle(old), old.district, placeTitles(now)),
  );

/** What is said before and after a reply about a commune that was asked for by another name, with its source. */
export function aroundPlace({ places, language }: Asked): { opening: string; closing: string; citations: Citation[] } {
  const resolution = places[0]?.resolution;
  if (resolution?.kind !== 'current' && resolution?.kind !== 'renamed') return { opening: '', closing: '', citations: [] };
  const closing = resolution.besides.map((meaning) => besides(meaning, language)).join(' ');
  const past = resolution.besides.flatMap((meaning) =>
    meaning.kind === 'old' ? [citeOld(meaning.old, meaning.communes, language)] : [],
  );
  if (resolution.kind === 'current') return { opening: '', closing, citations: past };
  const { old, commune } = resolution;
  const opening = oldPlaceWords[language].renamed(placeTitle(old), old.district, placeTitle(commune));
  return { opening, closing, citations: [citeOld(old, [commune], language), ...past] };
}

/** Another place of the same name, so that nobody takes one for the other. */
function besides(meaning: PlaceMeaning, language: Language): string {
  const words = oldPlaceWords[language];
  if (meaning.kind === 'current') return words.besidesCurrent(placeTitle(meaning.commune));
  return meaning.kind === 'old'
    ? words.besidesOld(placeTitle(meaning.old), meaning.old.district, placeTitles(meaning.communes))
    : '';
}
