import type { ElectoralUnits } from '../../elections/electoral-units.ts';
import type { Commune, ElectoralUnit, PollingStation } from '../../elections/places.ts';
import type { PollingStations } from '../../elections/polling-stations.ts';
import { fold } from '../../vietnamese/text.ts';
import type { Asked, AskedPlace } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import { citationOf, lines, sourceLines } from './facts.ts';
import type { Reply } from './reply.ts';
import { noteOn, whoKnows } from './words.ts';
import { levelName, placeWords } from './words-places.ts';

export interface PlaceTables {
  province: string;
  communes: Commune[];
  units: ElectoralUnits;
  stations: PollingStations;
}

export interface PlaceReplies {
  /** "Which unit does X belong to", "which places are in unit N", "how many seats has unit N": `undefined` when the question is none of these. */
  unitQuestion(asked: Asked): Reply | undefined;
  unitsOf(asked: Asked, commune: Commune): Reply;
  pollingPlace(asked: Asked): Reply;
  /** The closest polling station to a shared position: where it is, never "yours". */
  nearestStation(position: { latitude: number; longitude: number }): Reply;
}

/** Stations farther away are not worth naming, kilometres. */
const withinKm = 30;

const asksForUnit =
  /\b(don vi|dvbc)\b.{0,40}\b(nao|so may|may|gi|bao nhieu|so nao|dau)\b|\bnao don vi bau cu\b|\b(thuoc|o|bau o|nam o|bau cu o) (don vi|dvbc)\b|\b(don vi|dvbc) (bau cu )?(cua|cho)\b|^(?:.{0,60})\bdon vi bau cu$/;
const asksForMembers =
  /\b(gom|bao gom|co nhung|gom co|la nhung|nhung)\b|\b(xa|phuong|noi|dia phuong|cho) (nao|nhung)\b|\b(may|bao nhieu) (xa|phuong)\b|\bo dau\b/;
const asksForSeats =
  /\b(bau|co|duoc bau|bau duoc|lay) (bao nhieu|may)(?= *$| (khong|vay|the|nhi|a)\b)|\b(may|bao nhieu) (dai bieu|nguoi|ghe|vi|suat)\b|so (luong )?dai bieu\b/;
const asksForDeputies = /\b(may|bao nhieu) (nguoi lam )?(dai bieu|ghe|suat)\b|so (luong )?dai bieu\b/;

const spaced = (text: string): string => (text === '' ? '' : ` ${text}`);

export const placeTitle = (commune: Commune): string => `${commune.type} ${commune.name}`;

