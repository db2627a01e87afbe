/** What an announcement counts, and the electoral units it names, against the typed values of the facts and the table of units. */
import { createElectoralUnits } from '../../elections/electoral-units.ts';
import type { Fact, FactValue } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { provinceNames } from '../../elections/pack/province.ts';
import { provinceKinds } from '../../elections/pack/words-province.ts';
import type { PlaceMention } from '../../elections/place-mention.ts';
import { type ElectoralUnit, placeTitle } from '../../elections/places.ts';
import { fold } from '../../vietnamese/text.ts';
import { areaIn, endsRoughly, inFull, isOfOneLevel, isWholeThing, withoutTitle } from '../question/announced.ts';
import { readSlots, type Slots } from '../question/slots.ts';
import { compareFigure, type FigureValue } from './comparing-numbers.ts';
import { type ClaimFinding, type Claims, doubt, type SentenceCheck, standing } from './statement.ts';
import { claimWords, deputyNames, valueNames } from './words.ts';

type Level = ElectoralUnit['level'];

/** Of what a sentence speaks. `part`: of something smaller than the province, or of another one. */
interface Scope {
  area: 'country' | 'province' | 'part' | undefined;
  level: Level | undefined;
  /** Number of an electoral unit. */
  unit: number | undefined;
}

/** A count that the pack has. `scope`: as codes of findings have it. `thing`: said in full, e.g. `dai bieu quoc hoi`. */
interface Held {
  scope: string;
  thing: string;
  value: FigureValue;
  source: NonNullable<ClaimFinding['source']>;
}

const scopeName = ({ area, level, unit }: Scope): string => (unit === undefined ? (area ?? 'any') : `unit:${level}:${unit}`);

/** Whom the units of each level elect. */
export const deputiesOf = ({ about }: Pick<KnowledgePack, 'about'>): Record<Level, string> =>
  deputyNames(provinceKinds[about?.kind ?? 'province']);

/** What the table of units says of one. */
export function unitSource({ level, number, seats, communes, source }: ElectoralUnit, pack: KnowledgePack) {
  const names = pack.communes.filter(({ code }) => communes.includes(code)).map(placeTitle);
  return standing([source], claimWords.unit(deputiesOf(pack)[level], number, seats, names.join(', ')));
}

/** What follows the name of a thing in a typed value says whose it is: `đại biểu Quốc hội của Lào Cai`. */
const whose = / (?:cua|o|tren) /u;

function heldBy(fact: Fact, value: FactValue, own: string): Held[] {
  if (value.kind !== 'number') return [];
  const [named = '', ...rest] = inFull(value.of).split(whose);
  const tail = rest.join(' ');
  const { unitNumber, level } = readSlots(tail, 0);
  const isOfAll = tail === '' ? fact.area === valueNames.country : tail === 'ca nuoc';
  const area = isOfAll ? 'country' : tail === '' || tail.endsWith(own) ? 'province' : undefined;
  const thing = named.replace(` ${own}`, '').replace(' ca nuoc', '');
  if (area === undefined || !thing.includes(' ')) return [];
  const scope = scopeName({ area, level, unit: unitNumber === undefined ? undefined : Number(unitNumber) });
  return [{ scope, thing, value, source: standing(fact.sources, fact.statement) }];
}

/** The counts a pack has of its election and of the areas as they are now. */
function heldCounts(pack: KnowledgePack, year: number): Held[] {
  const own = fold(pack.province);
  const facts = pack.facts.filter(
    ({ topic, area, year: of }) =>
      topic !== 'reform' && (of ?? year) === year && (area === valueNames.country || fold(area).includes(`${own} tu`)),
  );
  const seats = pack.electoralUnits.flatMap((unit): Held[] => {
    const scope = `unit:${unit.level}:${Number(unit.number)}`;
    const value = { is: unit.seats ?? 0, comparator: 'exactly' as const };
    return unit.seats === undefined ? [] : [{ scope, thing: 'dai bieu', value, source: unitSource(unit, pack) }];
  });
  return [...facts.flatMap((fact) => fact.values.flatMap((value) => heldBy(fact, value, own))), ...seats];
}

/** @param full the sentence, said in full. */
function scopeIn(full: string, { level, unitNumber }: Slots, places: () => readonly PlaceMention[], pack: KnowledgePack): Scope {
  const own = fold(pack.province);
  // A unit is called by its number: `số 3`.
  const unit = unitNumber !== undefined && full.includes(`so ${unitNumber}`) ? Number(unitNumber) : undefined;
  const isOther = ({ candidates, prefixed, type }: PlaceMention) =>
    prefixed ||
    type === 'huyện' ||
    (candidates.some((one) => one.kind === 'other' && one.place.kind === 'province' && one.place.name !== pack.province) &&
      candidates.every(({ kind }) => kind === 'other'));
  const isOwn = [`tinh ${own}`, `thanh pho ${own}`, `${own} co `, `${own} bau `].some((name) => full.includes(name));
  const said = areaIn(full);
  const isPart = unit === undefined ? said !== 'country' && places().some(isOther) : level === undefined;
  return { area: isPart ? 'part' : (said ?? (isOwn ? 'province' : undefined)), level, unit };
}

