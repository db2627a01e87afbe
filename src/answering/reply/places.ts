import type { ElectoralUnits } from '../../elections/electoral-units.ts';
import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Commune, ElectoralUnit } from '../../elections/places.ts';
import type { PollingStations } from '../../elections/polling-stations.ts';
import type { Asked } from '../question/asked.ts';
import type { Task } from '../question/intent.ts';
import { citationOf, lines, sourceLines } from './facts.ts';
import { createOldPlaceReplies, type OldPlaceReplies } from './old-places.ts';
import { onlyCommune, placeTitle } from './place-title.ts';
import type { Reply } from './reply.ts';
import { createStationReplies, type StationReplies } from './stations.ts';
import { noteOn, whoKnows } from './words.ts';
import { levelNames, placeWords } from './words-places.ts';

/** Tasks that the tables of units answer. */
export type UnitTask = Exclude<Task, 'calendar' | 'polling-place'>;

export interface PlaceTables {
  province: string;
  about?: ProvinceProfile;
  communes: Commune[];
  units: ElectoralUnits;
  stations: PollingStations;
}

export interface PlaceReplies extends StationReplies, Pick<OldPlaceReplies, 'askBack' | 'elsewhere'> {
  unitsOf(asked: Asked, commune: Commune): Reply;
  /** Units and seats of the place that is named, or communes and seats of the unit that is numbered; asks for what is missing. */
  ofUnit(task: UnitTask, asked: Asked): Reply;
  /** The units of an old district or of a commune that was split. */
  unitsOfArea(asked: Asked): Reply | undefined;
}

const spaced = (text: string): string => (text === '' ? '' : ` ${text}`);

export function createPlaceReplies({ province, about, communes, units, stations }: PlaceTables): PlaceReplies {
  const levelName = levelNames(about?.kind);
  const old = createOldPlaceReplies({ province, levelName, units });
  const nameOf = new Map(communes.map((commune) => [commune.code, commune]));
  const unitTitle = (unit: ElectoralUnit, asked: Asked): string =>
    placeWords[asked.language].unit(levelName[asked.language][unit.level], unit.number);
  const members = (unit: ElectoralUnit): string => unit.communes.map((code) => placeTitle(nameOf.get(code)!)).join(', ');
  const note = (unit: ElectoralUnit, asked: Asked): string => noteOn(unit.confidence, asked.language);
  const withSeats = (unit: ElectoralUnit, asked: Asked): string =>
    unit.seats === undefined
      ? `${unitTitle(unit, asked)}.`
      : placeWords[asked.language].unitWithSeats(unitTitle(unit, asked), unit.seats);
  const cite = (unit: ElectoralUnit, asked: Asked) =>
    citationOf(unit.source, `unit-${unit.level}-${unit.number}`, `${withSeats(unit, asked)} ${members(unit)}.`);

  function unitsOf(asked: Asked, commune: Commune): Reply {
    const words = placeWords[asked.language];
    const wanted = units.ofCommune(commune.code).filter((unit) => !asked.slots.level || unit.level === asked.slots.level);
    const place = placeTitle(commune);
    const { opening, closing, citations: past } = old.around(asked);
    if (wanted.length === 0) {
      const level = asked.slots.level ? levelName[asked.language][asked.slots.level] : '';
      return {
        kind: 'none',
        reason: 'not-in-sources',
        text: lines(opening, words.unitUnknown(place, level), whoKnows[asked.language], sourceLines(past, asked.language)),
        citations: past,
      };
    }
    const citations = [...wanted.map((unit) => cite(unit, asked)), ...past];
    const known = new Set(wanted.map((unit) => unit.level));
    const missing = (['national-assembly', 'province', 'commune'] as const).filter(
      (level) => !known.has(level) && (!asked.slots.level || level === asked.slots.level),
    );
    return {
      kind: 'answer',
      value: wanted.map((unit) => unitTitle(unit, asked)).join('; '),
      citations,
      text: lines(
        opening,
        words.belongs(place),
        ...wanted.map((unit) => `• ${withSeats(unit, asked)}${spaced(note(unit, asked))}`),
        missing.length > 0 && words.otherLevelsUnknown(missing.map((level) => levelName[asked.language][level]).join(', ')),
        closing,
        sourceLines(citations, asked.language, wanted.length + past.length),
      ),
    };
  }

  function confirmUnit(asked: Asked, commune: Commune, number: string): Reply {
    const reply = unitsOf(asked, commune);
    if (reply.kind !== 'answer') return reply;
    const holds = units.numbered(number, asked.slots.level).some((unit) => unit.communes.includes(commune.code));
    return {
      ...reply,
      text: lines(holds ? placeWords[asked.language].yes : placeWords[asked.language].notThatUnit(number), reply.text),
    };
  }

  function unitNumbered(asked: Asked, number: string, ask: 'members' | 'seats'): Reply {
    const words = placeWords[asked.language];
    const found = units.numbered(number, asked.slots.level).filter((unit) => ask === 'members' || unit.seats !== undefined);
    if (found.length === 0) {
      const level = asked.slots.level ? levelName[asked.language][asked.slots.level] : '';
      return {
        kind: 'none',
        reason: 'not-in-sources',
        text: lines(words.noSuchUnit(number, level), whoKnows[asked.language]),
        citations: [],
      };
    }
    const citations = found.map((unit) => ({
      ...cite(unit, asked),
      quote:
        ask === 'seats'
          ? words.seats(unitTitle(unit, asked), unit.seats!)
          : words.members(unitTitle(unit, asked), unit.communes.length, members(unit)),
    }));
    const said = found.map((unit) => {
      const confidence = ask === 'seats' ? (unit.seatsConfidence ?? unit.confidence) : unit.confidence;
      const remark = spaced(noteOn(confidence, asked.language));
      return ask === 'seats'
        ? `${words.seats(unitTitle(unit, asked), unit.seats!)}${remark}`
        : `${words.members(unitTitle(unit, asked), unit.communes.length, members(unit))}${remark}`;
    });
    const value = found.map((unit) => (ask === 'seats' ? String(unit.seats) : members(unit))).join('; ');
    return {
      kind: 'answer',
      value,
      citations,
      text: lines(
        ...said,
        found.length === 1 && !asked.slots.level && words.onlyLevel(levelName[asked.language][found[0]!.level]),
        sourceLines(citations, asked.language),
      ),
    };
  }

  function ofUnit(task: UnitTask, asked: Asked): Reply {
    const number = asked.slots.unitNumber;
    const commune = onlyCommune(asked.places[0]);
    if (commune) {
      const confirms = number !== undefined && (asked.kind === 'yes-no' || asked.slots.confirms);
      if (confirms) return confirmUnit(asked, commune, number);
      return unitsOf(asked, commune);
    }
    if (number && asked.places.length === 0) return unitNumbered(asked, number, task === 'seats-of-unit' ? 'seats' : 'members');
    return (
      old.units(asked) ??
      old.askBack(asked) ?? { kind: 'clarify', text: placeWords[asked.language].tellPlace, choices: [], citations: [] }
    );
  }

  return {
    ofUnit,
    ...createStationReplies(stations, old),
    unitsOf,
    unitsOfArea: old.units,
    askBack: old.askBack,
    elsewhere: old.elsewhere,
  };
}
