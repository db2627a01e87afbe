import { isCollection, isMap, isPair, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, stringify } from 'yaml';
import type { Problem } from './problem.ts';

/** A YAML text as data, with the way back to its lines. The only file that imports the YAML library. */
export interface YamlText {
  /** The parsed value; `undefined` where the text is not YAML (`problems` says why). Unchecked: give it to a schema. */
  value: unknown;
  /** Line (from 1, in the file) of the value at a path such as `['facts', 3, 'id']`; of the nearest parent where there is none. */
  lineOf(path: readonly PropertyKey[]): number;
  problems: Problem[];
}

/** An article or fact file nests a few levels; more aliases than this is an attack, not data. */
const maxAliases = 100;

/**
 * Reads YAML without ever throwing.
 * @param firstLine line of the file on which `text` starts (front matter starts on line 2)
 * @param scalars `typed` reads numbers and booleans as such; `text` leaves every scalar a string, so that `id: 007` stays `007`
 */
export function readYaml(text: string, file: string, options: { firstLine?: number; scalars?: 'typed' | 'text' } = {}): YamlText {
  const lines = new LineCounter();
  const schema = options.scalars === 'text' ? 'failsafe' : 'core';
  const document = parseDocument(text, { schema, lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const lineAt = (offset: number) => lines.linePos(offset).line + (options.firstLine ?? 1) - 1;
  const problems: Problem[] = [];
  for (const error of document.errors) {
    const problem = { file, line: lineAt(error.pos[0]), ...yamlProblem(error.code, error.message) };
    // The parser reports one mistake at every place it confuses it.
    if (!problems.some(({ line, message }) => line === problem.line && message === problem.message)) problems.push(problem);
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document.contents, path));
  if (problems.length > 0) return { value: undefined, lineOf, problems };
  try {
    return { value: document.toJS({ maxAliasCount: maxAliases }), lineOf, problems };
  } catch (error) {
    const message = `cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`;
    return {
      value: undefined,
      lineOf,
      problems: [{ file, line: lineAt(0), message, fix: 'write the values out instead of using aliases' }],
    };
  }
}

/** Flat data as YAML, one entry a line, quoted where a reader would need it. */
export function writeYaml(value: Record<string, string>): string {
  return stringify(value, { lineWidth: 0 });
}

/**
 * The text with one more entry at the end of the list at `path` (`[]`: the document itself is the list), everything else as it stands, comments included.
 * `undefined` where there is no such list in block style.
 */
export function withEntry(text: string, path: readonly PropertyKey[], entry: unknown): string | undefined {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  const list = path.length === 0 ? document.contents : document.getIn(path, true);
  if (document.errors.length > 0 || !isSeq(list) || list.flow === true || list.items.length === 0) return undefined;
  const [first, last] = [list.items[0], list.items.at(-1)] as [Node, Node];
  if (!first.range || !last.range) return undefined;
  const lineStart = text.lastIndexOf('\n', first.range[0] - 1) + 1;
  const indent = text.slice(lineStart, text.indexOf('-', lineStart));
  if (indent.trim() !== '') return undefined;
  const end =
    text.lastIndexOf('\n', last.range[1] - 1) === last.range[1] - 1 ? last.range[1] : text.indexOf('\n', last.range[1]) + 1;
  const at = end <= 0 ? text.length : end;
  const lines = stringify([entry], { lineWidth: 0 }).trimEnd().split('\n');
  const written = lines.map((line) => `${indent}${line}\n`).join('');
  const before = text.slice(0, at);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${written}${text.slice(at)}`;
}

/** Offset behind the line on which a node ends, whatever comment stands on it. */
function lineEndOf(text: string, node: Node): number {
  let last: unknown = node;
  while (isCollection(last) && last.flow !== true && last.items.length > 0) {
    const item: unknown = last.items.at(-1);
    last = isPair(item) ? (item.value ?? item.key) : item;
  }
  const end = (last as Node).range?.[1] ?? node.range?.[1] ?? 0;
  if (end > 0 && text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next < 0 ? text.length : next + 1;
}

const lineStartOf = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Some text in the place of a span. */
interface Splice {
  from: number;
  to: number;
  text: string;
}

const spliced = (text: string, splices: readonly Splice[]): string =>
  splices
    .toSorted((a, b) => b.from - a.from)
    .reduce((said, { from, to, text: written }) => said.slice(0, from) + written + said.slice(to), text);

/** A comment behind a value of one line. */
const commentAfter = (text: string, { range }: Node): string =>
  range ? (/^[^\S\n]+#.*/u.exec(text.slice(range[1], range[1] + 500))?.[0] ?? '') : '';

/**
 * The text with some keys of the map at `path` given another value (`undefined`: taken out), everything else as it stands, comments included. New keys go
 * before `asks`, or to the end. `undefined` where there is no such map in block style.
 */
export function withKeys(text: string, path: readonly PropertyKey[], changes: Record<string, unknown>): string | undefined {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  const map = document.getIn(path, true);
  if (document.errors.length > 0 || !isMap(map) || map.flow === true) return undefined;
  const pairs = map.items as Pair<Node, Node | null>[];
  const [first] = pairs;
  const column = first?.key.range ? first.key.range[0] - lineStartOf(text, first.key.range[0]) : -1;
  if (!first || column < 0) return undefined;
  const indent = ' '.repeat(column);
  const written = (key: string, value: unknown): string =>
    stringify({ [key]: value }, { lineWidth: 0 })
      .trimEnd()
      .split('\n')
      .map((line) => `${indent}${line}\n`)
      .join('');
  const ends = (pair: Pair<Node, Node | null>): number => lineEndOf(text, pair.value ?? pair.key);
  const splices: Splice[] = [];
  let added = '';
  for (const [key, value] of Object.entries(changes)) {
    const pair = pairs.find((one) => isScalar(one.key) && one.key.value === key);
    if (!pair) added += value === undefined ? '' : written(key, value);
    else if (pair === first && value === undefined) return undefined;
    else {
      const from = pair === first ? pair.key.range![0] : lineStartOf(text, pair.key.range![0]);
      const lines = value === undefined ? '' : written(key, value);
      const comment = pair.value && lines.indexOf('\n') === lines.length - 1 ? commentAfter(text, pair.value) : '';
      const said = comment === '' || lines === '' ? lines : `${lines.trimEnd()}${comment}\n`;
      splices.push({ from, to: ends(pair), text: pair === first ? said.slice(column) : said });
    }
  }
  const asks = pairs.find((one) => one !== first && isScalar(one.key) && one.key.value === 'asks');
  const at = asks ? lineStartOf(text, asks.key.range![0]) : ends(pairs.at(-1)!);
  const before = text.slice(0, at).endsWith('\n') || added === '' ? '' : '\n';
  return spliced(text, added === '' ? splices : [...splices, { from: at, to: at, text: before + added }]);
}

/** The text without some entries of the list at `path`, by their places; `undefined` where that cannot be done line by line. */
export function withoutEntries(text: string, path: readonly PropertyKey[], places: readonly number[]): string | undefined {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  const list = document.getIn(path, true);
  if (document.errors.length > 0 || !isSeq(list) || list.flow === true || places.length >= list.items.length) return undefined;
  const splices = places.map((place): Splice => {
    const node = list.items[place] as Node;
    return { from: lineStartOf(text, node.range![0]), to: lineEndOf(text, node), text: '' };
  });
  return spliced(text, splices);
}

/** A new file that is a list under `key` (or the list itself) with one entry; `comment` goes above it. */
export function newList(comment: string, key: string | undefined, entry: unknown): string {
  return `# ${comment}\n${stringify(key === undefined ? [entry] : { [key]: [entry] }, { lineWidth: 0 })}`;
}

function yamlProblem(code: string, message: string): Pick<Problem, 'message' | 'fix'> {
  if (code === 'DUPLICATE_KEY') return { message: 'the same key is given twice', fix: 'keep one of the two lines' };
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return { message: 'a second ": " makes this line ambiguous', fix: 'put the value between double quotes' };
  if (code === 'TAB_AS_INDENT') return { message: 'a tab is used to indent', fix: 'indent with spaces' };
  return { message: `not valid YAML: ${message}`, fix: 'put the value between double quotes, or correct the indentation' };
}

/** Offset of the key that leads to a value, or of the list entry; where the path ends early, of the last part found. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return offset;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      const entry = node.items[Number(step)];
      if (!entry) return offset;
      node = entry;
      offset = (entry as Node).range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
