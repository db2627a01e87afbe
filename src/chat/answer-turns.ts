import type { Accept } from '../messaging/channel.ts';
import type { Handle } from './inbox.ts';

/**
 * Answering takes the processor for milliseconds at a time. Begun one after the other, answers would fill every turn of the event loop, and
 * acknowledgements, which need several turns each, would wait for seconds behind a full inbox (measured in `test/load/telegram.load.ts`).
 */
export interface AnswerTurns {
  /** The same, known to be under way. */
  accept(accept: Accept): Accept;
  /** The same, begun at most once in a turn, and while messages are being accepted only once in a while. */
  handle(handle: Handle): Handle;
}

/** @param nextTurn resolves in a later turn of the event loop, after what has arrived by then. */
export function createAnswerTurns(nextTurn: () => Promise<unknown>, maxTurnsLater = 50): AnswerTurns {
  let accepting = 0;
  let last = Promise.resolve();

  async function turn(): Promise<void> {
    for (let later = 0; later === 0 || (accepting > 0 && later < maxTurnsLater); later += 1) await nextTurn();
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
