import type { Announcement } from '../../announcements/announcement.ts';
import type { Approval } from '../../announcements/people/given-approval.ts';
import type { Progress } from '../../announcements/progress.ts';
import { rateOf } from '../../announcements/progress.ts';
import type { Refusal } from '../../announcements/refusal.ts';
import { timesOf } from '../../announcements/repeating/plan.ts';
import { refusalText } from '../../announcements/words.ts';
import type { CommandIo } from '../io.ts';

/** How a command answers: one JSON object a line, or Vietnamese. */
export interface Answer {
  /** @returns exit code 0 */
  done(value: object, text: string): number;
  /** @returns exit code 1 */
  refused(refusal: { code: string }, message: string): number;
}

export function createAnswer(json: boolean | undefined, io: Pick<CommandIo, 'out' | 'err'>): Answer {
  return {
    done(value, text) {
      io.out(json ? `${JSON.stringify({ ok: true, ...value })}\n` : `${text}\n`);
      return 0;
    },
    refused(refusal, message) {
      if (json) io.out(`${JSON.stringify({ ok: false, refusal, message })}\n`);
      else io.err(`${message}\n`);
      return 1;
    },
  };
}

/** Says why an official's request was not carried out. */
export const answerRefusal = (answer: Answer, refusal: Refusal): number => answer.refused(refusal, refusalText(refusal));

/** An announcement as JSON: everything officials decide on, without seals and inner ids. */
export function announcementJson({
  content,
  approval,
  template,
  about,
  phase,
  occurrence,
  occurrences,
  ...rest
}: Announcement): object {
  const { number, kind, state, author, overrides, note, heldChannels, total, createdAt, startedAt, endedAt } = rest;
  return {
    number,
    kind,
    state,
    ...content,
    times: content.repeat && timesOf(content.repeat),
    occurrences,
    occurrence: occurrence && { of: occurrence.of.number, at: occurrence.at },
    author,
    about: about?.number,
    overrides,
    note,
    template,
    approved: approval && {
      by: approval.by,
      at: approval.at,
      count: approval.count,
      hash: approval.hash,
      behalf: behalfJson(approval),
    },
    phase: phase?.kind,
    heldChannels,
    total,
    createdAt,
    startedAt,
    endedAt,
  };
}

const behalfJson = ({ behalf }: Approval): object | undefined =>
  behalf && { of: behalf.of, delegation: behalf.delegation, from: behalf.from, until: behalf.until };

/** How far the sending has come, as JSON. `before`: an earlier look, for the rate. */
export function progressJson({ announcement, ...progress }: Progress, before?: Progress): object {
  const rate = before && rateOf(before, { announcement, ...progress });
  return {
    ...progress,
    announcement: announcementJson(announcement),
    perSecond: rate?.perSecond,
    leftMs: rate?.leftMs,
  };
}
