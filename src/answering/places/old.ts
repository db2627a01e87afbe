import type { ElectoralUnits } from '../../elections/electoral-units.ts';
import type { PlaceResolution } from '../../elections/old-places.ts';
import { type PlaceMeaning, unmistakable } from '../../elections/place-meaning.ts';
import { type Commune, type CommuneElsewhere, type ElectoralUnit, placeTitle } from '../../elections/places.ts';
import type { Choice } from '../../messaging/message.ts';
import { fold } from '../../vietnamese/text.ts';
import type { Asked } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import { bodyOf } from '../reply/body.ts';
import type { Reply } from '../reply/reply.ts';
import { citationOf } from '../reply/source-line.ts';
import { officeKnows } from '../reply/words.ts';
import { citeOld, placeTitles } from './title.ts';
import { notesOnUnits, unitTitle } from './units.ts';
import { type LevelNames, levelNames, placeWords } from './words.ts';
import { oldPlaceWords } from './words-old.ts';

/** Replies about names that mean no one commune of the province today. */
export interface OldPlaceReplies {
  /** A district of before the mergers, or a commune that was split: the communes of today and their units. */
  units(asked: Asked): Reply | undefined;
  /** Asks which of the places is meant; `undefined` where the name means one commune or nothing of ours. */
  askBack(asked: Asked): Reply | undefined;
  /** The National Assembly unit of a commune of another province; `undefined` where no table says it. */
  elsewhere(asked: Asked): Reply | undefined;
}

interface Deps {
  province: string;
  names: LevelNames;
  units: ElectoralUnits;
}

/** An area of several communes of today. */
type Area = Extract<PlaceResolution, { kind: 'district' | 'split' }>;

/** Telegram and Zalo show no more buttons at once. */
const mostChoices = 10;

export function createOldPlaceReplies({ province, names, units }: Deps): OldPlaceReplies {
  /** Where a commune and the former district of its name lie in the same unit, it need not be asked which is meant. A commune that is elsewhere now always is. */
  function sameUnitReply(asked: Asked): Reply | undefined {
    const [place] = asked.places;
    if (place?.resolution.kind !== 'ambiguous') return undefined;
    const { meanings } = place.resolution;
    if (meanings.some(({ kind }) => kind === 'old')) return undefined;
    const each = meanings.map(communesMeant);
    const communes = [...new Set(each.flat())];
    if (each.some((meant) => meant.length === 0)) return undefined;
    const found = unitsWithin(communes, units, asked.slots.level).filter(({ within }) => within.length === communes.length);
    if (found.length === 0) return undefined;
    const { language } = asked;
    const words = oldPlaceWords[language];
    const labels = meanings.map((meaning) => choiceOf(meaning, meanings, language).label);
    const rows = found.map(({ unit }) => unitTitle(unit, language, names));
    const citations = found.map(({ unit }, i) => citationOf(unit.source, `unit-${unit.level}-${unit.number}`, rows[i]!));
    const sentences = [
      words.eitherWay(labels),
      ...rows.map((row, i) => `• ${unitWithSeats(row, found[i]!.unit.seats, language)}`),
    ];
    const notes = notesOnUnits(found.map(unitOf), language, names);
    return { kind: 'answer', value: rows.join('; '), ...bodyOf({ language, sentences, notes, citations }) };
  }

  function unitsReply(asked: Asked): Reply | undefined {
    const same = sameUnitReply(asked);
    if (same) return same;
    const area = areaOf(asked);
    const communes = area ? communesOf(area) : [];
    if (!area || communes.length === 0) return undefined;
    const { language } = asked;
    const words = oldPlaceWords[language];
    const found = unitsWithin(communes, units, asked.slots.level);
    const opening = openingOf(area, language);
    if (found.length === 0) {
      const sentences = [opening, words.noUnitOf(placeTitles(communes))];
      return { kind: 'none', reason: 'not-in-sources', ...bodyOf({ language, sentences, nextStep: officeKnows[language] }) };
    }
    const rows = found.map(({ unit, within }) => words.unitOf(unitTitle(unit, language, names), placeTitles(within)));
    const citations = [
      ...found.map(({ unit }, i) => citationOf(unit.source, `unit-${unit.level}-${unit.number}`, rows[i]!)),
      ...(area.kind === 'split' ? [citeOld(area.old, communes, language)] : []),
    ];
    const sentences = [opening, ...rows.map((row) => `• ${row}.`)];
    const notes = notesOnUnits(found.map(unitOf), language, names);
    const body = bodyOf({ language, sentences, notes, citations });
    return { kind: 'answer', value: rows.join('; '), ...body };
  }

  function askBack(asked: Asked): Reply | undefined {
    const place = asked.places[0];
    const { language } = asked;
    const words = oldPlaceWords[language];
    if (place?.resolution.kind === 'ambiguous') {
      const all = place.resolution.meanings;
      // A whole province is in no one unit.
      const parts = all.filter(({ kind }) => kind !== 'province');
      const meanings = parts.length > 0 ? parts : all;
      const choices = meanings.slice(0, mostChoices).map((meaning) => choiceOf(meaning, all, language));
      return { kind: 'clarify', text: words.whichPlace(place.name), choices, citations: [] };
    }
    const area = areaOf(asked);
    if (!place || !area) return undefined;
    const communes = communesOf(area);
    const choices = communes.slice(0, mostChoices).map((commune) => choiceOf({ kind: 'current', commune }, [], language));
    const text =
      communes.length > 0 ? `${openingOf(area, language)} ${words.whichCommune}` : words.districtUnknown(place.name, province);
    return { kind: 'clarify', text, choices, citations: [] };
  }

  return { units: unitsReply, askBack, elsewhere };
}

