import type { ContactWritten, MilestoneWritten, ProvinceWritten } from './edit.ts';
import { reference, sourceOf } from './written-fact.ts';
import { readYaml } from './yaml-text.ts';

type Entry = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const mapOf = (value: unknown): Entry => (typeof value === 'object' && value !== null ? (value as Entry) : {});

/** A milestone of a file, every scalar as text, as a form has it. */
export function writtenMilestone(entry: Entry): MilestoneWritten {
  return {
    ...{ id: textOf(entry.id), name: textOf(entry.name), date: textOf(entry.date) },
    sources: listOf(entry.sources).map(sourceOf),
  };
}

/** The keys of a milestone that the form has, as its file has them. */
export const milestoneEntry = ({ name, date, sources }: MilestoneWritten): Entry => ({
  ...{ name, date },
  sources: sources.map(reference),
});

export const contactKeys = ['name', 'english', 'for', 'url', 'level', 'closesWithElection'] as const;

/** A contact as its file has it: what is empty is left out. */
export const contactEntry = (contact: ContactWritten): Record<string, string | undefined> =>
  Object.fromEntries(contactKeys.map((key) => [key, contact[key] === '' ? undefined : contact[key]]));

/** `province.yaml`, every scalar as text, as a form has it. */
export function writtenProvince(entry: Entry): ProvinceWritten {
  const page = mapOf(entry.page);
  return {
    ...{ short: textOf(entry.short), title: textOf(page.title), subtitle: textOf(page.subtitle) },
    contacts: listOf(entry.contacts).map((given) => {
      const contact = mapOf(given);
      return Object.fromEntries(contactKeys.map((key) => [key, textOf(contact[key])])) as unknown as ContactWritten;
    }),
    questions: listOf(entry.questions).map(textOf),
  };
}

const valueIn = (text: string): Entry => mapOf(readYaml(text, '', { scalars: 'text' }).value);

/** The milestone of an id in a file as it was; `undefined` where it has none. */
export function milestoneIn(text: string, id: string): MilestoneWritten | undefined {
  const found = listOf(valueIn(text).milestones).find((one) => mapOf(one).id === id);
  return found === undefined ? undefined : writtenMilestone(mapOf(found));
}

/** `province.yaml` as it was. */
export const provinceIn = (text: string): ProvinceWritten => writtenProvince(valueIn(text));
