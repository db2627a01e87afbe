import { z } from 'zod';
import type { FactSource } from '../elections/fact.ts';
import { isDate } from '../elections/pack/article.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import type { Problem } from '../elections/pack/problem.ts';
import { didYouMean } from './nearest.ts';
import { checked, readYamlFile } from './yaml-file.ts';

/**
 * The source a reference names: a key of `facts/sources.yaml`, or `news:` and the id of an article.
 * A dead reference is reported at its place, and `undefined`.
 */
export type ResolveSource = (reference: string, at: { file: string; line: number }) => FactSource | undefined;

const text = z.string().trim().min(1);
const entry = z.strictObject({
  title: text,
  publisher: text,
  /** A day, a month, a year, or empty: as far as the publisher says. */
  date: z
    .string()
    .refine(
      (date) => date === '' || isDate(date) || isDate(`${date}-01`) || isDate(`${date}-01-01`),
      'write 2031-05-20, 2031-05, 2031 or ""',
    ),
  url: z.url({ protocol: /^https?$/, error: 'write a web address from https:// on' }).optional(),
  /** A reprint, a machine translation or an aggregator. */
  reprint: z
    .literal('true', 'write true, or remove the line')
    .transform((): true => true)
    .optional(),
});

/** Reads the registries of sources and knows the articles. A file that is not there is an empty registry; a key means one source in all of them. */
export async function readSources(files: string[], documents: SourceDocument[], problems: Problem[]): Promise<ResolveSource> {
  const sources = new Map<string, FactSource>();
  /** Keys that are there but broken: reported once where they stand, not again wherever they are used. */
  const broken = new Set<string>();
  /** Where a key stands first, and what it says there. */
  const given = new Map<string, { file: string; written: string }>();
  for (const file of files) {
    const yaml = await readYamlFile(file, problems);
    const registry =
      yaml && checked(yaml, [], z.strictObject({ sources: z.record(z.string(), z.unknown()) }), ['sources'], problems);
    for (const [key, value] of Object.entries(registry?.sources ?? {})) {
      const written = JSON.stringify(value);
      const first = given.get(key);
      if (first) {
        if (first.written === written) continue;
        const message = `the source "${key}" is another one in ${first.file}`;
        problems.push({
          file,
          line: yaml!.lineOf(['sources', key]),
          message,
          fix: 'write the same, or give this one a key of its own',
        });
        continue;
      }
      given.set(key, { file, written });
      const source = checked(yaml!, ['sources', key], entry, Object.keys(entry.shape), problems);
      if (!source) broken.add(key);
      else {
        const { url, reprint, ...rest } = source;
        sources.set(key, { ...rest, ...(url === undefined ? {} : { url }), ...(reprint === undefined ? {} : { reprint }) });
      }
    }
  }
  for (const document of documents) {
    const { id, title, publisher, published, url } = document;
    sources.set(`news:${id}`, { title, publisher, date: published, document: id, ...(url === undefined ? {} : { url }) });
  }
  return (reference, at) => {
    const source = sources.get(reference);
    if (source || broken.has(reference)) return source;
    const news = reference.startsWith('news:');
    const otherwise = news ? 'give the id of an article in news/' : 'add it to facts/sources.yaml';
    const message = news ? `there is no article "${reference.slice('news:'.length)}"` : `there is no source "${reference}"`;
    problems.push({ ...at, message, fix: didYouMean(reference, [...sources.keys()], otherwise) });
    return undefined;
  };
}

/** Keys and titles of registries as they are written, unchecked; a key of several files once. */
export async function sourcesIn(files: readonly string[]): Promise<{ key: string; title: string }[]> {
  const titles = new Map<string, string>();
  for (const file of files) {
    const { value } = (await readYamlFile(file, [])) ?? {};
    const entries = Object.entries((value as { sources?: Record<string, { title?: unknown } | null> } | null)?.sources ?? {});
    for (const [key, source] of entries) titles.set(key, typeof source?.title === 'string' ? source.title : '');
  }
  return [...titles].map(([key, title]) => ({ key, title }));
}
