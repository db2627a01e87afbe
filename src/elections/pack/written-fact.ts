import type { FactWritten, SourceWritten, ValueWritten } from './edit.ts';
import { readYaml } from './yaml-text.ts';

/** Where a fact stands in a text, and what it says there. */
export interface FactPlace {
  /** Of the entry in the YAML. */
  path: ['facts', number];
  /** As the file has it, every scalar as text. */
  entry: Readonly<Record<string, unknown>>;
}

/** The fact of an id in a file of facts; `undefined` where it has none. */
export const factIn = (text: string, id: string): FactPlace | undefined =>
  factAmong(readYaml(text, '', { scalars: 'text' }).value, id);

/** The same in a file that has been read. `value`: as `readYaml` gives it, every scalar as text. */
export function factAmong(value: unknown, id: string): FactPlace | undefined {
  const read = value as { facts?: unknown } | undefined | null;
  const facts = Array.isArray(read?.facts) ? (read.facts as (Record<string, unknown> | null)[]) : [];
  const at = facts.findIndex((one) => one?.id === id);
  return at < 0 ? undefined : { path: ['facts', at], entry: facts[at]! };
}

const optionalKeys = ['value', 'subject', 'year', 'validFrom', 'validTo', 'quote', 'nextStep'] as const;

/** A source as an entry of a file names it. */
export const reference = ({ source, article }: SourceWritten): object => ({
  ...(source.startsWith('news:') ? { document: source.slice('news:'.length) } : { key: source }),
  ...(article === undefined ? {} : { article }),
});

/** A fact as an entry of a file: every key that a form has, `undefined` where it is left out. */
export function entryOf(fact: FactWritten): Record<string, unknown> {
  const { id, topic, kinds, statement, measure, level, area, confidence, source, article, others = [], values = [], asks } = fact;
  const first = article === undefined ? { source } : { source, article };
  return {
    ...{ id, topic, kinds, statement, measure, level, area, confidence },
    ...Object.fromEntries(optionalKeys.map((key) => [key, fact[key]])),
    values: values.length === 0 ? undefined : values,
    sources: [first, ...others].map(reference),
    asks,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** A reference of a file as a form has it. */
export function sourceOf(given: unknown): SourceWritten {
  const { key, document, article, number } = (given ?? {}) as Record<string, unknown>;
  const part = textOf(article ?? number);
  return { source: document === undefined ? textOf(key) : `news:${textOf(document)}`, ...(part === '' ? {} : { article: part }) };
}

/** The other way round: what a form is filled with. */
export function writtenFact(entry: Readonly<Record<string, unknown>>): FactWritten {
  const [first = { source: '' }, ...others] = listOf(entry.sources).map(sourceOf);
  const values = listOf(entry.values).map(
    (value): ValueWritten =>
      Object.fromEntries(Object.entries((value ?? {}) as object).map(([key, said]) => [key, textOf(said)])),
  );
  const given = (key: keyof FactWritten): string => textOf(entry[key]);
  return {
    ...{ id: given('id'), topic: given('topic'), kinds: listOf(entry.kinds).map(textOf), statement: given('statement') },
    ...{ measure: given('measure'), level: given('level'), area: given('area'), confidence: given('confidence') },
    ...Object.fromEntries(optionalKeys.flatMap((key) => (given(key) === '' ? [] : [[key, given(key)]]))),
    ...first,
    ...(others.length === 0 ? {} : { others }),
    ...(values.length === 0 ? {} : { values }),
    asks: listOf(entry.asks).map(textOf),
  };
}
