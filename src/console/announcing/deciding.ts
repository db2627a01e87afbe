import type { Announcement } from '../../announcements/announcement.ts';
import type { Official } from '../../announcements/people/officials.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import { sendTrials } from '../../announcements/rendering.ts';
import { refusalText } from '../../announcements/words.ts';
import type { OutgoingMessage } from '../../messaging/message.ts';
import type { OfficialVisit } from '../route.ts';
import { consolePath } from '../views/layout.tsx';
import { type DoneStep, previewWords as words } from '../views/words-announcing.ts';
import type { Looking } from './looking.ts';
import type { Watching } from './watching.ts';

type Run = (visit: OfficialVisit) => Promise<Response>;

/** Approving, letting go, holding back. Every rule is behind `Publishing`. */
export type Deciding = Record<'approve' | 'sendBack' | 'send' | 'schedule' | 'pause' | 'resume' | 'stop' | 'trial', Run>;

export interface ConsoleDecidingDeps {
  publishing: Publishing;
  looking: Looking;
  watching: Watching;
  /** To an official's own chat; whether it was taken. */
  trial(official: Official, message: OutgoingMessage): Promise<boolean>;
}

/** Where an announcement is after a step, and what is said there. */
export function afterStep({ c }: OfficialVisit, number: number, step: DoneStep, page = ''): Response {
  return c.redirect(`${consolePath}/thong-bao/${number}${page}?da=${step}`, 303);
}

export function createDeciding({ publishing, looking, watching, trial }: ConsoleDecidingDeps): Deciding {
  const again = { announcement: looking.announcement, approve: looking.approve, watch: watching.page };
  /** Finds the announcement, does it, and shows where it has led to, or the page again with the reason why not. */
  function step(
    did: DoneStep,
    pages: { done: '' | '/theo-doi'; refused: 'announcement' | 'approve' | 'watch' },
    act: (visit: OfficialVisit, announcement: Announcement) => Promise<Outcome<Announcement>>,
  ): Run {
    return async (visit) => {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const outcome = await act(visit, announcement);
      if (outcome.kind === 'refused') return again[pages.refused](visit, refusalText(outcome.refusal));
      return afterStep(visit, announcement.number, did, pages.done);
    };
  }

  const letGo =
    (go: 'send' | 'schedule') =>
    ({ actor, form }: OfficialVisit, { id }: Announcement): Promise<Outcome<Announcement>> =>
      publishing[go](actor, id, { hash: form.get('hash') ?? '', code: form.get('code') ?? '' });

  const withReason =
    (act: 'return' | 'pause' | 'stop') =>
    async ({ actor, form }: OfficialVisit, { id }: Announcement): Promise<Outcome<Announcement>> => {
      const reason = (form.get('reason') ?? '').trim().slice(0, 500);
      return reason === '' ? { kind: 'refused', refusal: { code: 'no-reason' } } : publishing[act](actor, id, reason);
    };

  return {
    async trial(visit) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const { actor, official } = visit;
      if (official.chat === undefined) return looking.announcement(visit, words.noChat);
      const preview = await publishing.preview(actor, announcement.id);
      if (preview.kind === 'refused') return looking.announcement(visit, refusalText(preview.refusal));
      const isSent = await sendTrials(preview.value, (message) => trial(official, message));
      return isSent ? afterStep(visit, announcement.number, 'gui-thu') : looking.announcement(visit, words.trialFailed);
    },
    approve: step('duyet', { done: '', refused: 'approve' }, ({ actor, form }, { id }) =>
      publishing.approve(actor, id, {
        hash: form.get('hash') ?? '',
        code: form.get('code') ?? '',
        phrase: form.get('phrase') ?? '',
        behalf: form.get('behalf') || undefined,
      }),
    ),
    sendBack: step('tra-lai', { done: '', refused: 'announcement' }, withReason('return')),
    send: step('gui', { done: '/theo-doi', refused: 'announcement' }, letGo('send')),
    schedule: step('hen-gio', { done: '', refused: 'announcement' }, letGo('schedule')),
    pause: step('tam-dung', { done: '/theo-doi', refused: 'watch' }, withReason('pause')),
    resume: step('gui-tiep', { done: '/theo-doi', refused: 'watch' }, ({ actor }, { id }) => publishing.resume(actor, id)),
    stop: step('dung', { done: '/theo-doi', refused: 'watch' }, withReason('stop')),
  };
}