const unitOf = ({ unit }: { unit: ElectoralUnit }): ElectoralUnit => unit;

const unitWithSeats = (unit: string, seats: number | undefined, language: Language): string =>
  seats === undefined ? `${unit}.` : placeWords[language].unitWithSeats(unit, seats);

/** The communes of today that a name may mean; none for a whole province. */
function communesMeant(meaning: PlaceMeaning): readonly Commune[] {
  switch (meaning.kind) {
    case 'current':
      return [meaning.commune];
    case 'district':
      return meaning.district.communes;
    case 'old':
    case 'province':
      return [];
  }
}

function areaOf({ places }: Asked): Area | undefined {
  const resolution = places[0]?.resolution;
  return resolution?.kind === 'district' || resolution?.kind === 'split' ? resolution : undefined;
}

const communesOf = (area: Area): readonly Commune[] => (area.kind === 'district' ? area.district.communes : area.communes);

/** What became of an area. */
function openingOf(area: Area, language: Language): string {
  const words = oldPlaceWords[language];
  return area.kind === 'split'
    ? words.split(placeTitle(area.old), area.old.district, placeTitles(area.communes))
    : words.district(area.district.title, area.district.communes.length, placeTitles(area.district.communes));
}

/** The units of some communes, at the level asked about or at every level that is known, and the communes in each. */
function unitsWithin(
  communes: readonly Commune[],
  units: ElectoralUnits,
  level: ElectoralUnit['level'] | undefined,
): { unit: ElectoralUnit; within: Commune[] }[] {
  const found = new Map<ElectoralUnit, Commune[]>();
  for (const commune of communes)
    for (const unit of units.ofCommune(commune.code))
      if (!level || unit.level === level) found.set(unit, [...(found.get(unit) ?? []), commune]);
  const order = (['national-assembly', 'province', 'commune'] as const).flatMap((one) => units.ofLevel(one));
  return [...found].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([unit, within]) => ({ unit, within }));
}

function choiceOf(meaning: PlaceMeaning, among: readonly PlaceMeaning[], language: Language): Choice {
  const words = oldPlaceWords[language];
  const chosen = (label: string): Choice => ({ label: label.slice(0, 40), value: unmistakable(meaning, among) });
  switch (meaning.kind) {
    case 'current':
      return chosen(placeTitle(meaning.commune));
    case 'old':
      return chosen(words.oldLabel(placeTitle(meaning.old), meaning.old.district));
    case 'district':
      return chosen(words.districtLabel(meaning.district.title));
    case 'province':
      return chosen(words.provinceLabel(meaning.place));
  }
}

function elsewhere(asked: Asked): Reply | undefined {
  const [place] = asked.places;
  if (place?.resolution.kind !== 'elsewhere' || !isOfAssembly(asked)) return undefined;
  const known = place.resolution.communes.filter(({ assemblyUnit }) => assemblyUnit !== undefined);
  const [commune] = known;
  if (!commune) return undefined;
  if (known.length === 1) return unitElsewhere(commune, asked.language);
  const choices = known.slice(0, mostChoices).map((one) => {
    const name = `${titleAfar(one)}, ${one.province}`;
    return { label: name.slice(0, 40), value: name };
  });
  return { kind: 'clarify', text: oldPlaceWords[asked.language].whichPlace(place.name), choices, citations: [] };
}

function unitElsewhere(commune: CommuneElsewhere, language: Language): Reply {
  const words = oldPlaceWords[language];
  const { number, seats, source } = commune.assemblyUnit!;
  const there = commune.province;
  const unit = unitTitle({ level: 'national-assembly', number }, language, levelNames());
  const sentences = [
    words.inOtherProvince(titleAfar(commune), there, unit),
    placeWords[language].seats(words.unitThere(unit, there), seats),
  ];
  const citations = [citationOf(source, `unit-${there}-${number}`, sentences.join(' '))];
  const body = bodyOf({ language, sentences, notes: [words.onlyUnitElsewhere(there)], citations });
  return { kind: 'answer', value: `${unit}; ${seats}`, ...body };
}

/** Whether the National Assembly may be meant: no other election is named. */
const isOfAssembly = ({ text, slots }: Asked): boolean =>
  slots.level === 'national-assembly' || (slots.level === undefined && !/\b(?:hdnd|hoi dong nhan dan)\b/u.test(fold(text)));

const titleAfar = ({ type, name }: CommuneElsewhere): string => (type ? `${type} ${name}` : name);
