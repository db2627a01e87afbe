import type { IncomingMessage } from '../../messaging/message.ts';

/** One channel's way through the inbox: so many messages at once, and a platform out of reach holds up nobody else. */
export interface ChatLane {
  start(work: (message: IncomingMessage) => Promise<void>): void;
  /** There may be something to claim. */
  wake(): void;
  /** Claims nothing more; resolves when nothing is being worked on. */
  stop(): Promise<void>;
}

export interface LaneDeps {
  claim: (limit: number) => Promise<IncomingMessage[]>;
  concurrency: number;
  pollMs: number;
  schedule: (afterMs: number, run: () => void) => () => void;
  failed: (error: unknown) => void;
}

export function createLane({ claim, concurrency, pollMs, schedule, failed }: LaneDeps): ChatLane {
  let work: ((message: IncomingMessage) => Promise<void>) | undefined;
  let running = 0;
  let claiming: Promise<void> | undefined;
  let wakened = false;
  let stopped = false;
  let cancelPoll = () => {};
  let idle: () => void = () => {};

  function wake(): void {
    wakened = true;
    if (!stopped && work && running < concurrency) claiming ??= claimAll(work);
  }

  async function claimAll(taken: (message: IncomingMessage) => Promise<void>): Promise<void> {
    try {
      while (wakened && !stopped && running < concurrency) {
        wakened = false;
        for (const message of await claim(concurrency - running)) void run(message, taken);
      }
    } catch (error) {
      failed(error);
    } finally {
      claiming = undefined;
    }
  }

  async function run(message: IncomingMessage, taken: (message: IncomingMessage) => Promise<void>): Promise<void> {
    running += 1;
    await taken(message);
    running -= 1;
    wake();
    if (running === 0) idle();
  }

  function poll(): void {
    wake();
    cancelPoll = schedule(pollMs, poll);
  }

  return {
    wake,
    start(taken) {
      work = taken;
      poll();
    },
    async stop() {
      stopped = true;
      cancelPoll();
      await claiming;
      if (running > 0) {
        await new Promise<void>((resolve) => {
          idle = resolve;
        });
      }
    },
  };
}
