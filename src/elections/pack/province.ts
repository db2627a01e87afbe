import type { ProvinceKind } from './words-province.ts';

/** What a pack says of the province it speaks for: everything the program would otherwise have to know by name. */
export interface ProvinceProfile {
  /** As in `places/communes.csv`, e.g. `Điện Biên`. */
  name: string;
  kind: ProvinceKind;
  /** What people call it where space is short, e.g. `TP.HCM`. */
  shortName: string;
  /** In an English sentence: `Điện Biên province`. */
  english: string;
  page: { title: string; subtitle: string };
  /** What the bot answers about, as part of a sentence: "Tôi trả lời về …", "I answer questions about …". */
  answersAbout: { vi: string; en: string };
  /** Who knows more, the nearest first. */
  contacts: ProvinceContact[];
  /** Questions put forward to somebody who does not know what to ask; the pack answers each. */
  questions: string[];
}

export interface ProvinceContact {
  name: string;
  /** What to ask there, as part of a sentence. */
  for?: string;
  url?: string;
}
