import type { SendOutcome } from '../../messaging/channel.ts';
import type { TemplateOutcome } from '../../messaging/template.ts';
import { type ClaimedDelivery, type DeliveryState, longestAheadMs, mostSends, type TemplateMark } from './outbox.ts';

/** How often a delivery the platform cannot take is tried, and for how long. */
export const attemptBudget = { attempts: 8, ms: 4 * 3_600_000 };
/** So often at least, whatever the time says: the clock may have jumped. */
const fewestTries = 4;

const shortestWaitMs = 1_000;
const uncertainWaitMs = 5_000;
const unauthorisedWaitMs = 60_000;

/**
 * What becomes of a delivery after one attempt. `random` in [0, 1) spreads the next attempts ("full jitter"). While the whole channel is
 * down an attempt does not count: it goes on until the announcement expires.
 */
export function afterAttempt(
  { attempts, uncertain, firstAttemptAt }: Pick<ClaimedDelivery, 'attempts' | 'uncertain' | 'firstAttemptAt'>,
  outcome: SendOutcome,
  { nowMs, random, channelDown }: { nowMs: number; random: number; channelDown: boolean },
): DeliveryState {
  const first = firstAttemptAt ?? new Date(nowMs).toISOString();
  const again = (waitMs: number, tried: number, unheard: number): DeliveryState => ({
    kind: 'pending',
    dueAt: new Date(nowMs + waitMs).toISOString(),
    attempts: tried,
    uncertain: unheard,
    firstAttemptAt: first,
  });
  switch (outcome.kind) {
    case 'sent':
      return {
        kind: 'sent',
        at: new Date(nowMs).toISOString(),
        ...(outcome.messageId === undefined ? {} : { messageId: outcome.messageId }),
        duplicate: uncertain > 0,
      };
    case 'rate-limited':
      return again(
        // However long the platform wants rest, it is the lane that rests.
        Math.max(shortestWaitMs, Number.isFinite(outcome.retryAfterMs) ? Math.min(outcome.retryAfterMs, longestAheadMs) : 0),
        attempts,
        uncertain,
      );
    case 'outside-window':
      return { kind: 'deferred' };
    case 'unreachable':
      return { kind: 'failed', reason: outcome.why };
    case 'rejected':
      return { kind: 'failed', reason: 'rejected' };
    case 'unavailable': {
      const tried = channelDown ? attempts : attempts + 1;
      const spent =
        !channelDown &&
        (tried >= attemptBudget.attempts || (tried >= fewestTries && nowMs - Date.parse(first) >= attemptBudget.ms));
      if (spent) return uncertain > 0 ? { kind: 'uncertain', duplicate: false } : { kind: 'failed', reason: 'gave-up' };
      return again(shortestWaitMs + random * Math.min(longestAheadMs, shortestWaitMs * 2 ** tried), tried, uncertain);
    }
    case 'uncertain':
      return uncertain + 1 >= mostSends
        ? { kind: 'uncertain', duplicate: true }
        : again(uncertainWaitMs, attempts, uncertain + 1);
    case 'unauthorised':
      return again(unauthorisedWaitMs, attempts, uncertain);
  }
}

/** What becomes of a delivery, and whether its person was told by a template. */
export interface TemplateResult {
  next: DeliveryState;
  template?: TemplateMark;
}

/** So often a platform is asked to take a template that it cannot take at the moment. */
const templateTries = 4;

/**
 * What becomes of a delivery after an attempt to tell its person by a template. Whatever goes wrong they are deferred, as if there were no template.
 * `isWhole`: they need nothing else; else the text stays deferred, for their next contact.
 */
export function afterTemplate(
  { attempts, uncertain, firstAttemptAt }: Pick<ClaimedDelivery, 'attempts' | 'uncertain' | 'firstAttemptAt'>,
  outcome: TemplateOutcome,
  { isWhole, nowMs, random }: { isWhole: boolean; nowMs: number; random: number },
): TemplateResult {
  const at = new Date(nowMs).toISOString();
  const again = (waitMs: number, tried: number): TemplateResult => {
    const dueAt = new Date(nowMs + Math.min(longestAheadMs, waitMs)).toISOString();
    return { next: { kind: 'pending', dueAt, attempts: tried, uncertain, firstAttemptAt: firstAttemptAt ?? at } };
  };
  switch (outcome.kind) {
    case 'sent': {
      const { messageId, cost } = outcome;
      if (!isWhole) return { next: { kind: 'deferred' }, template: cost };
      return { next: { kind: 'sent', at, ...(messageId === undefined ? {} : { messageId }), duplicate: false }, template: cost };
    }
    case 'rate-limited':
      return again(Math.max(shortestWaitMs, Number.isFinite(outcome.retryAfterMs) ? outcome.retryAfterMs : 0), attempts);
    case 'unavailable':
      if (attempts + 1 >= templateTries) return { next: { kind: 'deferred' } };
      return again(shortestWaitMs + random * shortestWaitMs * 2 ** (attempts + 1), attempts + 1);
    case 'uncertain':
      return { next: { kind: 'deferred' }, template: 'unheard' };
    case 'refused':
      return { next: { kind: 'deferred' } };
  }
}
