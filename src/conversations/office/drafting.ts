import type { Announcement, Content } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { type OfficialViews, said, saidNo, type Visit } from './views.ts';
import { audienceChoices, expiryChoices, whenChoices, officialWords as words } from './words.ts';

/** A draft is filled in: after each change whatever is still missing is asked for, one thing after the other; then comes the preview. */
export interface Drafting {
  /** `lead`: what has just been done. */
  goOn(visit: Visit, outcome: Outcome<Announcement>, lead?: string): Promise<Reply>;
  /** Changes it and goes on; `undefined` takes something out. */
  edit(visit: Visit, announcement: Announcement, changes: { [Key in keyof Content]?: Content[Key] | undefined }): Promise<Reply>;
}

export function createDrafting(publishing: Pick<Publishing, 'edit'>, views: OfficialViews): Drafting {
  async function goOn(visit: Visit, outcome: Outcome<Announcement>, lead?: string): Promise<Reply> {
    if (outcome.kind === 'refused') return saidNo(outcome.refusal);
    const { number, content } = outcome.value;
    const led = (text: string) => (lead ? `${lead} ${text}` : text);
    if (!content.audience) return said(led(words.askAudience), audienceChoices(number));
    if (content.expiresAt === undefined)
      return content.sendAt === undefined
        ? said(led(words.askWhen), whenChoices(number))
        : said(led(words.askExpiry), expiryChoices(number));
    return views.look(visit, outcome.value, lead);
  }

  return { goOn, edit: async (visit, { id }, changes) => goOn(visit, await publishing.edit(visit.actor, id, changes)) };
}
