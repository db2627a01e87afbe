import Fuse from 'fuse.js';
import { z } from 'zod';
import { createGazetteer } from '../src/elections/gazetteer.ts';
import { createNameIndex, nameKey } from '../src/elections/gazetteer-names.ts';
import type { Commune } from '../src/elections/places.ts';
import { fold } from '../src/vietnamese/text.ts';
import { hasData, loadVariants, type Mistype, readVerified } from './data.ts';
import { machine, saveSection } from './report.ts';

const unitShape = z.object({ id: z.string(), kind: z.string(), short: z.string(), province: z.string() });
type Unit = z.infer<typeof unitShape>;

const home = 'Tỉnh Lào Cai';
/** Fuse.js takes milliseconds a name over the whole country: every so many-th name is asked. */
const fuseSample = 10;
const foreignAllowed = 0.01;

/** Commune-level units of the country in force since 1 July 2025 (MIT data set, see its SOURCE.md). */
function loadUnits(): Unit[] {
  const text = readVerified('vn-units/passages.jsonl', 'f8c50581f62f07e4a12bf2e00e2a805bf2b78ac73a7e9b03ba817b57d9d65a69');
  const rows = text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
    .filter((row) => z.object({ province: z.string() }).safeParse(row).success);
  return rows.map((row) => unitShape.parse(row));
}

async function placeVariants(): Promise<Map<string, Mistype>> {
  const { variants } = await loadVariants();
  const wanted: [string, string][] = [
    ['as is', 'as is'],
    ['no diacritics', 'no diacritics'],
    ['typo', 'typo'],
    ['Telex', 'Telex'],
    ['VNI', 'VNI'],
    ['no diacritics + typo', 'both'],
  ];
  const chosen = new Map(wanted.map(([from, to]): [string, Mistype] => [to, variants.get(from)!]));
  return chosen.set('joined', (name) => fold(name).replaceAll(' ', ''));
}

/** Prints and saves both tables: the communes of one province with foreign names refused, and the whole country. Throws when a set was altered. */
export async function benchPlaces(print: (line: string) => void = console.log): Promise<boolean> {
  if (!hasData()) {
    print('places: skipped, the public data sets are not here (CUTRI_BENCH_DATA names their folder).');
    return true;
  }
  const units = loadUnits();
  const variants = await placeVariants();
  const text = [
    `Machine: ${machine()}. Peer: fuse.js ${Fuse.version}, documented options.`,
    ...provinceTable(units, variants),
    '',
    ...countryTable(units, variants),
  ].join('\n');
  print(text);
  saveSection('places', text);
  return true;
}

function provinceTable(units: Unit[], variants: Map<string, Mistype>): string[] {
  const local = units.filter((unit) => unit.province === home);
  const keys = new Set(local.map((unit) => nameKey(unit.short)));
  const foreign = units.filter((unit) => unit.province !== home && !keys.has(nameKey(unit.short)));
  const communes = local.map((unit): Commune => ({ code: unit.id, type: 'xã', name: unit.short, variants: [] }));
  const elsewhere = units.filter((unit) => unit.province !== home).map(({ short, province }) => ({ name: short, province }));
  const gazetteers = [
    { name: 'lookup, names elsewhere known', gazetteer: createGazetteer(communes, [], elsewhere) },
    { name: 'lookup, the 99 names alone', gazetteer: createGazetteer(communes, []) },
  ];
  const rows = gazetteers.map(({ name, gazetteer }) =>
    row(name, variants, (mistype) => {
      const found = share(local, (unit) => {
        const result = gazetteer.lookup(mistype(unit.short, unit.id));
        return result.kind === 'found' && result.commune.code === unit.id;
      });
      const accepted = share(foreign, (unit) => gazetteer.lookup(mistype(unit.short, unit.id)).kind !== 'unknown');
      return `${percent(found)} / ${percent(accepted, 2)}`;
    }),
  );
  const fuse = new Fuse(local, { keys: ['short'], includeScore: true, ignoreDiacritics: true });
  const fuseRow = row('fuse ignoreDiacritics, threshold set afterwards', variants, (mistype) => {
    const scores = foreign.map((unit) => fuse.search(mistype(unit.short, unit.id))[0]?.score ?? 1).sort((a, b) => a - b);
    const limit = scores[Math.floor(scores.length * foreignAllowed)]!;
    const found = share(local, (unit) => {
      const best = fuse.search(mistype(unit.short, unit.id))[0];
      return best?.item.id === unit.id && best.score! < limit;
    });
    return `${percent(found)} / ≤ 1`;
  });
  return [
    '',
    `${local.length} communes of one province, ${foreign.length} foreign names: right one found / foreign names accepted, %`,
    '',
    ...header(variants),
    ...rows,
    fuseRow,
  ];
}

function countryTable(units: Unit[], variants: Map<string, Mistype>): string[] {
  const index = createNameIndex(units.map((unit) => ({ name: unit.short, item: unit })));
  // What fits equally well is listed together, never guessed between.
  const best = (typed: string): Unit[] => {
    const ranked = index.rank(typed);
    return ranked
      .filter((match) => match.distance === ranked[0]!.distance && match.exactness === ranked[0]!.exactness)
      .flatMap((match) => match.items);
  };
  const fuse = new Fuse(units, { keys: ['short'], includeScore: true, ignoreDiacritics: true });
  const fuseBest = (typed: string): Unit[] => {
    const found = fuse.search(typed);
    return found.filter(({ score }) => score === found[0]!.score).map(({ item }) => item);
  };
  const sample = units.filter((_, i) => i % fuseSample === 0);
  return [
    `${units.length} communes of the country: right unit among the best, % (how many are listed as equally good, on average)`,
    '',
    ...header(variants),
    row('createNameIndex', variants, (mistype) => ranked(units, best, mistype)),
    row(`fuse ignoreDiacritics (every ${fuseSample}th name)`, variants, (mistype) => ranked(sample, fuseBest, mistype)),
  ];
}

function ranked(units: Unit[], best: (typed: string) => Unit[], mistype: Mistype): string {
  let right = 0;
  let listed = 0;
  for (const unit of units) {
    const found = best(mistype(unit.short, unit.id));
    listed += found.length;
    if (found.includes(unit)) right++;
  }
  return `${percent(right / units.length)} (${(listed / units.length).toFixed(1)})`;
}

const share = <Item>(items: Item[], holds: (item: Item) => boolean): number => items.filter(holds).length / items.length;
const percent = (value: number, digits = 1): string => (100 * value).toFixed(digits);
const header = (variants: Map<string, Mistype>): string[] => [
  `| | ${[...variants.keys()].join(' | ')} |`,
  `|---|${'---|'.repeat(variants.size)}`,
];
const row = (name: string, variants: Map<string, Mistype>, cell: (mistype: Mistype) => string): string =>
  `| ${name} | ${[...variants.values()].map(cell).join(' | ')} |`;
