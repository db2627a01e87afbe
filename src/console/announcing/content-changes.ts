import { z } from 'zod';
import type { Announcement, Content } from '../../announcements/announcement.ts';
import { repeatWords } from '../../announcements/repeating/words.ts';
import { audienceName, vietnamTime } from '../../announcements/words.ts';
import { type VersionChange, versionChanges } from '../../conversations/notices/text-difference.ts';
import type { Notes } from '../notes.ts';
import { previewWords as words } from '../views/words-announcing.ts';

/** What is another in an announcement than it was. */
export interface ContentChanges {
  /** When the earlier one was seen, ISO 8601 UTC; absent: when it was last decided on. */
  since?: string;
  text: readonly VersionChange[];
  /** Besides the text, each as an official reads it. */
  fields: readonly { name: string; before: string; after: string }[];
}

export function contentChanges(
  before: Content,
  after: Content,
  communeName: (code: string) => string,
): Omit<ContentChanges, 'since'> {
  const time = (iso: string | undefined) => (iso === undefined ? words.nothing : vietnamTime(iso));
  const buttons = ({ buttons: held }: Content) =>
    held.length === 0 ? words.nothing : held.map(({ label, value }) => `${label} (${value})`).join(', ');
  // Two pictures can be described in the same words: the beginning of the hash tells them apart.
  const picture = ({ image }: Content) => (image ? `${image.alt} (${image.sha256.slice(0, 8)})` : words.nothing);
  const previews = ({ linkPreview }: Content) => (linkPreview ? words.on : words.nothing);
  const plan = ({ repeat }: Content) => (repeat ? repeatWords.short(repeat) : repeatWords.none);
  const audience = ({ audience: held }: Content) => audienceName(held, communeName);
  const fields = [
    { name: words.changedField.audience, before: audience(before), after: audience(after) },
    { name: repeatWords.heading, before: plan(before), after: plan(after) },
    { name: words.changedField.sendAt, before: time(before.sendAt), after: time(after.sendAt) },
    { name: words.changedField.expiresAt, before: time(before.expiresAt), after: time(after.expiresAt) },
    { name: words.changedField.image, before: picture(before), after: picture(after) },
    { name: words.changedField.linkPreview, before: previews(before), after: previews(after) },
    { name: words.changedField.buttons, before: buttons(before), after: buttons(after) },
  ];
  return { text: versionChanges(before, after), fields: fields.filter((field) => field.before !== field.after) };
}

const look = z.object({ at: z.string(), content: z.custom<Content>((value) => typeof value === 'object' && value !== null) });
const lookSchema = z.object({ last: look, before: look.optional() });

/**
 * Notes that somebody looks at an announcement now, and says what is another than when they looked before; looking twice at the same does not hide
 * it. `undefined`: they look for the first time.
 */
export async function changesSinceLooked(
  notes: Notes,
  official: string,
  { id, content }: Announcement,
  { communeName, now }: { communeName: (code: string) => string; now: () => Date },
): Promise<ContentChanges | undefined> {
  const note = await notes.get('looked', id, official);
  const seen = note && lookSchema.safeParse(JSON.parse(note.value)).data;
  const current = { at: now().toISOString(), content };
  const isSame = seen !== undefined && JSON.stringify(seen.last.content) === JSON.stringify(content);
  const before = isSame ? (seen.before ?? seen.last) : seen?.last;
  if (!isSame) await notes.put('looked', id, official, JSON.stringify({ last: current, ...(before ? { before } : {}) }));
  return before && { since: before.at, ...contentChanges(before.content, content, communeName) };
}
