import type { FactWritten, SourceWritten, ValueWritten } from '../../elections/pack/edit.ts';

/** What a form of a fact holds, field by field; rows of sources and values have a number behind their name. */
export type FactFields = Readonly<Record<string, string>>;

/** A statement is two sentences; the longest quote there is has some hundred letters. */
const longest = 2_000;
/** A way of asking for something, as the console takes it elsewhere. */
const longestAsk = 300;
const mostRows = 20;
const one = ['id', 'topic', 'statement', 'measure', 'level', 'area', 'confidence'] as const;
const optional = ['value', 'subject', 'year', 'validFrom', 'validTo', 'quote', 'nextStep'] as const;
const typedValues = ['number', 'date', 'hours', 'person', 'text'] as const;

/** A text of one line, whatever was typed between its words. */
const line = (typed: string | null): string => (typed ?? '').replace(/\s+/gu, ' ').trim().slice(0, longest);

const lines = (typed: string | null): string[] =>
  (typed ?? '')
    .split(/\r\n?|\n/u)
    .map((said) => said.trim().slice(0, longestAsk))
    .filter(Boolean);

const rows = Array.from({ length: mostRows }, (_, row) => row);

function sourcesIn(form: URLSearchParams): SourceWritten[] {
  return rows.flatMap((row): SourceWritten[] => {
    const [source, article] = [`source${behind(row)}`, `article${behind(row)}`].map((name) => line(form.get(name)));
    return source === '' || source === undefined ? [] : [{ source, ...(article ? { article } : {}) }];
  });
}

/** The first row has no number. */
const behind = (row: number): string => (row === 0 ? '' : `-${row}`);

function valuesIn(form: URLSearchParams): ValueWritten[] {
  return rows.flatMap((row): ValueWritten[] => {
    const said = (name: string): string => line(form.get(`value-${row}-${name}`));
    if (said('of') === '' && said('is') === '') return [];
    const kind = typedValues.find((known) => known === said('kind')) ?? 'text';
    const comparator = said('comparator');
    return [
      {
        of: said('of'),
        [kind]: said('is'),
        ...(said('to') === '' ? {} : { to: said('to') }),
        ...(said('unit') === '' ? {} : { unit: said('unit') }),
        ...(comparator === '' || comparator === 'exactly' ? {} : { comparator }),
      },
    ];
  });
}

/** What a form says of a fact; empty fields are left out. `id`: of the one that is changed. */
export function factOf(form: URLSearchParams, id?: string): FactWritten {
  const [first = { source: '' }, ...others] = sourcesIn(form);
  const values = valuesIn(form);
  const said = Object.fromEntries(one.map((name) => [name, line(form.get(name))])) as Record<(typeof one)[number], string>;
  return {
    ...said,
    ...(id === undefined ? {} : { id }),
    kinds: form.getAll('kind').map(line),
    ...Object.fromEntries(optional.flatMap((name) => (line(form.get(name)) === '' ? [] : [[name, line(form.get(name))]]))),
    ...first,
    ...(others.length === 0 ? {} : { others }),
    ...(values.length === 0 ? {} : { values }),
    asks: lines(form.get('asks')),
  };
}

/** The other way round: what a form is filled with. */
export function fieldsOf(fact: FactWritten): FactFields {
  const { kinds, source, article = '', others = [], values = [], asks } = fact;
  const sources = [{ source, article }, ...others].flatMap((given, row) => [
    [`source${behind(row)}`, given.source],
    [`article${behind(row)}`, given.article ?? ''],
  ]);
  const typed = values.flatMap((value, row) => {
    const kind = typedValues.find((name) => value[name] !== undefined) ?? 'text';
    const shown = { of: value.of, kind, is: value[kind], to: value.to, unit: value.unit, comparator: value.comparator };
    return Object.entries(shown).map(([name, text]) => [`value-${row}-${name}`, text ?? '']);
  });
  return {
    ...Object.fromEntries([...one, ...optional].map((name) => [name, fact[name] ?? ''])),
    ...Object.fromEntries([...sources, ...typed]),
    kind: kinds.join(' '),
    asks: asks.join('\n'),
  };
}

/** What was typed, to be shown again as it was. */
export function typedFields(form: URLSearchParams): FactFields {
  return { ...Object.fromEntries(form), kind: form.getAll('kind').join(' ') };
}

/** How many rows of sources and values a form shows: those that are filled, and room for more. */
export function rowsOf(fields: FactFields): { sources: number; values: number } {
  const filled = (isFilled: (row: number) => boolean): number => rows.findLastIndex(isFilled) + 1;
  const sources = filled((row) => (fields[`source${behind(row)}`] ?? '') !== '');
  const values = filled((row) => (fields[`value-${row}-of`] ?? '') !== '' || (fields[`value-${row}-is`] ?? '') !== '');
  return { sources: Math.min(mostRows, Math.max(1, sources) + 1), values: Math.min(mostRows, values + 1) };
}

/** Name of a field of a numbered source. */
export const sourceField = (name: 'source' | 'article', row: number): string => `${name}${behind(row)}`;
