import { type ProvinceKind, provinceKinds } from './words-province.ts';

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
  /** In an English sentence; without it the name stands there. */
  english?: string;
  /** What to ask there, as part of a sentence. */
  for?: string;
  url?: string;
  /** What it knows about; without one anything. */
  level?: 'commune' | 'province';
  /** It is there for the vote alone: nobody is sent to it once election day is past. */
  closesWithElection?: true;
}

/** How sentences name the area that a pack speaks for. */
export interface ProvinceNames {
  /** With what it is: `tỉnh Điện Biên`, `thành phố Huế`; the bare name where the pack does not say what it is. */
  full: string;
  short: string;
  english: string;
}

/** The names of a pack's area: of `province.yaml`, else what its tables call it. */
export const provinceNames = (province: string, about: ProvinceProfile | undefined): ProvinceNames =>
  about
    ? { full: `${provinceKinds[about.kind]} ${about.name}`, short: about.shortName, english: about.english }
    : { full: province, short: province, english: province };
