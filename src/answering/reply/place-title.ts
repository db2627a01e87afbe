import type { Commune } from '../../elections/places.ts';
import type { AskedPlace } from '../question/asked.ts';

/** `phường Cam Đường`. */
export const placeTitle = (commune: Commune): string => `${commune.type} ${commune.name}`;

/** The one commune of today a place can only mean; a name that is also a province or a former district is no such thing unless its type was typed. */
export function onlyCommune(place: AskedPlace | undefined): Commune | undefined {
  const resolution = place?.resolution;
  return resolution?.kind === 'current' || resolution?.kind === 'renamed' ? resolution.commune : undefined;
}

/** Named, and nowhere in the province. */
export const isElsewhere = ({ resolution }: AskedPlace): boolean =>
  resolution.kind === 'elsewhere' || resolution.kind === 'unknown';
