import type { OutgoingMessage } from '../../messaging/message.ts';
import type { TemplateMessage } from '../../messaging/template.ts';
import type { TranslationLanguage } from '../translations/language.ts';
import type { Audience } from './audience.ts';

/** A message that may be sent this moment, with all that sending needs to know of its announcement. */
export interface Sendable {
  /** Id of the announcement. */
  announcement: string;
  /** Deliveries below this rank. */
  ranks: number;
  audience: Audience | undefined;
  /** Channels that are held back, and why. */
  heldChannels: Readonly<Record<string, string>>;
  /** Text and buttons are byte for byte what was approved. */
  message: OutgoingMessage;
  /** The one for who does not have the announcement it is about, where that is another; approved like it. */
  alone?: OutgoingMessage;
  /** Both in other languages, approved like them. */
  translated?: Readonly<Partial<Record<TranslationLanguage, Pick<Sendable, 'message' | 'alone'>>>>;
  /** The one for who has been silent for too long, approved like it. `isWhole`: nothing of the announcement is missing in it. */
  template?: { message: TemplateMessage; isWhole: boolean };
}

/** It as somebody gets it who chose a language (`undefined`: Vietnamese): in that language where there is such a text, else as it is. */
export function inLanguage(sendable: Sendable, language: TranslationLanguage | undefined): Sendable {
  const version = language === undefined ? undefined : sendable.translated?.[language];
  if (!version) return sendable;
  const { alone: _, template, ...rest } = sendable;
  // A platform's template speaks Vietnamese: whoever is told by it has not got the announcement in their language yet.
  return { ...rest, ...version, ...(template ? { template: { ...template, isWhole: false } } : {}) };
}

/** What may be sent on one channel, by announcement. */
export interface SendableWatch {
  /** Never older than a quarter of a second: a "stop" is seen before the next send. */
  current(): Promise<ReadonlyMap<string, Sendable>>;
  /** Closed at once, until it is read again. */
  close(announcement: string): void;
  /** What is known counts no more. */
  reread(): void;
}

const refreshMs = 250;

export function createSendableWatch(deps: {
  channel: string;
  read: () => Promise<Sendable[]>;
  nowMs: () => number;
}): SendableWatch {
  const { channel, nowMs } = deps;
  let open = new Map<string, Sendable>();
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const found = await deps.read();
    open = new Map(found.filter((held) => !(channel in held.heldChannels)).map((held) => [held.announcement, held]));
    readAtMs = nowMs();
  }

  return {
    async current() {
      if (nowMs() - readAtMs >= refreshMs || nowMs() < readAtMs) {
        reading ??= read().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return open;
    },
    close: (announcement) => void open.delete(announcement),
    reread() {
      readAtMs = Number.NEGATIVE_INFINITY;
    },
  };
}