export function createPlaceReplies({ communes, units, stations }: PlaceTables): PlaceReplies {
  const nameOf = new Map(communes.map((commune) => [commune.code, commune]));
  const unitTitle = (unit: ElectoralUnit, asked: Asked): string =>
    placeWords[asked.language].unit(levelName[asked.language][unit.level], unit.number);
  const members = (unit: ElectoralUnit): string => unit.communes.map((code) => placeTitle(nameOf.get(code)!)).join(', ');
  const note = (unit: ElectoralUnit, asked: Asked): string => noteOn(unit.confidence, asked.language);
  const cite = (unit: ElectoralUnit, asked: Asked) =>
    citationOf(unit.source, `unit-${unit.level}-${unit.number}`, `${unitTitle(unit, asked)}: ${members(unit)}.`);

  function unitsOf(asked: Asked, commune: Commune): Reply {
    const words = placeWords[asked.language];
    const wanted = units.ofCommune(commune.code).filter((unit) => !asked.slots.level || unit.level === asked.slots.level);
    const place = placeTitle(commune);
    if (wanted.length === 0) {
      const level = asked.slots.level ? levelName[asked.language][asked.slots.level] : '';
      return {
        kind: 'none',
        reason: 'not-in-sources',
        text: lines(words.unitUnknown(place, level), whoKnows[asked.language]),
        citations: [],
      };
    }
    const citations = wanted.map((unit) => cite(unit, asked));
    const known = new Set(wanted.map((unit) => unit.level));
    const missing = (['national-assembly', 'province', 'commune'] as const).filter(
      (level) => !known.has(level) && (!asked.slots.level || level === asked.slots.level),
    );
    return {
      kind: 'answer',
      value: wanted.map((unit) => unitTitle(unit, asked)).join('; '),
      citations,
      text: lines(
        words.belongs(place),
        ...wanted.map((unit) => `• ${unitTitle(unit, asked)}.${note(unit, asked) ? ` ${note(unit, asked)}` : ''}`),
        missing.length > 0 && words.otherLevelsUnknown(missing.map((level) => levelName[asked.language][level]).join(', ')),
        sourceLines(citations, asked.language),
      ),
    };
  }

  /** How many deputies the voters of a commune elect: a unit's, never the commune's own. `undefined` where no source says it. */
  function seatsAt(asked: Asked, commune: Commune): Reply | undefined {
    const words = placeWords[asked.language];
    const seated = units
      .ofCommune(commune.code)
      .filter(({ level, seats }) => seats !== undefined && (!asked.slots.level || level === asked.slots.level));
    if (seated.length === 0) return undefined;
    const citations = seated.map((unit) => ({ ...cite(unit, asked), quote: words.seats(unitTitle(unit, asked), unit.seats!) }));
    const said = seated.map((unit) => {
      const confidence = unit.seatsConfidence ?? unit.confidence;
      return `• ${words.seats(unitTitle(unit, asked), unit.seats!)}${spaced(noteOn(confidence, asked.language))}`;
    });
    return {
      kind: 'answer',
      value: seated.map(({ seats }) => String(seats)).join('; '),
      citations,
      text: lines(words.belongs(placeTitle(commune)), ...said, sourceLines(citations, asked.language)),
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

  function unitQuestion(asked: Asked): Reply | undefined {
    const folded = fold(asked.text);
    const commune = onlyCommune(asked.places[0]);
    const number = asked.slots.unitNumber;
    if (
      commune &&
      number &&
      asked.kind !== 'who' &&
      (asked.kind === 'yes-no' || asked.slots.confirms) &&
      /\b(don vi|dvbc)\b/.test(folded)
    )
      return confirmUnit(asked, commune, number);
    if (commune && !number && asksForUnit.test(folded)) return unitsOf(asked, commune);
    if (commune && !number && asksForDeputies.test(folded) && !/\bung (cu|vien)\b|\bnu\b|\btrung cu\b/.test(folded))
      return seatsAt(asked, commune);
    if (number && !commune && asked.kind !== 'who' && asked.kind !== 'when') {
      if (asksForSeats.test(folded) && !/\bung (cu|vien)\b/.test(folded)) return unitNumbered(asked, number, 'seats');
      if (asksForMembers.test(folded)) return unitNumbered(asked, number, 'members');
    }
    return undefined;
  }

  function pollingPlace(asked: Asked): Reply {
    const words = placeWords[asked.language];
    const commune = onlyCommune(asked.places[0]);
    const here = commune ? stations.inCommune(commune.code) : [];
    if (!commune || here.length === 0) {
      return {
        kind: 'none',
        reason: 'local-information',
        text: lines(words.stationUnknown(commune ? placeTitle(commune) : ''), whoKnows[asked.language]),
        citations: [],
      };
    }
    const named = here.filter((station) => station.hamlets.some((hamlet) => fold(asked.text).includes(fold(hamlet))));
    const chosen = here.length === 1 ? here[0] : named.length === 1 ? named[0] : undefined;
    if (!chosen) {
      const choices = here.slice(0, 10).map((station) => ({
        label: words.area(station.area, station.hamlets.join(', ')).slice(0, 40),
        value: words.area(station.area, station.hamlets[0] ?? '').slice(0, 30),
      }));
      return { kind: 'clarify', text: words.whichArea(placeTitle(commune), here.length), choices, citations: [] };
    }
    return stationReply(chosen, asked.language, '', words.checkCard);
  }

  function nearestStation(position: { latitude: number; longitude: number }): Reply {
    const words = placeWords.vi;
    const found = stations.nearest(position, withinKm);
    if (!found) {
      const text = lines(stations.located ? words.noStationNear(withinKm) : words.noPositions, whoKnows.vi);
      return { kind: 'none', reason: 'local-information', text, citations: [] };
    }
    return stationReply(found.station, 'vi', words.nearest(found.km), words.nearestIsNotYours);
  }

  return { unitQuestion, unitsOf, pollingPlace, nearestStation };
}

function stationReply(station: PollingStation, language: Language, opening: string, closing: string): Reply {
  const quote = placeWords[language].station(
    station.name,
    station.address,
    station.area,
    station.opens && station.closes ? `${station.opens}–${station.closes}` : '',
  );
  const citations = [citationOf(station.source, `station-${station.communeCode}-${station.area}`, quote)];
  return {
    kind: 'answer',
    value: `${station.name}, ${station.address}`,
    citations,
    text: lines(opening, quote, station.accessibility, closing, sourceLines(citations, language)),
  };
}

/** The one commune a place can only mean; a name that is also a province or a former district is no such thing unless its type was typed. */
export function onlyCommune(place: AskedPlace | undefined): Commune | undefined {
  if (place?.communes.length !== 1) return undefined;
  return place.others.length === 0 || place.prefixed ? place.communes[0] : undefined;
}

/** Named, and nowhere in the province. */
export const isElsewhere = ({ communes, others }: AskedPlace, province: string): boolean =>
  communes.length === 0 && !others.some((other) => other.province === province);
