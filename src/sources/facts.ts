import { basename } from 'node:path';
import { z } from 'zod';
import type { Milestone } from '../elections/calendar.ts';
import type { Fact, FactSource } from '../elections/fact.ts';
import { isDate } from '../elections/pack/article.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import type { Problem } from '../elections/pack/problem.ts';
import { factFaults, measureFaults, quoteFaults, sourceFaults } from './fact-rules.ts';
import { valueFaults, valueSchema } from './fact-values.ts';
import { filesIn } from './pack-files.ts';
import type { ResolveSource } from './registry.ts';
import { checked, readYamlFile, type YamlFile } from './yaml-file.ts';

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'use small letters, digits and "-"');
const day = z.string().refine(isDate, 'write a day of the calendar as year-month-day, e.g. 2031-05-20');
const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const confidence = z.enum(['established', 'official', 'single-source', 'derived']);
const level = z.enum(['national-assembly', 'province', 'commune', 'all']);
const asks = z.array(text).min(1, 'list how voters ask for it');
const reference = z
  .strictObject({ key: text.optional(), document: text.optional(), article: text.optional(), number: text.optional() })
  .refine(({ key, document }) => (key === undefined) !== (document === undefined), 'give either "key" or "document"');
const sources = z.array(reference).min(1, 'name at least one source');

const yes = z.literal('true', 'write true, or remove the line').transform((): true => true);

const factSchema = z.strictObject({
  id: slug,
  topic: slug,
  kinds: z
    .array(z.enum(['when', 'where', 'how-many', 'who', 'which-unit', 'how-to', 'yes-no', 'what']))
    .min(1, 'name a kind of question'),
  statement: text,
  value: text.optional(),
  subject: text.optional(),
  measure: text,
  values: z.array(valueSchema).default([]),
  validFrom: day.optional(),
  validTo: day.optional(),
  year: z
    .string()
    .regex(/^(?:19|20)\d\d$/u, 'write a year, e.g. 2022')
    .transform(Number)
    .optional(),
  series: slug.optional(),
  keepsHistory: yes.optional(),
  closesWithElection: yes.optional(),
  computes: z.enum(['voting-age', 'standing-age', 'strikes', 'voting-hours', 'voting-hours-limits']).optional(),
  level,
  area: text,
  confidence,
  sources,
  quote: text.optional(),
  asks,
  nextStep: text.optional(),
  nextStepBefore: text.optional(),
  nextStepAfter: text.optional(),
});

const milestoneSchema = z.strictObject({
  id: slug,
  name: text,
  date: day,
  hours: z
    .string()
    .regex(new RegExp(`^${clock}(?:-${clock})?$`, 'u'), 'write 07:00 or 07:00-19:00')
    .optional(),
  nature: z.enum(['day', 'deadline']),
  measure: text,
  level,
  area: text,
  isElectionDay: yes.optional(),
  assembly: z
    .string()
    .regex(/^[1-9]\d?$/u, 'write the number of the National Assembly, e.g. 16')
    .transform(Number)
    .optional(),
  isResult: yes.optional(),
  confidence,
  sources,
  asks,
});

/** An id and where it was given first. */
export interface Named {
  id: string;
  file: string;
  line: number;
}

export interface FactReading {
  facts: Fact[];
  milestones: Milestone[];
  /** Every id of the files, for the check that each is given once in the whole pack. */
  ids: Named[];
}

/** Reads `*.yaml` of every folder but for `sources.yaml`; schema in the folder's README. Every fault is a problem with file and line. */
export async function readFacts(
  folders: string[],
  documents: SourceDocument[],
  resolve: ResolveSource,
  problems: Problem[],
): Promise<FactReading> {
  const reading: FactReading = { facts: [], milestones: [], ids: [] };
  const bodies = new Map(documents.map(({ id, body }) => [id, body]));
  const files: string[] = [];
  for (const folder of folders) files.push(...(await filesIn(folder, '.yaml', problems)));
  for (const file of files) {
    if (basename(file) === 'sources.yaml') continue;
    const yaml = await readYamlFile(file, problems);
    if (yaml) readEntries(yaml, bodies, resolve, problems, reading);
  }
  return reading;
}

const fileSchema = z.strictObject({ facts: z.array(z.unknown()).optional(), milestones: z.array(z.unknown()).optional() });

function readEntries(
  yaml: YamlFile,
  bodies: Map<string, string>,
  resolve: ResolveSource,
  problems: Problem[],
  reading: FactReading,
): void {
  const lists = checked(yaml, [], fileSchema, Object.keys(fileSchema.shape), problems);
  lists?.facts?.forEach((_, i) => {
    const given = checked(yaml, ['facts', i], factSchema, Object.keys(factSchema.shape), problems);
    if (!given) return;
    const at = (key: string) => ({ file: yaml.file, line: yaml.lineOf(['facts', i, key]) });
    reading.ids.push({ id: given.id, ...at('id') });
    const found = resolved(given.sources, (n) => ({ ...at('sources'), line: yaml.lineOf(['facts', i, 'sources', n]) }), resolve);
    if (!found) return;
    const fact = withoutUndefined({ ...given, sources: found }) as Fact;
    for (const { key, ...fault } of [
      ...factFaults(fact),
      ...valueFaults(fact),
      ...quoteFaults(fact, bodies),
      ...sourceFaults(fact),
    ])
      problems.push({ ...at(key), ...fault });
    const said = [fact.statement, fact.quote, fact.subject, ...fact.values.map(({ of }) => of)].join(' ');
    const faults = [...measureFaults(fact.measure, fact.area, said), ...seriesFaults(fact, reading.facts)];
    for (const fault of faults) problems.push({ ...at('measure'), ...fault });
    reading.facts.push(fact);
  });
  lists?.milestones?.forEach((_, i) => {
    const given = checked(yaml, ['milestones', i], milestoneSchema, Object.keys(milestoneSchema.shape), problems);
    if (!given) return;
    const lineOf = (...keys: (string | number)[]) => ({ file: yaml.file, line: yaml.lineOf(['milestones', i, ...keys]) });
    reading.ids.push({ id: given.id, ...lineOf('id') });
    const found = resolved(given.sources, (n) => lineOf('sources', n), resolve);
    for (const fault of measureFaults(given.measure, given.area, given.name)) problems.push({ ...lineOf('measure'), ...fault });
    if (found) reading.milestones.push(withoutUndefined({ ...given, sources: found }) as Milestone);
  });
}

/** Facts of one series answer one question at different times: they measure the same. */
function seriesFaults({ series, measure }: Fact, before: readonly Fact[]): Pick<Problem, 'message' | 'fix'>[] {
  const first = series === undefined ? undefined : before.find((fact) => fact.series === series);
  if (!first || first.measure === measure) return [];
  return [
    {
      message: `the measure is "${measure}", "${first.id}" of the same series measures "${first.measure}"`,
      fix: 'write the same measure, or another series',
    },
  ];
}

type Reference = z.infer<typeof reference>;

/** The sources in their order, or `undefined` if one of them is not there. */
function resolved(
  references: Reference[],
  at: (n: number) => { file: string; line: number },
  resolve: ResolveSource,
): [FactSource, ...FactSource[]] | undefined {
  const found = references.flatMap(({ key, document, article, number }, n) => {
    const source = resolve(document === undefined ? key! : `news:${document}`, at(n));
    const part = article ?? number;
    return source ? [part === undefined ? source : { ...source, article: part }] : [];
  });
  return found.length === references.length ? (found as [FactSource, ...FactSource[]]) : undefined;
}

function withoutUndefined<T extends object>(given: T): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
