import type { Announcement } from '../../announcements/announcement.ts';
import type { Preview, Publishing } from '../../announcements/publishing.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { shownPart, type Verb } from './grammar.ts';
import { type OfficialViews, saidNo, type Visit } from './views.ts';

/** One thing asked for an announcement that exists. `shown`: first half of the hash of the content they pressed at. */
export type Step = (
  visit: Visit,
  announcement: Announcement,
  asked: { shown: string | undefined; argument: string },
) => Promise<Reply>;

/** Every verb there is, for who puts the steps together. */
export type Steps = Record<Verb, Step>;

/** The current preview if it still is what was shown; else what to say instead. */
async function shownPreview(
  { publishing, views }: { publishing: Pick<Publishing, 'preview'>; views: OfficialViews },
  visit: Visit,
  announcement: Announcement,
  shown: string | undefined,
): Promise<{ preview: Preview } | { reply: Reply }> {
  const outcome = await publishing.preview(visit.actor, announcement.id);
  if (outcome.kind === 'refused') return { reply: saidNo(outcome.refusal) };
  const current = shownPart(outcome.value.hash) === shown;
  if (current) return { preview: outcome.value };
  const lead = shown === undefined ? undefined : saidNo({ code: 'not-what-was-shown' }).text;
  return { reply: await views.look(visit, announcement, lead) };
}

/** A step that is taken only as long as the content is what was shown with the button; else they see what it is now. */
export const ifShown =
  (
    deps: Parameters<typeof shownPreview>[0],
    act: (visit: Visit, announcement: Announcement, preview: Preview, argument: string) => Promise<Reply>,
  ): Step =>
  async (visit, announcement, { shown, argument }) => {
    const looked = await shownPreview(deps, visit, announcement, shown);
    return 'reply' in looked ? looked.reply : act(visit, announcement, looked.preview, argument);
  };
