import type { ElectoralUnits } from '../../elections/electoral-units.ts';
import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Commune } from '../../elections/places.ts';
import type { PollingStations } from '../../elections/polling-stations.ts';
import type { Asked } from '../question/asked.ts';
import type { Task } from '../question/intent.ts';
import type { Reply } from '../reply/reply.ts';
import { createOldPlaceReplies, type OldPlaceReplies } from './old.ts';
import { createStationReplies, type StationReplies } from './stations.ts';
import { onlyCommune } from './title.ts';
import { createUnitReplies } from './units.ts';
import { levelNames, placeWords } from './words.ts';

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

export function createPlaceReplies({ province, about, communes, units, stations }: PlaceTables): PlaceReplies {
  const names = levelNames(about?.kind);
  const old = createOldPlaceReplies({ province, names, units });
  const ofUnits = createUnitReplies(communes, units, names);

  function ofUnit(task: UnitTask, asked: Asked): Reply {
    const number = asked.slots.unitNumber;
    const commune = onlyCommune(asked.places[0]);
    if (commune) {
      const confirms = number !== undefined && (asked.kind === 'yes-no' || asked.slots.confirms);
      return confirms ? ofUnits.confirm(asked, commune, number) : ofUnits.of(asked, commune);
    }
    if (number && asked.places.length === 0)
      return ofUnits.numbered(asked, number, task === 'seats-of-unit' ? 'seats' : 'members');
    return (
      old.units(asked) ??
      old.askBack(asked) ?? { kind: 'clarify', text: placeWords[asked.language].tellPlace, choices: [], citations: [] }
    );
  }

  return {
    ofUnit,
    ...createStationReplies(stations),
    unitsOf: ofUnits.of,
    unitsOfArea: old.units,
    askBack: old.askBack,
    elsewhere: old.elsewhere,
  };
}
