/** Things an announcement counts, against the counts of the knowledge base. */
import type { Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { provinceKinds } from '../../elections/pack/words-province.ts';
import type { ElectoralUnit } from '../../elections/places.ts';
import { fold } from '../../vietnamese/text.ts';
import { electionDay } from './days.ts';
import { doubt, type SentenceCheck, standing, yearsOf } from './statement.ts';
import { inFull, levelIn, unitIn, unitSource } from './unit-words.ts';

/** Whose count a sentence gives. `unit:…`: of one electoral unit. */
type Scope = 'country' | 'province' | `unit:${ElectoralUnit['level']}:${number}` | 'elsewhere' | undefined;

type Area = Pick<KnowledgePack, 'province' | 'otherPlaces'>;

interface Count {
  scope: Scope;
  /** What is counted, e.g. `dai bieu quoc hoi`. */
  thing: string;
  value: number;
  /** As written. */
  written: string;
}

const things =
  /don vi bau cu(?: dai bieu)?(?: (?:quoc hoi|hoi dong nhan dan(?: cap)? tinh))?|khu vuc bo phieu|(?:nguoi ung cu )?dai bieu quoc hoi|(?:nguoi ung cu )?dai bieu hoi dong nhan dan(?: cap)? (?:tinh|xa)|nguoi ung cu|dai bieu|don vi hanh chinh cap xa|xa,? (?:va )?phuong|cu tri(?=\s*(?:[.,;]|$))/u;
const counted = new RegExp(String.raw`(?<![\d.,/-])(\d{1,3}(?:\.\d{3})+|\d+)(?: (?:vi|ong ba))? (${things.source})`, 'gu');
/** `Số đại biểu Quốc hội được bầu là 500`. */
const numbered = new RegExp(String.raw`\bso (${things.source})[^,.;\d]{0,40}? la (\d{1,3}(?:\.\d{3})+|\d+)\b`, 'gu');
const listed = /danh sach cu tri.{0,60}? co (\d{1,3}(?:\.\d{3})+|\d+) nguoi/gu;
const roughly = /(?:khoang|hon|gan|tren|duoi|it nhat|toi thieu|toi da|khong qua|khong it hon|den|tu|moi|uoc|so|dieu|khoan) $/u;
function thingOf(named: string, scope: Scope): string {
  const thing = named
    .replace('don vi bau cu dai bieu', 'don vi bau cu')
    .replace(/ cap (tinh|xa)$/u, ' $1')
    .replace(/^xa,? (?:va )?phuong$/u, 'don vi hanh chinh xa');
  // Within one unit there is one level only.
  return scope?.startsWith('unit')
    ? thing.replace(/ (?:quoc hoi|hoi dong nhan dan (?:tinh|xa))$/u, '').replace('nguoi ung cu dai bieu', 'nguoi ung cu')
    : thing;
}

/** Deputies, candidates and units are of some level: without one nothing can be compared. */
const ofSomeLevel = /^(?:dai bieu|nguoi ung cu|don vi bau cu)$/u;
const ofOneLevel = /quoc hoi|tinh$/u;

/** Things counted in a text that is in lower case without diacritics. `implied`: whose counts they are where the words do not say. */
function countsIn(text: string, area: Area, implied?: Scope): Count[] {
  const folded = inFull(text);
  const scope = scopeOf(folded, area);
  const count = (named: string, written: string): Count => ({
    scope: scope ?? (ofOneLevel.test(named) ? implied : undefined),
    thing: thingOf(named, scope),
    value: Number(written.replaceAll('.', '')),
    written,
  });
  const exact = ({ index }: RegExpMatchArray) => !roughly.test(folded.slice(Math.max(0, index! - 14), index));
  return [
    ...[...folded.matchAll(counted)].filter(exact).map(([, written, named]) => count(named!, written!)),
    ...[...folded.matchAll(numbered)].map(([, named, written]) => count(named!, written!)),
    ...[...folded.matchAll(listed)].map(([, written]) => count('cu tri', written!)),
  ].filter(({ scope: of, thing }) => of?.startsWith('unit') || !ofSomeLevel.test(thing));
}

function scopeOf(folded: string, { province, otherPlaces }: Area): Scope {
  const unit = unitIn(folded);
  const level = levelIn(folded);
  if (unit !== undefined) return level ? `unit:${level}:${unit}` : 'elsewhere';
  if (/ca nuoc|toan quoc/u.test(folded)) return 'country';
  const own = fold(province);
  const names = otherPlaces.filter((place) => place.kind === 'province' && place.name !== province).map(({ name }) => fold(name));
  if (names.some((name) => new RegExp(String.raw`\b${name}\b`, 'u').test(folded))) return 'elsewhere';
  const others = folded.replaceAll(`tinh ${own}`, 'tinh').replaceAll(`thanh pho ${own}`, 'tinh').replaceAll(own, '');
  if (
    /\b(?:moi|cac|tung) (?:don vi|xa|phuong|khu vuc)|(?:^|[^,] )(?:xa|phuong|thon|ban|to dan pho) (?!phuong|va|tren|trong|cua|co\b|hoan)[a-z]+|(?:xa|phuong|thon) (?:ta|minh)|dia phuong/u.test(
      others,
    )
  )
    return 'elsewhere';
  if (
    new RegExp(
      String.raw`\b(?:tinh|thanh pho) ${own}|(?:toan|ca) (?:tinh|thanh pho)|tinh ta|\b${own} (?:bau|co)\b|^tinh\b`,
      'u',
    ).test(folded)
  )
    return 'province';
  return undefined;
}

/** Whose counts a fact gives where its words do not say. */
function impliedBy({ area }: Fact, province: string): Scope {
  if (area === 'cả nước') return 'country';
  return Object.values(provinceKinds).some((kind) => area.startsWith(`${kind} ${province}`)) ? 'province' : undefined;
}

/** Counts the pack gives of this election. */
export function knownCounts(pack: KnowledgePack, electionYear: string): (Count & { fact?: Fact; unit?: ElectoralUnit })[] {
  const { facts, electoralUnits, province } = pack;
  const current = facts.filter(({ statement, year, area, topic }) => {
    const years = yearsOf(statement);
    const past =
      /trước sáp nhập|trước 01\/07\/2025/u.test(`${statement} ${area}`) || (year !== undefined && String(year) !== electionYear);
    return (
      !past && topic !== 'reform' && (years.size === 0 || years.has(electionYear) || years.has(String(Number(electionYear) - 1)))
    );
  });
  const stated = current.flatMap((fact) =>
    fact.statement
      .split(/(?<=[.;])\s+/u)
      .flatMap((sentence) => countsIn(fold(sentence), pack, impliedBy(fact, province)))
      .filter(({ scope }) => scope !== undefined && scope !== 'elsewhere')
      .map((count) => ({ ...count, fact })),
  );
  const seats = electoralUnits.flatMap((unit) =>
    unit.seats === undefined
      ? []
      : [
          {
            scope: `unit:${unit.level}:${Number(unit.number)}` as const,
            thing: 'dai bieu',
            value: unit.seats,
            written: String(unit.seats),
            unit,
          },
        ],
  );
  return [...stated, ...seats];
}

/** Seats, units, candidates, polling areas and voters counted otherwise than the sources count them. */
export function createCountCheck(pack: KnowledgePack): SentenceCheck {
  const electionYear = electionDay(pack)?.date.slice(0, 4);
  if (electionYear === undefined) return () => [];
  const known = knownCounts(pack, electionYear);
  return ({ folded }) => {
    const years = yearsOf(folded);
    if (years.size > 0 && !years.has(electionYear)) return [];
    return countsIn(folded, pack).flatMap(({ scope, thing, value, written }) => {
      if (scope === 'elsewhere') return [];
      // Of the province or the country the names of the things say enough by themselves.
      const named = scope === undefined && ofOneLevel.test(thing);
      const same = known.filter(
        (count) => count.thing === thing && (count.scope === scope || (named && !count.scope?.startsWith('unit'))),
      );
      const fact = same.find((count) => count.fact && count.scope === (scope ?? 'province'))?.fact ?? same[0]?.fact;
      const unit = same.find((count) => count.unit)?.unit;
      if (same.length === 0 || same.some((count) => count.value === value)) return [];
      const source = fact ? standing(fact.sources, fact.statement) : unit ? unitSource(unit, pack) : undefined;
      return [
        doubt(
          `count:${scope ?? 'any'}:${thing}:${value}`,
          `Con số ${written} (${same.map((count) => count.written).join(', ')} theo nguồn) không khớp.`,
          source,
        ),
      ];
    });
  };
}
