import { vietnamDate } from '../tense.ts';
import type { SourceDocument } from './document.ts';
import { plainLine, plainParagraphs } from './plain-text.ts';
import type { Problem } from './problem.ts';
import { readYaml, writeYaml } from './yaml-text.ts';

/** The keys of an article's front matter, in the order they are written. */
const keys = ['id', 'title', 'publisher', 'published', 'retrieved', 'url', 'section'] as const;
type Key = (typeof keys)[number];
const required: readonly Key[] = ['id', 'title', 'publisher'];

/** What people write for one of our keys; any other key is theirs and is not read. */
const mistaken: Record<string, Key> = { date: 'published', source: 'publisher', link: 'url', category: 'section' };

/** An article, or the problems that keep its file from being one. */
export type ArticleReading = { document?: SourceDocument; problems: Problem[] };

/**
 * Reads one `news/*.md`: YAML front matter between two `---` lines, then the body. Every problem of the file is found, not only the first.
 * @param text as `packText` gives it (UTF-8 decoded, `\n` line ends)
 */
export function readArticle(text: string, file: string): ArticleReading {
  const parts = /^---[^\S\n]*\n(?<matter>(?:(?!---[^\S\n]*(?:\n|$)).*(?:\n|$))*)---[^\S\n]*(?:\n(?<body>[\s\S]*))?$/u.exec(text);
  if (!parts) {
    const fix = `begin the file with a line "---", then ${required.join(', ')}, published and section, then a line "---", then the text`;
    return { problems: [{ file, line: 1, message: 'the file has no front matter', fix }] };
  }
  const { matter = '', body = '' } = parts.groups ?? {};
  const yaml = readYaml(matter, file, { firstLine: 2, scalars: 'text' });
  const problems = [...yaml.problems];
  const report = (line: number, message: string, fix: string) => void problems.push({ file, line, message, fix });

  const paragraphs = plainParagraphs(body);
  if (paragraphs.length === 0)
    report(matter.split('\n').length + 1, 'the article has no text', 'write the text under the second "---", or remove the file');
  if (yaml.problems.length > 0) return { problems };
  if (yaml.value !== null && (typeof yaml.value !== 'object' || Array.isArray(yaml.value))) {
    report(2, 'the front matter is not a list of "key: value" lines', `write ${keys.join(', ')}, one a line`);
    return { problems };
  }

  const given = (yaml.value ?? {}) as Record<string, unknown>;
  const values: Partial<Record<Key, string>> = {};
  for (const [name, value] of Object.entries(given)) {
    const line = yaml.lineOf([name]);
    if (!isKey(name)) {
      const meant = mistaken[name] ?? nearestKey(name);
      if (meant && given[meant] === undefined) report(line, `unknown key "${name}"`, `write "${meant}"`);
    } else if (typeof value !== 'string') {
      report(line, `"${name}" is not a single text`, 'write one value, between double quotes if it holds ": " or brackets');
    } else {
      const fault = faultOf(name, plainLine(value));
      if (fault) report(line, ...fault);
      else values[name] = dayOf(plainLine(value));
    }
  }
  for (const key of required) if (given[key] === undefined) report(1, `"${key}" is missing`, `add a line "${key}: …"`);
  if (problems.length > 0) return { problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };

  const { id = '', title = '', publisher = '', published = '', ...rest } = values;
  const optional = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
  return {
    document: { id, title, publisher, published, ...optional, body: paragraphs.join('\n\n') },
    problems,
  };
}

/** The file of a document; reading it back gives the same document. */
export function articleText(document: SourceDocument): string {
  const matter = Object.fromEntries(keys.flatMap((key) => (document[key] ? [[key, document[key]]] : [])));
  return `---\n${writeYaml(matter)}---\n\n${document.body}\n`;
}

function isKey(name: string): name is Key {
  return (keys as readonly string[]).includes(name);
}

/** What is wrong with a value and what to do: the last two arguments of a report. */
function faultOf(key: Key, value: string): [message: string, fix: string] | undefined {
  if (value === '') return required.includes(key) ? [`"${key}" is empty`, 'fill it in'] : undefined;
  if (key === 'id' && /[\s#]/u.test(value)) return [`"id" holds a space or "#": ${value}`, 'use letters, digits and "-"'];
  if (key === 'url' && !/^https?:\/\/\S+$/iu.test(value))
    return [`"url" is not a web address: ${value}`, 'write it from https:// on, or remove the line'];
  if (key === 'published' || key === 'retrieved') return dateFault(key, value);
  return undefined;
}

function dateFault(key: Key, value: string): [message: string, fix: string] | undefined {
  if (isDate(dayOf(value))) return undefined;
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(value);
  const meant = written && `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}`;
  const fix =
    meant && isDate(meant)
      ? `write ${meant}`
      : 'write year-month-day, e.g. 2031-05-20, or remove the line if the day is not known';
  return [`"${key}" is not a date: ${value}`, fix];
}

/** The day in Vietnam of a date with a time of day; any other text as it is. */
function dayOf(value: string): string {
  const timed = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/u.test(value) ? new Date(value) : undefined;
  return timed && !Number.isNaN(timed.getTime()) ? vietnamDate(timed) : value;
}

/** Whether a `YYYY-MM-DD` is a day of the calendar. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The key a misspelt one was meant to be: at most two letters away. */
function nearestKey(name: string): Key | undefined {
  const near = keys
    .map((key) => ({ key, letters: editDistance(key, name.slice(0, 20).toLowerCase()) }))
    .sort((a, b) => a.letters - b.letters)[0];
  return near && near.letters <= 2 ? near.key : undefined;
}

/** Letters to insert, delete or replace to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[to.length]!;
}
