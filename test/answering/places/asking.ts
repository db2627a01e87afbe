import type { Asked, AskedPlace } from '../../../src/answering/question/asked.ts';
import type { PlaceResolution } from '../../../src/elections/old-places.ts';
import type { PlaceMeaning } from '../../../src/elections/place-meaning.ts';
import type { Commune, ElectoralUnit, OldCommune } from '../../../src/elections/places.ts';

export const source = { title: 'Nghị quyết 1673/NQ-UBTVQH15', publisher: 'UBTVQH', date: '2025-06-16' };
export const commune = (code: string, name: string, type: Commune['type'] = 'xã'): Commune => ({
  code,
  name,
  type,
  variants: [],
});
export const [bacHa, giaPhu, camDuong] = [commune('1', 'Bắc Hà'), commune('2', 'Gia Phú'), commune('3', 'Cam Đường', 'phường')];
export const unit = (
  level: ElectoralUnit['level'],
  number: string,
  communes: readonly Commune[],
  extra: Partial<ElectoralUnit> = {},
): ElectoralUnit => ({
  ...{ level, number, communes: communes.map(({ code }) => code), confidence: 'established', source },
  ...extra,
});
export const old = (name: string, ...now: Commune[]): OldCommune => ({
  ...{ name, type: 'xã', variants: [], district: 'huyện Cũ', province: 'Lào Cai', source },
  communes: now.map(({ code }) => code),
});
export const current = (one: Commune, ...besides: PlaceMeaning[]): PlaceResolution => ({
  kind: 'current',
  commune: one,
  besides,
});
export const renamedTo = (before: OldCommune, one: Commune, ...besides: PlaceMeaning[]): PlaceResolution => ({
  ...{ kind: 'renamed', old: before, commune: one, besides },
});
export const meaning = {
  current: (one: Commune): PlaceMeaning => ({ kind: 'current', commune: one }),
  old: (one: OldCommune, ...communes: Commune[]): PlaceMeaning => ({ kind: 'old', old: one, communes }),
  district: (name: string, ...communes: Commune[]): PlaceMeaning => ({
    kind: 'district',
    district: { title: `huyện ${name}`, name, communes },
  }),
  province: (name: string): PlaceMeaning => ({ kind: 'province', place: { name, kind: 'province', province: name } }),
};

const plain = { years: [], level: undefined, unitNumber: undefined, round: undefined, confirms: false };

/** A question about a place that means this. */
export function asking(
  resolution: PlaceResolution | undefined,
  { slots, ...extra }: Partial<Omit<Asked, 'slots'>> & { slots?: Partial<Asked['slots']> } = {},
): Asked {
  const place = { name: 'Nơi Ấy', suggestions: [], resolution } as unknown as AskedPlace;
  return {
    ...{ raw: '', text: '', language: 'vi', kind: 'which-unit', repaired: 0, slots: { ...plain, ...slots } },
    places: resolution ? [place] : [],
    ...extra,
  } as Asked;
}
