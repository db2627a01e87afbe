import type { Handle } from './inbox.ts';

/**
 * Answering takes a processor for milliseconds at a time. Begun one after the other, answers would fill every turn of the event loop, and
 * acknowledgements, which need several turns each, would wait for seconds behind a full inbox. So at most one answer begins in a turn:
 * what arrives is taken in before the next one.
 * @param turn resolves in a later turn of the event loop, after what has arrived by then.
 */
export function oneATurn(handle: Handle, turn: () => Promise<void>): Handle {
  let last = Promise.resolve();
  return async (message) => {
    last = last.then(turn);
    await last;
    return handle(message);
  };
}
