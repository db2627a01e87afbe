import type { IncomingMessage } from '../../messaging/message.ts';
import type { InboxLog, Settlement } from './log.ts';

const retryMs = 1_000;

/** Keeps trying until it is on disk or the service stops: what was answered must not be answered again because a disk was full for a minute. */
export function settle(
  log: Pick<InboxLog, 'settle'>,
  message: IncomingMessage,
  result: Settlement,
  deps: {
    schedule: (afterMs: number, run: () => void) => () => void;
    failed(err: unknown): void;
    isStopping(): boolean;
  },
): Promise<void> {
  return new Promise((resolve) => {
    function attempt(): void {
      log.settle(message, result).then(resolve, (err: unknown) => {
        deps.failed(err);
        if (deps.isStopping()) return resolve();
        deps.schedule(retryMs, attempt);
      });
    }
    attempt();
  });
}