/** As far as words around a number say what it counts. */
const around = 120;

/** What a number counts: `10 đại biểu Quốc hội`, `số đại biểu Quốc hội là 10`. */
function isCounted(thing: string, before: string, after: string): boolean {
  const at = before.endsWith(' la') ? before.lastIndexOf(`so ${thing}`) : -1;
  if (at >= 0 && !/[,.;\d]/u.test(before.slice(at))) return true;
  // `Danh sách cử tri … có 1.185.763 người`: persons of whom the sentence speaks.
  const isPersons = after.startsWith('nguoi') && isWholeThing(after.slice('nguoi'.length));
  if (isPersons && thing.split(' ').every((word) => before.includes(word))) return !endsRoughly(before);
  return after.startsWith(thing) && isWholeThing(after.slice(thing.length)) && !endsRoughly(before);
}

export interface NamedPlaces {
  placesIn(text: string): readonly PlaceMention[];
  /** Codes of the communes a text names for sure. */
  communesIn(text: string): readonly string[];
}

/**
 * Seats, units, candidates, polling areas and voters counted otherwise than the sources count them; units that do not exist, and communes said to be in
 * another unit than they are. `year`: of the election.
 */
export function createCountCheck(pack: KnowledgePack, year: number, named: NamedPlaces): SentenceCheck {
  const held = heldCounts(pack, year).sort((a, b) => b.thing.length - a.thing.length);
  // Looked for before anything that takes time.
  const things = [...new Set(held.map(({ thing }) => thing)), 'don vi'];
  const units = createElectoralUnits(pack.electoralUnits);
  const deputies = deputiesOf(pack);
  const own = provinceNames(pack.province, pack.about).full;

  function countDoubts({ text, numbers }: Claims, scope: string): ClaimFinding[] {
    const alike = held.filter((one) =>
      scope === 'any' ? isOfOneLevel(one.thing) && !one.scope.startsWith('unit') : one.scope === scope,
    );
    return numbers.flatMap(({ start, end, value, bound, percent }) => {
      const before = inFull(text.slice(Math.max(0, start - around), start));
      const after = withoutTitle(inFull(text.slice(end, end + around)));
      const thing = percent ? undefined : alike.find((one) => isCounted(one.thing, before, after))?.thing;
      const like = alike.filter((one) => one.thing === thing);
      const [first] = like;
      if (!first || like.some((one) => compareFigure({ value, bound }, one.value) !== 'wrong')) return [];
      const known = [...new Set(like.map((one) => one.value.is.toLocaleString('vi-VN')))].join(', ');
      const message = claimWords.count(text.slice(start, end), known);
      const { source } = like.find((one) => one.scope === 'province') ?? first;
      return [doubt(`count:${scope}:${thing}:${value}`, message, source)];
    });
  }

  function unitDoubts(text: string, level: Level | undefined, number: number): ClaimFinding[] {
    const totals = held.filter(({ scope, thing }) => scope === 'province' && thing.startsWith('don vi bau cu '));
    const fitting = totals.filter(({ thing }) => level === undefined || readSlots(thing, year).level === level);
    const most = fitting.toSorted((a, b) => b.value.is - a.value.is)[0];
    if (most && (level !== undefined || fitting.length > 1) && number > most.value.is) {
      const message = claimWords.noUnit(number, level && deputies[level], own);
      return [doubt(`unit:${level ?? 'any'}:${number}`, message, most.source)];
    }
    return (level === undefined ? [] : named.communesIn(text)).flatMap((code) => {
      const known = units.ofCommune(code).find((unit) => unit.level === level);
      const commune = pack.communes.find((one) => one.code === code);
      if (!known || !commune || Number(known.number) === number) return [];
      const message = claimWords.otherUnit(placeTitle(commune), deputies[known.level], known.number, number);
      return [doubt(`unit-of:${code}:${level}:${number}`, message, unitSource(known, pack))];
    });
  }

  return (claims) => {
    if (claims.numbers.length === 0 || year === 0) return [];
    const full = inFull(claims.text);
    if (!things.some((thing) => full.includes(thing))) return [];
    const slots = readSlots(claims.text, year);
    // `2092 khu vực bỏ phiếu` is no year.
    const isCount = ({ end }: Claims['numbers'][number]) =>
      things.some((thing) => inFull(claims.text.slice(end, end + around)).startsWith(thing));
    const years = slots.years.filter((named) => !claims.numbers.some((one) => one.value === named && isCount(one)));
    if (years.length > 0 && !years.includes(year)) return [];
    const scope = scopeIn(full, slots, () => named.placesIn(claims.text), pack);
    const { level, unit } = scope;
    return [
      ...(scope.area === 'part' ? [] : countDoubts(claims, scopeName(scope))),
      ...(unit === undefined || level === 'commune' ? [] : unitDoubts(claims.text, level, unit)),
    ];
  };
}
