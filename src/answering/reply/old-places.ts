import type { ElectoralUnits } from '../../elections/electoral-units.ts';
import type { PlaceResolution } from '../../elections/old-places.ts';
import type { PlaceMeaning } from '../../elections/place-meaning.ts';
import { unmistakable } from '../../elections/place-meaning.ts';
import type { Commune, CommuneElsewhere, ElectoralUnit, OldCommune } from '../../elections/places.ts';
import type { Choice } from '../../messaging/message.ts';
import { fold } from '../../vietnamese/text.ts';
import type { Asked, AskedPlace } from '../question/asked.ts';
import type { Citation } from '../search/citation.ts';
import { citationOf, lines, sourceLines } from './facts.ts';
import type { Reply } from './reply.ts';
import { noteOn, whoKnows } from './words.ts';
import { oldPlaceWords } from './words-old-places.ts';
import { type levelNames, placeWords } from './words-places.ts';

/** Replies about names that mean no one commune of the province today. */
export interface OldPlaceReplies {
  /** What is said before and after a reply about a commune that was asked for by another name, with its source. */
  around(asked: Asked): { opening: string; closing: string; citations: Citation[] };
  /** A district of before the mergers, or a commune that was split: the communes of today and their units. */
  units(asked: Asked): Reply | undefined;
  /** Asks which of the places is meant; `undefined` where the name means one commune or nothing of ours. */
  askBack(asked: Asked): Reply | undefined;
  /** The National Assembly unit of a commune of another province; `undefined` where no table says it. */
  elsewhere(asked: Asked): Reply | undefined;
}

interface Deps {
  province: string;
  levelName: ReturnType<typeof levelNames>;
  units: ElectoralUnits;
}

const titleOf = ({ type, name }: { type: string; name: string }): string => `${type} ${name}`;
const namesOf = (communes: readonly Commune[]): string => communes.map(titleOf).join(', ');
/** Telegram and Zalo show no more buttons at once. */
const mostChoices = 10;

