import { type IncomingContent, type IncomingMessage, messageKey } from '../../messaging/message.ts';
import { dropOldest } from '../../messaging/recent.ts';
import type { InboxLog, Settlement } from './log.ts';
import { settle } from './settling.ts';

/** What became of a message: `later` when the reply cannot leave now (a platform out of reach). Throwing makes a dead letter. */
export type Handled = { kind: 'done' } | { kind: 'later'; afterMs: number };
export type Handle = (message: IncomingMessage) => Promise<Handled>;

export interface HandlingDeps {
  log: Pick<InboxLog, 'settle'>;
  now: () => Date;
  schedule: (afterMs: number, run: () => void) => () => void;
  /** A handler that takes longer makes a dead letter. */
  timeoutMs: number;
  /** A reply that could not leave for so long is not sent any more. */
  maxAgeMs: number;
  isStopping(): boolean;
  /** The end of a message could not be written down yet; it is tried again. */
  settleFailed(err: unknown): void;
  /** How a message ended is on disk: its chat may be handled again. */
  ended(message: IncomingMessage): void;
  /** It ended without an answer. */
  died(message: IncomingMessage, why: string): void;
}

/** Carries messages from the lane to their end: answered, put off or dead, and on disk as that. */
export interface Handling {
  /** Holds a position in memory until its message is handled: it is never written down, and after a crash the person is asked again. */
  holdPosition(message: IncomingMessage): void;
  /** Resolves as soon as the message is handled, which is before the end of it is on disk. Never rejects. */
  work(message: IncomingMessage, handle: Handle): Promise<void>;
  /** Resolves once all that was handled is on disk. */
  settled(): Promise<void>;
}

const maxPositions = 1_000;

export function createHandling(deps: HandlingDeps): Handling {
  const positions = new Map<string, IncomingContent>();
  const settling = new Set<Promise<void>>();

  async function finish(message: IncomingMessage, result: Settlement): Promise<void> {
    await settle(deps.log, message, result, {
      schedule: deps.schedule,
      failed: deps.settleFailed,
      isStopping: deps.isStopping,
    });
    if (result.kind !== 'later') positions.delete(messageKey(message));
    if (result.kind === 'dead') deps.died(message, result.why);
  }

  /** Never rejects: what goes wrong is a settlement too. */
  function handled(message: IncomingMessage, handle: Handle): Promise<Settlement> {
    return new Promise((resolve) => {
      const why = `not handled within ${deps.timeoutMs / 1_000} s`;
      const cancel = deps.schedule(deps.timeoutMs, () => resolve({ kind: 'dead', why }));
      const end = (settlement: Settlement) => {
        cancel();
        resolve(settlement);
      };
      handle(message).then(
        (outcome) => end(settlementOf(message, outcome)),
        (error: unknown) => end({ kind: 'dead', why: failureLabel(error) }),
      );
    });
  }

  function settlementOf({ receivedAt }: IncomingMessage, outcome: Handled): Settlement {
    if (outcome.kind === 'done') return { kind: 'handled' };
    if (deps.now().getTime() - Date.parse(receivedAt) <= deps.maxAgeMs) return outcome;
    return { kind: 'dead', why: 'the reply could not be delivered in time' };
  }

  return {
    holdPosition(message) {
      positions.set(messageKey(message), message.content);
      dropOldest(positions, maxPositions);
    },
    async work(message, handle) {
      const content = positions.get(messageKey(message)) ?? message.content;
      const result = await handled({ ...message, content }, handle);
      const settled = finish(message, result);
      settling.add(settled);
      // The chat stays taken until this is on disk; the place in the lane does not.
      void settled.finally(() => {
        settling.delete(settled);
        deps.ended(message);
      });
    },
    async settled() {
      await Promise.all(settling);
    },
  };
}

/** A stack can hold the message, and that anything: only so much of a line is looked at. */
const longestFrame = 400;

/** The kind of an error and where it was thrown: its own message could quote what the person wrote. */
export function failureLabel(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error';
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at .*\.[cm]?[jt]s:\d/u.test(line.slice(0, longestFrame)));
  const at = frame && /([\w.-]{1,80}\.[cm]?[jt]s:\d{1,6})/u.exec(frame)?.[1];
  return at === undefined ? error.name : `${error.name} at ${at}`;
}
