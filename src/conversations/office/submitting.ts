import type { Announcement } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { findingText } from '../../announcements/words-preview.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { ChatKey } from '../../messaging/message.ts';
import type { Ask } from './asking.ts';
import { ifShown, type Step } from './steps.ts';
import { type OfficialViews, type Reasons, said, saidNo, type Visit } from './views.ts';
import { officialWords as words } from './words.ts';

/** What the next message is taken for while somebody says why a finding is kept. */
export type SubmittingExpectation = { by: 'writing'; what: 'reason'; number: number; hash: string; code: string };

/** Reasons for findings, kept until the content is submitted or changed. */
export interface GivenReasons {
  of(chat: ChatKey, hash: string): Reasons;
  add(chat: ChatKey, hash: string, code: string, reason: string): void;
}

/** Asking for approval, with a reason for whatever the text check found and is kept. */
export interface OfficialSubmitting {
  steps: Record<'override' | 'submit', Step>;
  /** The reason that was typed. */
  take(visit: Visit, announcement: Announcement, expected: SubmittingExpectation, reason: string): Promise<Reply>;
}

export function createOfficialSubmitting(
  deps: { publishing: Pick<Publishing, 'preview' | 'submit'>; views: OfficialViews; reasons: GivenReasons },
  ask: Ask<SubmittingExpectation>,
): OfficialSubmitting {
  const { publishing, views, reasons } = deps;
  return {
    steps: {
      override: ifShown(deps, async (visit, announcement, { findings, hash }, argument) => {
        const finding = findings[Number(argument) - 1];
        if (finding?.severity !== 'override') return views.look(visit, announcement, words.noSuchFinding);
        const { number } = announcement;
        const expected = { by: 'writing', what: 'reason', number, hash, code: finding.code } as const;
        return ask(visit, expected, words.askReasonFor(findingText(finding)));
      }),
      submit: ifShown(deps, async (visit, announcement, { hash }) => {
        const outcome = await publishing.submit(visit.actor, announcement.id, reasons.of(visit.chat, hash));
        if (outcome.kind === 'done') return said(words.submitted(announcement.number));
        return views.look(visit, announcement, saidNo(outcome.refusal).text);
      }),
    },
    take(visit, announcement, { hash, code }, reason) {
      reasons.add(visit.chat, hash, code, reason);
      return views.look(visit, announcement);
    },
  };
}