export function createOldPlaceReplies({ province, levelName, units }: Deps): OldPlaceReplies {
  function around(asked: Asked): ReturnType<OldPlaceReplies['around']> {
    const words = oldPlaceWords[asked.language];
    const resolution = asked.places[0]?.resolution;
    if (resolution?.kind !== 'current' && resolution?.kind !== 'renamed') return { opening: '', closing: '', citations: [] };
    const closing = resolution.besides.map((meaning) => besides(meaning, asked)).join(' ');
    const past = resolution.besides.flatMap((meaning) =>
      meaning.kind === 'old' ? [citeOld(meaning.old, asked, meaning.communes)] : [],
    );
    if (resolution.kind === 'current') return { opening: '', closing, citations: past };
    const { old, commune } = resolution;
    const opening = words.renamed(titleOf(old), old.district, titleOf(commune));
    return { opening, closing, citations: [citeOld(old, asked, [commune]), ...past] };
  }

  function besides(meaning: PlaceMeaning, asked: Asked): string {
    const words = oldPlaceWords[asked.language];
    if (meaning.kind === 'current') return words.besidesCurrent(titleOf(meaning.commune));
    if (meaning.kind !== 'old') return '';
    return words.besidesOld(titleOf(meaning.old), meaning.old.district, namesOf(meaning.communes));
  }

  const citeOld = (old: OldCommune, asked: Asked, now: Commune[]): Citation =>
    citationOf(
      old.source,
      `old-${old.name}-${old.district}`,
      oldPlaceWords[asked.language].renamed(titleOf(old), old.district, namesOf(now)),
    );

  /** The units of some communes, at the level asked about or at every level that is known, and the communes in each. */
  function unitsOf(communes: readonly Commune[], asked: Asked): { unit: ElectoralUnit; within: Commune[] }[] {
    const found = new Map<ElectoralUnit, Commune[]>();
    for (const commune of communes)
      for (const unit of units.ofCommune(commune.code))
        if (!asked.slots.level || unit.level === asked.slots.level) found.set(unit, [...(found.get(unit) ?? []), commune]);
    const order = (['national-assembly', 'province', 'commune'] as const).flatMap((level) => units.ofLevel(level));
    return [...found].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([unit, within]) => ({ unit, within }));
  }

  function unitsReply(asked: Asked): Reply | undefined {
    const resolution = asked.places[0]?.resolution;
    if (resolution?.kind !== 'district' && resolution?.kind !== 'split') return undefined;
    const communes = resolution.kind === 'district' ? resolution.district.communes : resolution.communes;
    if (communes.length === 0) return undefined;
    const words = oldPlaceWords[asked.language];
    const found = unitsOf(communes, asked);
    const opening = openingOf(resolution, asked);
    if (found.length === 0) {
      const text = lines(opening, words.noUnitOf(namesOf(communes)), whoKnows[asked.language]);
      return { kind: 'none', reason: 'not-in-sources', text, citations: [] };
    }
    const titled = found.map(({ unit, within }) => ({
      unit,
      said: words.unitOf(placeWords[asked.language].unit(levelName[asked.language][unit.level], unit.number), namesOf(within)),
    }));
    const citations = [
      ...titled.map(({ unit, said }) => citationOf(unit.source, `unit-${unit.level}-${unit.number}`, said)),
      ...(resolution.kind === 'split' ? [citeOld(resolution.old, asked, communes)] : []),
    ];
    const noted = titled.map(
      ({ unit, said }) => `• ${said}.${[' ', noteOn(unit.confidence, asked.language)].join('').trimEnd()}`,
    );
    return {
      kind: 'answer',
      value: titled.map(({ said }) => said).join('; '),
      citations,
      text: lines(opening, ...noted, sourceLines(citations, asked.language, citations.length)),
    };
  }

  function openingOf(resolution: Extract<PlaceResolution, { kind: 'district' | 'split' }>, asked: Asked): string {
    const words = oldPlaceWords[asked.language];
    if (resolution.kind === 'split')
      return words.split(titleOf(resolution.old), resolution.old.district, namesOf(resolution.communes));
    const { title, communes } = resolution.district;
    return words.district(title, communes.length, namesOf(communes));
  }

  function askBack(asked: Asked): Reply | undefined {
    const place = asked.places[0];
    const words = oldPlaceWords[asked.language];
    if (place?.resolution.kind === 'ambiguous') {
      const all = place.resolution.meanings;
      // A whole province is in no one unit.
      const parts = all.filter(({ kind }) => kind !== 'province');
      const meanings = parts.length > 0 ? parts : all;
      const choices = meanings.slice(0, mostChoices).map((meaning) => choiceOf(meaning, all, asked));
      return { kind: 'clarify', text: words.whichPlace(shownName(place)), choices, citations: [] };
    }
    if (place?.resolution.kind !== 'district' && place?.resolution.kind !== 'split') return undefined;
    const { resolution } = place;
    const communes = resolution.kind === 'district' ? resolution.district.communes : resolution.communes;
    const choices = communes.slice(0, mostChoices).map((commune) => choiceOf({ kind: 'current', commune }, [], asked));
    const opening =
      communes.length > 0
        ? `${openingOf(resolution, asked)} ${words.whichCommune}`
        : words.districtUnknown(shownName(place), province);
    return { kind: 'clarify', text: opening, choices, citations: [] };
  }

  function choiceOf(meaning: PlaceMeaning, among: readonly PlaceMeaning[], asked: Asked): Choice {
    const words = oldPlaceWords[asked.language];
    const chosen = (label: string): Choice => ({ label: label.slice(0, 40), value: unmistakable(meaning, among) });
    switch (meaning.kind) {
      case 'current':
        return chosen(titleOf(meaning.commune));
      case 'old':
        return chosen(words.oldLabel(titleOf(meaning.old), meaning.old.district));
      case 'district':
        return chosen(words.districtLabel(meaning.district.title));
      case 'province':
        return chosen(words.provinceLabel(meaning.place));
    }
  }

  function elsewhere(asked: Asked): Reply | undefined {
    const resolution = asked.places[0]?.resolution;
    if (resolution?.kind !== 'elsewhere' || !isOfAssembly(asked)) return undefined;
    const known = resolution.communes.filter(({ assemblyUnit }) => assemblyUnit !== undefined);
    const [commune] = known;
    if (!commune) return undefined;
    const words = oldPlaceWords[asked.language];
    if (known.length > 1) {
      const choices = known.slice(0, mostChoices).map((one) => ({
        label: `${shownAfar(one)}, ${one.province}`.slice(0, 40),
        value: `${shownAfar(one)}, ${one.province}`,
      }));
      return { kind: 'clarify', text: words.whichPlace(shownName(asked.places[0]!)), choices, citations: [] };
    }
    return unitElsewhere(commune, asked);
  }

  function unitElsewhere(commune: CommuneElsewhere, asked: Asked): Reply {
    const words = oldPlaceWords[asked.language];
    const { number, seats, source } = commune.assemblyUnit!;
    const there = commune.province;
    const unit = placeWords[asked.language].unit(levelName[asked.language]['national-assembly'], number);
    const said = placeWords[asked.language].seats(words.unitThere(unit, there), seats);
    const citations = [
      citationOf(
        source,
        `unit-${commune.province}-${number}`,
        `${words.inOtherProvince(shownAfar(commune), there, unit)} ${said}`,
      ),
    ];
    return {
      kind: 'answer',
      value: `${unit}; ${seats}`,
      citations,
      text: lines(
        words.inOtherProvince(shownAfar(commune), there, unit),
        said,
        words.onlyUnitElsewhere(there),
        sourceLines(citations, asked.language),
      ),
    };
  }

  return { around, units: unitsReply, askBack, elsewhere };
}

/** Whether the National Assembly may be meant: no other election is named. */
const isOfAssembly = ({ text, slots }: Asked): boolean =>
  slots.level === 'national-assembly' || (slots.level === undefined && !/\b(?:hdnd|hoi dong nhan dan)\b/u.test(fold(text)));

const shownAfar = ({ type, name }: CommuneElsewhere): string => (type ? `${type} ${name}` : name);
const shownName = ({ name }: AskedPlace): string => name;
