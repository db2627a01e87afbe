import type { ChatKey } from '../../messaging/message.ts';
import type { Records } from '../../messaging/records.ts';

/** One way in which a group was asked, without whoever asked it. */
export interface AskedWording {
  /** As typed, scrubbed by `withoutPersonal`. */
  text: string;
  /** With the typing repaired and communes as `placename`: what is compared. */
  read: string;
  /** Vietnam day it was last asked, `YYYY-MM-DD`. */
  day: string;
  /** Whoever asked it wished officials to see it. */
  agreed?: true;
}

/** Questions like each other that could not be answered. Holds nobody: no chat, no hour. */
export interface QuestionGroup {
  /** Random: says nothing of when or by whom. */
  id: string;
  wordings: AskedWording[];
  /** Vietnam day → channel → times asked. */
  days: Record<string, Record<string, number>>;
  /** Ids of what comes nearest in the pack, the nearest first. */
  nearest: string[];
  /**
   * Until a third person has asked: a random salt of this group and a mark of eight bits for each of the others (`personMark`). Gone from then on:
   * who asked is not kept in any form.
   */
  seen?: { salt: string; marks: string[] };
  /** Id of the official who sees to it. */
  assigned?: string;
  /** Seen to: not shown again unless it is asked again later. */
  done?: { day: string; by: string };
}

/** Somebody who agreed to be told the answer; kept only until they are told, see `heldDays`. */
export interface Asker {
  id: string;
  chat: ChatKey;
  /** Id of the question group. */
  group: string;
  /** What they asked, scrubbed: it is answered by asking it again. */
  text: string;
  /** Vietnam day they asked. */
  day: string;
  /** Sends begun. */
  tries: number;
  /** ISO 8601 UTC; before that nobody tries (again). */
  notBefore?: string;
}

/** What could not be answered, and who wishes to be told. */
export interface Unanswered {
  groups: Records<QuestionGroup>;
  askers: Records<Asker>;
}

/** Questions and who waits for an answer are kept for so many days. */
export const heldDays = 30;
/** Shown to officials from so many persons on. */
export const fewestPersons = 3;

/** The question as it can be asked again: without the marks of what was taken out. */
export const plainQuestion = (text: string): string => text.replace(/\[[^\]]{1,20}\]/gu, ' ');

/** Last day that is kept on `today` (both `YYYY-MM-DD`). */
const oldestKept = (today: string): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) - (heldDays - 1) * 86_400_000).toISOString().slice(0, 10);

/** The group without what is older than it may be; `undefined` where nothing is left, the same object where nothing was too old. */
export function withoutOld(group: QuestionGroup, today: string): QuestionGroup | undefined {
  const oldest = oldestKept(today);
  const wordings = group.wordings.filter(({ day }) => day >= oldest);
  const days = Object.entries(group.days).filter(([day]) => day >= oldest);
  if (wordings.length === 0) return undefined;
  if (wordings.length === group.wordings.length && days.length === Object.keys(group.days).length) return group;
  return { ...group, wordings, days: Object.fromEntries(days) };
}

/** Lets go of what is older than `heldDays`. */
export async function expireUnanswered({ groups, askers }: Unanswered, today: string): Promise<void> {
  for (const group of await groups.all()) {
    if (withoutOld(group, today) !== group)
      await groups.change(group.id, (held) => ({ next: held && withoutOld(held, today), result: undefined }));
  }
  for (const { id, day } of await askers.all())
    if (day < oldestKept(today)) await askers.change(id, () => ({ next: undefined, result: undefined }));
}

/** What officials may see of a group: `wordings` of three persons or more, or those whose asker agreed. */
export interface ShownGroup {
  id: string;
  wordings: string[];
  /** Times asked in all. */
  count: number;
  days: Record<string, Record<string, number>>;
  nearest: string[];
  assigned?: string;
  done?: { day: string; by: string };
}

/** The group as officials see it; `undefined` as long as fewer than `fewestPersons` asked and nobody agreed. */
export function shownGroup({ seen, wordings, days, ...group }: QuestionGroup): ShownGroup | undefined {
  const shown = wordings.filter(({ agreed }) => seen === undefined || agreed === true);
  if (shown.length === 0) return undefined;
  const count = Object.values(days).reduce((sum, byChannel) => sum + Object.values(byChannel).reduce((a, b) => a + b, 0), 0);
  return { ...group, days, count, wordings: shown.map(({ text }) => text) };
}
