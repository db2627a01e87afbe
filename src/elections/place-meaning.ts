/** The things a name of a place can stand for. */
import type { PlaceType } from './place-mention.ts';
import type { Commune, OldCommune, OtherPlace } from './places.ts';

/** A district of before the mergers, with the communes its area belongs to today. */
export interface OldDistrict {
  /** With its type: `huyện Bát Xát`. */
  title: string;
  name: string;
  communes: Commune[];
}

/** One of the things a name can stand for. */
export type PlaceMeaning =
  | { kind: 'current'; commune: Commune }
  | { kind: 'old'; old: OldCommune; communes: Commune[] }
  | { kind: 'district'; district: OldDistrict }
  /** The province itself, or a former one that is part of it. */
  | { kind: 'province'; place: OtherPlace };

/** Types of districts; there are none any more. */
export const districtTypes: readonly PlaceType[] = ['huyện', 'thị xã', 'thành phố'];
/** Types of communes, of before the mergers and of today. */
export const communeTypes: readonly PlaceType[] = ['xã', 'phường', 'đặc khu', 'thị trấn'];

/** Whether the meaning is one commune, of today or of before the mergers. */
export const isOfCommune = ({ kind }: PlaceMeaning): boolean => kind === 'current' || kind === 'old';

/** The communes of today that the meaning's area belongs to; none for a province. */
export function communesOf(meaning: PlaceMeaning): Commune[] {
  switch (meaning.kind) {
    case 'current':
      return [meaning.commune];
    case 'old':
      return meaning.communes;
    case 'district':
      return meaning.district.communes;
    case 'province':
      return [];
  }
}

/** What the place is or was called before its name. */
export function typeOf(meaning: PlaceMeaning): PlaceType {
  switch (meaning.kind) {
    case 'current':
      return meaning.commune.type;
    case 'old':
      return meaning.old.type;
    case 'district':
      return districtTypes.find((type) => meaning.district.title.startsWith(type)) ?? 'huyện';
    case 'province':
      return 'tỉnh';
  }
}

/** A name to be typed that means this place and no other of those it is `among`: `thị trấn Khánh Yên cũ, huyện Văn Bàn`. */
export function unmistakable(meaning: PlaceMeaning, among: readonly PlaceMeaning[]): string {
  switch (meaning.kind) {
    case 'current': {
      const { type, name } = meaning.commune;
      const isShared = among.some((other) => other.kind === 'old' && other.old.type === type && other.old.name === name);
      return isShared ? `${type} ${name} mới` : `${type} ${name}`;
    }
    case 'old':
      return `${meaning.old.type} ${meaning.old.name} cũ, ${meaning.old.district}`;
    case 'district':
      return `${meaning.district.title} cũ`;
    case 'province':
      return `tỉnh ${meaning.place.name}`;
  }
}
