import { fold } from '../vietnamese/text.ts';
import { type Commune, type OldCommune, placeTitle } from './places.ts';

/** A place that begins with what was typed, and the communes of today that its area belongs to. */
export interface CommuneHit {
  /** With its type. */
  title: string;
  /** `commune`: of today. The others are of before the mergers. */
  kind: 'commune' | 'old-commune' | 'district';
  communes: Commune[];
}

const mostHits = 12;

/**
 * Places whose name, or a word of it, begins with what was typed, best first: communes of today before old ones, names that begin with it before others.
 * Diacritics, case and the type need not be typed. Something to choose from, never a decision.
 */
export function searchCommunes(
  { communes, oldCommunes }: { communes: readonly Commune[]; oldCommunes: readonly OldCommune[] },
  typed: string,
): CommuneHit[] {
  const sought = fold(typed).trim().replace(/\s+/gu, ' ');
  if (sought === '') return [];
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const today = (codes: Iterable<string>): Commune[] => [...new Set(codes)].flatMap((code) => byCode.get(code) ?? []);
  const districts = new Map<string, Set<string>>();
  for (const { district, communes: codes } of oldCommunes)
    districts.set(district, new Set([...(districts.get(district) ?? []), ...codes]));

  const all: CommuneHit[] = [
    ...communes.map((commune): CommuneHit => ({ title: placeTitle(commune), kind: 'commune', communes: [commune] })),
    ...[...districts].map(([title, codes]): CommuneHit => ({ title, kind: 'district', communes: today(codes) })),
    ...oldCommunes.map(
      ({ type, name, communes: codes }): CommuneHit => ({
        title: `${type} ${name}`,
        kind: 'old-commune',
        communes: today(codes),
      }),
    ),
  ];
  return all
    .map((hit, at) => ({ hit, at, rank: rankOf(fold(hit.title), sought) }))
    .filter(({ hit, rank }) => rank !== undefined && hit.communes.length > 0)
    .sort((a, b) => a.rank! - b.rank! || a.at - b.at)
    .slice(0, mostHits)
    .map(({ hit }) => hit);
}

/** 0: the whole name; 1: it begins so; 2: one of its words does; `undefined`: it is another place. */
function rankOf(title: string, sought: string): number | undefined {
  const at = ` ${title}`.indexOf(` ${sought}`);
  if (at < 0) return undefined;
  const name = title.slice(title.indexOf(' ') + 1);
  if (title === sought || title.endsWith(` ${sought}`)) return name === sought || title === sought ? 0 : 2;
  return name.startsWith(sought) || at === 0 ? 1 : 2;
}
