import type { SendOutcome } from '../../messaging/channel.ts';
import type { DeliveryState } from './outbox.ts';

/** What the last sends on a channel say about going on. */
export type Advice =
  | { kind: 'go' }
  /** The channel gives no answer at all: one attempt in ten seconds until it does. Goes on by itself. */
  | { kind: 'probe'; waitMs: number }
  /** Something is wrong with the announcement or with us: only a person lets it go on. */
  | { kind: 'hold'; why: 'errors' | 'unauthorised' };

export interface Breaker {
  /** `next`: what the delivery came to. Only what is given up counts: a failure that is tried again with success was none. */
  observe(outcome: SendOutcome['kind'], next: DeliveryState['kind']): void;
  advice(): Advice;
  /** A person looked into it. */
  reset(): void;
}

const watched = 200;
const tolerated = 0.05;
const failuresUntilProbing = 20;
const probeEveryMs = 10_000;

/**
 * Watches one announcement on one channel. More than 5 % of the last 200 deliveries given up for a reason that is not the recipient's holds it.
 * What is tried again counts once it is given up, or not at all. Failures without one success between them are a channel that is down.
 */
export function createBreaker(): Breaker {
  let last: boolean[] = [];
  let inARow = 0;
  let unauthorised = false;

  function count(failed: boolean): void {
    last.push(failed);
    if (last.length > watched) last = last.slice(-watched);
  }

  return {
    observe(outcome, next) {
      switch (outcome) {
        case 'unavailable':
          inARow += 1;
          if (next !== 'pending') count(true);
          return;
        case 'unauthorised':
          unauthorised = true;
          return;
        case 'rejected':
        case 'uncertain':
          if (next !== 'pending') count(true);
          return;
        case 'sent':
        case 'unreachable':
        case 'outside-window':
          inARow = 0;
          count(false);
          return;
        case 'rate-limited':
      }
    },
    advice() {
      if (unauthorised) return { kind: 'hold', why: 'unauthorised' };
      if (last.filter(Boolean).length > watched * tolerated) return { kind: 'hold', why: 'errors' };
      return inARow >= failuresUntilProbing ? { kind: 'probe', waitMs: probeEveryMs } : { kind: 'go' };
    },
    reset() {
      last = [];
      inARow = 0;
      unauthorised = false;
    },
  };
}
