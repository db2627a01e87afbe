import type { z } from 'zod';
import type { Problem } from '../elections/pack/problem.ts';
import { readYaml, type YamlText } from '../elections/pack/yaml-text.ts';
import { didYouMean } from './nearest.ts';
import { readPackFile } from './pack-files.ts';

/** A YAML file of the pack, every scalar as text. */
export interface YamlFile extends YamlText {
  file: string;
}

/** Texts that were read lately, the last one last, as long together as a few packs. A pack is read again whenever one of its files changes, the others as they were. */
const known = new Map<string, YamlText>();
const mostKnownLength = 2_000_000;
let knownLength = 0;

/** The text as data, frozen: whoever reads the same text next is given the same. */
function yamlOf(text: string, file: string): YamlText {
  const read = known.get(text) ?? kept(text, readYaml(text, file, { scalars: 'text' }));
  if (known.delete(text)) known.set(text, read);
  return read;
}

function kept(text: string, read: YamlText): YamlText {
  // What is wrong with a text names its file: that is not the next one's.
  if (read.problems.length > 0) return read;
  const lines = new Map<string, number>();
  // The parsed tree is ten times as long as its text: only lines that were asked for are kept.
  let tree = new WeakRef(read);
  const lineOf = (path: readonly PropertyKey[]): number => {
    const key = path.join('\0');
    const line = lines.get(key);
    if (line !== undefined) return line;
    const whole = tree.deref() ?? readYaml(text, '', { scalars: 'text' });
    tree = new WeakRef(whole);
    lines.set(key, whole.lineOf(path));
    return lines.get(key)!;
  };
  const short: YamlText = { value: frozen(read.value), lineOf, problems: [] };
  known.set(text, short);
  knownLength += text.length;
  for (const [oldest] of known) {
    if (knownLength <= mostKnownLength) break;
    known.delete(oldest);
    knownLength -= oldest.length;
  }
  return short;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** A text as data, every scalar as text, frozen; `undefined` where it is not YAML. Texts that were read lately are not read again. */
export const yamlValue = (text: string): unknown => yamlOf(text, '').value;

/** Reads a YAML file; `undefined` where there is none or it is not YAML (then `problems` says why). */
export async function readYamlFile(file: string, problems: Problem[]): Promise<YamlFile | undefined> {
  const text = await readPackFile(file, problems);
  if (text === undefined) return undefined;
  const yaml = yamlOf(text, file);
  problems.push(...yaml.problems);
  return yaml.problems.length > 0 ? undefined : { ...yaml, file };
}

/**
 * The part of a file at `path`, checked; `undefined` where it does not fit, with a problem per fault.
 * @param keys every key the schema knows: what an unknown one may have been meant to be
 */
export function checked<T>(
  yaml: YamlFile,
  path: PropertyKey[],
  schema: z.ZodType<T>,
  keys: readonly string[],
  problems: Problem[],
): T | undefined {
  const parsed = schema.safeParse(valueAt(yaml.value, path));
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const whole = [...path, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) {
        const fix = didYouMean(key, keys, 'remove it');
        problems.push({ file: yaml.file, line: yaml.lineOf([...whole, key]), message: `unknown key "${key}"`, fix });
      }
    } else problems.push({ file: yaml.file, line: yaml.lineOf(whole), ...faultOf(issue, valueAt(yaml.value, whole), keys) });
  }
  return undefined;
}

function faultOf(issue: z.core.$ZodIssue, value: unknown, keys: readonly string[]): Pick<Problem, 'message' | 'fix'> {
  const name =
    issue.path.length === 0
      ? 'this'
      : `"${issue.path.filter((step) => typeof step === 'string').join('.') || issue.path.join('.')}"`;
  if (value === undefined) return { message: `${name} is missing`, fix: `add a line "${String(issue.path.at(-1))}: …"` };
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  if (written.trim() === '') return { message: `${name} is empty`, fix: 'fill it in, or remove the line if it may be left out' };
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const fix = didYouMean(written, allowed, `write one of ${allowed.join(', ')}`);
    return { message: `${name} is "${written}"`, fix };
  }
  if (issue.code === 'invalid_type') {
    const meant = {
      string: 'one text',
      array: 'a list',
      object: `keys such as ${keys.slice(0, 3).join(', ')}`,
      record: 'keys and values',
    };
    const expected = meant[issue.expected as keyof typeof meant] ?? issue.expected;
    return { message: `${name} has the wrong shape`, fix: `write ${expected} here` };
  }
  if (issue.code === 'too_small' && issue.origin === 'array')
    return { message: `${name} is ${written === '[]' ? 'an empty' : 'too short a'} list`, fix: issue.message };
  return { message: `${name} is "${written}"`, fix: issue.message };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}
