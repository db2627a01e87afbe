import type { Milestone } from '../../elections/calendar.ts';
import { type PollingStation, placeTitle } from '../../elections/places.ts';
import type { PollingStations } from '../../elections/polling-stations.ts';
import { tenseOf, writtenDate } from '../../elections/tense.ts';
import { fold } from '../../vietnamese/text.ts';
import type { Asked } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import { bodyOf, underHeadline } from '../reply/body.ts';
import { stationValue } from '../reply/going-on.ts';
import type { Reply } from '../reply/reply.ts';
import { citationOf } from '../reply/source-line.ts';
import { officeKnows, whoKnows } from '../reply/words.ts';
import { aroundPlace, onlyCommune } from './title.ts';
import { placeWords } from './words.ts';

export interface StationReplies {
  pollingPlace(asked: Asked): Reply;
  /** The closest polling station to a shared position: where it is, never "yours". */
  nearestStation(position: { latitude: number; longitude: number }): Reply;
}

/** Stations farther away are not worth naming, kilometres. */
const withinKm = 30;

/** Words between spaces: "tổ dân phố 3" does not stand in "tổ dân phố 31". */
const spaced = (text: string): string =>
  ` ${fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Replies from the table of polling stations. */
export function createStationReplies(stations: PollingStations): StationReplies {
  function pollingPlace(asked: Asked): Reply {
    const words = placeWords[asked.language];
    const commune = onlyCommune(asked.places[0]);
    const here = commune ? stations.inCommune(commune.code) : [];
    const { opening, closing, citations: past } = aroundPlace(asked);
    if (!commune && stations.size > 0) return { kind: 'clarify', text: words.tellStationPlace, choices: [], citations: past };
    if (!commune || here.length === 0) {
      return {
        kind: 'none',
        reason: 'local-information',
        ...bodyOf({
          language: asked.language,
          sentences: [opening, words.stationUnknown(commune ? placeTitle(commune) : '')],
          notes: [closing],
          nextStep: whoKnows[asked.language],
          citations: past,
        }),
      };
    }
    const said = spaced(asked.raw);
    const ofArea = here.filter(({ area }) => said.includes(spaced(words.area(area, ''))));
    const ofHamlet = here.filter(({ hamlets }) => hamlets.some((hamlet) => said.includes(spaced(hamlet))));
    const named = ofArea.length > 0 ? ofArea : ofHamlet;
    const chosen = here.length === 1 ? here[0] : named.length === 1 ? named[0] : undefined;
    if (!chosen) {
      const choices = here.slice(0, 10).map((station) => ({
        label: words.area(station.area, station.hamlets.join(', ')).slice(0, 40),
        value: stationValue(placeTitle(commune), station.area),
      }));
      const sentences = [opening, words.whichArea(placeTitle(commune), here.length)];
      return {
        kind: 'clarify',
        ...bodyOf({ language: asked.language, sentences, notes: [closing], citations: past }),
        choices,
      };
    }
    return stationReply(chosen, asked.language, opening, words.checkCard);
  }

  function nearestStation(position: { latitude: number; longitude: number }): Reply {
    const words = placeWords.vi;
    const found = stations.nearest(position, withinKm);
    if (!found) {
      const sentences = [stations.located ? words.noStationNear(withinKm) : words.noPositions];
      return { kind: 'none', reason: 'local-information', ...bodyOf({ language: 'vi', sentences, nextStep: whoKnows.vi }) };
    }
    return stationReply(found.station, 'vi', words.nearest(found.km), words.nearestIsNotYours);
  }

  return { pollingPlace, nearestStation };
}

/** A reply about where to vote; from the day after the election on it says first that the election is over. */
export function onceOver(reply: Reply, electionDay: Milestone | undefined, today: string, language: Language): Reply {
  if (!electionDay || tenseOf(electionDay.date, today) !== 'past') return reply;
  const { parts } = reply;
  const isSent = parts?.nextStep === whoKnows[language];
  const now = isSent ? { ...reply, parts: { ...parts, nextStep: officeKnows[language] } } : reply;
  return { ...reply, ...underHeadline(now, placeWords[language].electionOver(writtenDate(electionDay.date)), language) };
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
    ...bodyOf({ language, sentences: [opening, quote, station.accessibility], notes: [closing], citations }),
  };
}
