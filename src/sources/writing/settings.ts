import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ContactWritten, MilestoneWritten, ProvinceWritten } from '../../elections/pack/edit.ts';
import { contactEntry, milestoneEntry, writtenMilestone, writtenProvince } from '../../elections/pack/written-settings.ts';
import { readYaml, withEntry, withKeys, withoutEntries } from '../../elections/pack/yaml-text.ts';
import { filesIn, readPackFile } from '../pack-files.ts';
import { withList } from './rewriting.ts';

type Entry = Readonly<Record<string, unknown>>;

/** An entry of a file, and the file. */
export interface EntryThere {
  file: string;
  text: string;
  path: PropertyKey[];
  /** Every scalar as text. */
  entry: Entry;
}

const textValue = (text: string): unknown => readYaml(text, '', { scalars: 'text' }).value;

const milestonesOf = (text: string): (Entry | null)[] => {
  const list = (textValue(text) as { milestones?: unknown } | undefined | null)?.milestones;
  return Array.isArray(list) ? (list as (Entry | null)[]) : [];
};

/** A milestone, in the uppermost pack that has it. */
export async function findMilestone(folders: readonly string[], id: string): Promise<EntryThere | undefined> {
  for (const folder of folders.toReversed())
    for (const file of await filesIn(join(folder, 'facts'), '.yaml', [])) {
      const text = (await readPackFile(file, [])) ?? '';
      const milestones = milestonesOf(text);
      const at = milestones.findIndex((one) => one?.id === id);
      if (at >= 0) return { file, text, path: ['milestones', at], entry: milestones[at]! };
    }
  return undefined;
}

/** What the province says of itself; a stack has one such file. */
export async function findProvince(folders: readonly string[]): Promise<EntryThere | undefined> {
  for (const folder of folders.toReversed()) {
    const file = join(folder, 'province.yaml');
    const text = await readPackFile(file, []);
    const entry = text === undefined ? undefined : textValue(text);
    if (text !== undefined && typeof entry === 'object' && entry !== null && !Array.isArray(entry))
      return { file, text, path: [], entry: entry as Entry };
  }
  return undefined;
}

/** Only keys whose values differ; nothing to do where none does. */
function keysChanged(text: string, path: readonly PropertyKey[], had: Entry, has: Entry): string | undefined {
  const differing = Object.entries(has).filter(([key, value]) => !isDeepStrictEqual(had[key], value));
  return differing.length === 0 ? text : withKeys(text, path, Object.fromEntries(differing));
}

const withoutGaps = (entry: Entry): Entry => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));

/** The file with the milestone written anew, line by line; `undefined` where that cannot be done. */
export function rewrittenMilestone({ text, path, entry }: EntryThere, milestone: MilestoneWritten): string | undefined {
  const [had, has] = [milestoneEntry(writtenMilestone(entry)), milestoneEntry(milestone)];
  const next = keysChanged(text, path, had, has);
  const made = next === undefined ? undefined : milestonesOf(next)[Number(path[1])];
  const changed = Object.fromEntries(Object.entries(has).filter(([key, value]) => !isDeepStrictEqual(had[key], value)));
  return isDeepStrictEqual(made, { ...entry, ...changed }) ? next : undefined;
}

/** Contacts by their places: a changed one changes its own lines, one without a name is taken out, further ones are put at the end. */
function withContacts(text: string, had: readonly ContactWritten[], has: readonly ContactWritten[]): string | undefined {
  let next: string | undefined = text;
  for (const [at, before] of had.entries()) {
    const after = has[at];
    if (after && after.name !== '' && next !== undefined)
      next = keysChanged(next, ['contacts', at], contactEntry(before), contactEntry(after));
  }
  const added = has.slice(had.length).filter(({ name }) => name !== '');
  for (const contact of added)
    next = next === undefined ? undefined : withEntry(next, ['contacts'], withoutGaps(contactEntry(contact)));
  const gone = had.flatMap((_, at) => ((has[at]?.name ?? '') === '' ? [at] : []));
  if (gone.length === 0 || next === undefined) return next;
  // Nothing is left to be edited line by line: the checks say that one is needed.
  if (gone.length === had.length && added.length === 0) return withKeys(next, [], { contacts: [] });
  return withoutEntries(next, ['contacts'], gone);
}

/** `province.yaml` with what the form has written anew, line by line; `undefined` where that cannot be done. */
export function rewrittenProvince({ text, entry }: EntryThere, province: ProvinceWritten): string | undefined {
  const had = writtenProvince(entry);
  const { short, title, subtitle, questions } = province;
  let next = keysChanged(text, [], { short: had.short }, { short });
  if (next !== undefined) next = keysChanged(next, ['page'], { title: had.title, subtitle: had.subtitle }, { title, subtitle });
  if (next !== undefined && !isDeepStrictEqual(had.questions, questions))
    next = withList(next, ['questions'], had.questions, questions) ?? withKeys(next, [], { questions });
  if (next !== undefined) next = withContacts(next, had.contacts, province.contacts);
  if (next === undefined) return undefined;
  const meant = { ...province, contacts: province.contacts.filter(({ name }) => name !== '') };
  const made = textValue(next) as Entry;
  const untouched = Object.keys(entry).filter((key) => !['short', 'page', 'contacts', 'questions'].includes(key));
  const isWhole = untouched.every((key) => isDeepStrictEqual(made[key], entry[key]));
  return isWhole && isDeepStrictEqual(writtenProvince(made), meant) ? next : undefined;
}
