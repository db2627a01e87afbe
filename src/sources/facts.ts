import { z } from 'zod';
import type { Milestone } from '../elections/calendar.ts';
import type { Fact, FactSource } from '../elections/fact.ts';
import { isDate } from '../knowledge/article.ts';
import type { SourceDocument } from '../knowledge/document.ts';
import type { Problem } from '../knowledge/pack-problem.ts';
import { readYaml, type YamlText } from '../knowledge/yaml-text.ts';
import { filesIn, readPackFile } from './pack-files.ts';

const filled = z.string().trim().min(1, 'is empty');
const day = filled.refine(isDate, 'is not a date: write it as 2026-03-15');
/** A source may be known to the month or the year only, or not at all. */
const roughDay = z.union([
  z.literal(''),
  filled.regex(/^\d{4}(-\d{2}){0,2}$/, 'is not a date: write 2026-03-15, 2026-03, 2026 or ""'),
]);
const confidence = z.enum(['established', 'single-source', 'derived']);
const reference = z.strictObject({
  key: filled.optional(),
  document: filled.optional(),
  article: filled.optional(),
  number: filled.optional(),
});
const references = z.array(reference).min(1, 'a fact needs a source');
const asks = z.array(filled).min(1, 'give at least one way of asking');

const factEntry = z.strictObject({
  id: filled.regex(/^[a-z0-9-]+$/, 'holds something else than a-z, 0-9 and "-"'),
  topic: filled,
  kinds: z
    .array(z.enum(['when', 'where', 'how-many', 'who', 'which-unit', 'how-to', 'yes-no', 'what']))
    .min(1, 'name at least one kind'),
  statement: filled,
  value: filled.optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
  year: z.coerce.number().int().min(1945).max(2100).optional(),
  series: filled.optional(),
  level: z.enum(['national-assembly', 'province', 'commune', 'all']),
  territory: filled,
  confidence,
  sources: references,
  quote: filled.optional(),
  asks,
  nextStep: filled.optional(),
});
const milestoneEntry = z.strictObject({
  id: filled,
  name: filled,
  date: day,
  hours: filled.regex(/^\d{2}:\d{2}(-\d{2}:\d{2})?$/, 'is not a time like 07:00 or 07:00-19:00').optional(),
  nature: z.enum(['day', 'deadline']),
  confidence,
  sources: references,
  asks,
});
const sourceEntry = z.strictObject({ title: filled, publisher: filled, date: roughDay, url: z.url().optional() });
const factFile = z.strictObject({ facts: z.array(z.unknown()).optional(), milestones: z.array(z.unknown()).optional() });
const sourceFile = z.strictObject({ sources: z.record(z.string(), z.unknown()) });

export interface FactsReading {
  facts: Fact[];
  milestones: Milestone[];
  /** The source a table row names, by key or as `news:<document id>`. */
  resolve(key: string, at: { file: string; line: number }): FactSource | undefined;
}

