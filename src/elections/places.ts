import type { Confidence, FactSource, Level } from './fact.ts';

/** A commune-level administrative unit (xã or phường) of the province. */
export interface Commune {
  /** Official five-digit code. */
  code: string;
  type: 'xã' | 'phường' | 'đặc khu';
  name: string;
  /** Other spellings, e.g. `Khánh Hoà`. */
  variants: string[];
  /** Its name is also everyday words: a place only with its type, capital letters or a word that asks for a place. */
  isEveryday?: true;
}

/** A commune-level unit that was merged into others; its name lives on in what voters type. */
export interface OldCommune {
  name: string;
  type: 'xã' | 'phường' | 'thị trấn';
  /** Other spellings. */
  variants: string[];
  /** The district it was in, with its type: `thành phố Lào Cai`, `huyện Bát Xát`. */
  district: string;
  /** The province it was in, as it was called then. */
  province: string;
  /** Codes of the communes of today that its area belongs to; more than one where it was split. */
  communes: string[];
  source: FactSource;
}

/** A commune of another province: known so that it is not taken for one of ours with a slip in it. */
export interface CommuneElsewhere {
  name: string;
  province: string;
  /** Official five-digit code. */
  code?: string;
  type?: Commune['type'];
  /** The National Assembly unit it belongs to, numbered within its province. */
  assemblyUnit?: { number: string; seats: number; source: FactSource };
}

/** A name voters use for something that is not (only) a commune of the province. */
export interface OtherPlace {
  name: string;
  kind: 'province' | 'former-province' | 'former-district';
  /** A city directly under the central government; of the kind `province` otherwise. */
  isCity?: true;
  /** As of a commune. */
  isEveryday?: true;
  /** Today's province, e.g. `Lào Cai`. */
  province: string;
}

/** Area that elects its own deputies at one level. Numbered separately per level. */
export interface ElectoralUnit {
  level: Exclude<Level, 'all'>;
  /** Two digits where the source writes them so, e.g. `09`. */
  number: string;
  seats?: number;
  /** Commune codes. */
  communes: string[];
  confidence: Confidence;
  /** How the number of seats is known, where it differs from the communes. */
  seatsConfidence?: Confidence;
  source: FactSource;
}

/** The room where people of one voting area vote; filled by the commune. */
export interface PollingStation {
  communeCode: string;
  /** Number of the voting area within the commune. */
  area: string;
  /** Hamlets or residential groups covered, as locals call them. */
  hamlets: string[];
  name: string;
  address: string;
  /** Degrees, WGS 84. */
  latitude?: number;
  longitude?: number;
  /** `HH:MM`. */
  opens?: string;
  closes?: string;
  accessibility?: string;
  source: FactSource;
}

/** `phường Cam Đường`, of today or of before. */
export const placeTitle = ({ type, name }: { type: string; name: string }): string => `${type} ${name}`;
