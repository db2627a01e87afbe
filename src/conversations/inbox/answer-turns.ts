import type { Accept } from '../../messaging/channel.ts';
import type { Handle } from './handling.ts';

/**
 * Answering takes the processor for a millisecond at a time. Begun one after the other, answers would fill every turn of the event loop, and
 * acknowledgements, which need several turns each, would wait for seconds behind a full inbox; put off for every acknowledgement, nobody would be
 * answered while many write (both measured in `test/load/acknowledgements.load.ts`).
 */
export interface AnswerTurns {
  /** Wraps what accepts messages, so that the turns know while one is being accepted. */
  accept(accept: Accept): Accept;
  /** Wraps what answers messages: a few begin in one turn of the event loop, and while messages are being accepted no more than the pace allows. */
  handle(handle: Handle): Handle;
}

export interface AnswerPace {
  /** Answers owed whatever arrives. */
  perSecond: number;
  /** Answers after which what has arrived comes first. */
  mostInATurn: number;
}

const usualPace: AnswerPace = { perSecond: 3_000, mostInATurn: 15 };

/** @param nextTurn resolves in a later turn of the event loop, after what has arrived by then. */
export function createAnswerTurns(
  nextTurn: () => Promise<unknown>,
  nowMs: () => number,
  { perSecond, mostInATurn }: AnswerPace = usualPace,
): AnswerTurns {
  let accepting = 0;
  let owed = 0;
  let countedMs = nowMs();
  let begunInThisTurn = 0;
  let last = Promise.resolve();

  function isOwed(): boolean {
    const ms = nowMs();
    owed = Math.min(mostInATurn, owed + ((ms - countedMs) * perSecond) / 1_000);
    countedMs = ms;
    return owed >= 1;
  }

  async function turn(): Promise<void> {
    if (!isOwed() || begunInThisTurn >= mostInATurn) {
      do await nextTurn();
      while (accepting > 0 && !isOwed());
      begunInThisTurn = 0;
    }
    begunInThisTurn += 1;
    owed = Math.max(0, owed - 1);
  }

  return {
    accept: (accept) => async (message) => {
      accepting += 1;
      try {
        await accept(message);
      } finally {
        accepting -= 1;
      }
    },
    handle: (handle) => async (message) => {
      last = last.then(turn);
      await last;
      return handle(message);
    },
  };
}