/** Reads `facts/*.yaml`; every problem with its file and line goes to `problems`. */
export async function readFacts(folder: string, documents: SourceDocument[], problems: Problem[]): Promise<FactsReading> {
  const news = new Map(documents.map((document) => [document.id, document]));
  const files = await filesIn(folder, '.yaml');
  const sources = new Map<string, FactSource>();
  const facts: Fact[] = [];
  const milestones: Milestone[] = [];
  const places = new Map<string, string>();

  for (const file of files.filter((name) => name.endsWith('/sources.yaml'))) {
    const yaml = await open(file);
    const parsed = yaml && check(sourceFile, yaml.value, yaml, file, []);
    for (const [key, value] of Object.entries(parsed?.sources ?? {})) {
      const source = check(sourceEntry, value, yaml!, file, ['sources', key]);
      if (source) sources.set(key, withoutEmpty(source));
    }
  }

  function resolve(key: string, at: { file: string; line: number }): FactSource | undefined {
    const document = key.startsWith('news:') ? news.get(key.slice(5)) : undefined;
    if (document) return fromNews(document);
    const source = sources.get(key);
    if (!source)
      problems.push({
        ...at,
        message: `unknown source "${key}"`,
        fix: key.startsWith('news:')
          ? 'write news: and the id of an article of news/'
          : 'use a key of facts/sources.yaml, or add the source there',
      });
    return source;
  }

  for (const file of files.filter((name) => !name.endsWith('/sources.yaml'))) {
    const yaml = await open(file);
    const parsed = yaml && check(factFile, yaml.value, yaml, file, []);
    if (!yaml || !parsed) continue;
    parsed.facts?.forEach((entry, i) => {
      const path = ['facts', i];
      const fact = check(factEntry, entry, yaml, file, path);
      const at = { file, line: yaml.lineOf(path) };
      const named = fact && sourcesOf(fact.sources, at);
      if (!fact || !named || !isNew(fact.id, at)) return;
      for (const problem of contentProblems({ ...fact, sources: named }, news)) problems.push({ ...at, ...problem });
      facts.push(withoutEmpty({ ...fact, sources: named }) as Fact);
    });
    parsed.milestones?.forEach((entry, i) => {
      const path = ['milestones', i];
      const milestone = check(milestoneEntry, entry, yaml, file, path);
      const at = { file, line: yaml.lineOf(path) };
      const named = milestone && sourcesOf(milestone.sources, at);
      if (milestone && named && isNew(milestone.id, at))
        milestones.push(withoutEmpty({ ...milestone, sources: named }) as Milestone);
    });
  }
  return { facts, milestones, resolve };

  async function open(file: string): Promise<YamlText | undefined> {
    const text = await readPackFile(file, problems);
    if (text === undefined) return undefined;
    const yaml = readYaml(text, file, { scalars: 'text' });
    problems.push(...yaml.problems);
    return yaml.problems.length > 0 ? undefined : yaml;
  }

  function check<T>(schema: z.ZodType<T>, value: unknown, yaml: YamlText, file: string, path: PropertyKey[]): T | undefined {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const where = [...path, ...issue.path];
      problems.push({
        file,
        line: yaml.lineOf(where),
        message: `${where.join('.') || 'the file'}: ${issue.message}`,
        fix: 'see facts/README.md for the keys of an entry',
      });
    }
    return undefined;
  }

  function isNew(id: string, at: { file: string; line: number }): boolean {
    const first = places.get(id);
    if (first)
      problems.push({
        ...at,
        message: `the id "${id}" is already taken at ${first}`,
        fix: 'give each fact and milestone its own id',
      });
    else places.set(id, `${at.file}:${at.line}`);
    return !first;
  }

  function sourcesOf(
    given: z.infer<typeof references>,
    at: { file: string; line: number },
  ): [FactSource, ...FactSource[]] | undefined {
    const found = given.flatMap(({ key, document, article, number }): FactSource[] => {
      if (!key && !document)
        problems.push({ ...at, message: 'a source names neither key nor document', fix: 'write { key: … } or { document: … }' });
      const source = key ? resolve(key, at) : document ? resolve(`news:${document}`, at) : undefined;
      const part = article ?? number;
      return source ? [{ ...source, ...(part ? { article: part } : {}) }] : [];
    });
    const [first, ...rest] = found;
    return first && [first, ...rest];
  }
}

const fromNews = (document: SourceDocument): FactSource => ({
  title: document.title,
  publisher: document.publisher,
  date: document.published,
  document: document.id,
  ...(document.url ? { url: document.url } : {}),
});

/** Keys that are `undefined` are left out: the types say "absent", not "undefined". */
function withoutEmpty<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** What a schema cannot see: quotes that are not in their article, figures in `value` that no sentence holds, spans that end before they begin. */
function contentProblems(
  fact: z.infer<typeof factEntry> & { sources: [FactSource, ...FactSource[]] },
  news: Map<string, SourceDocument>,
): Pick<Problem, 'message' | 'fix'>[] {
  const found: Pick<Problem, 'message' | 'fix'>[] = [];
  const document = fact.sources.map((source) => source.document).find(Boolean);
  if (fact.quote && !(document && news.get(document)?.body.includes(fact.quote))) {
    found.push({
      message: `${fact.id}: the quote does not stand in its article word for word`,
      fix: 'name the article with document: and copy the sentence exactly',
    });
  }
  const said = `${fact.statement} ${fact.quote ?? ''}`;
  const unsaid = (fact.value?.match(/\d+/g) ?? []).filter((digits) => !said.includes(digits));
  if (unsaid.length > 0)
    found.push({
      message: `${fact.id}: the value says ${unsaid.join(', ')}, the statement does not`,
      fix: 'let the statement hold every figure of the value',
    });
  if (fact.validFrom && fact.validTo && fact.validFrom > fact.validTo)
    found.push({ message: `${fact.id}: validFrom lies after validTo`, fix: 'correct one of the two' });
  return found;
}
