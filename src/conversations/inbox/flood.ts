import type { ChatKey, IncomingMessage } from '../../messaging/message.ts';
import { putLast } from '../../messaging/recent.ts';

/** Questions and commands of one chat are measured apart. */
export type FloodKind = 'question' | 'command';

/** Keeps one chat from taking the service away from the others. */
export interface Flood {
  /** `notice` = refused, and the first time in a while: tell the person once. `nowMs` is any clock in milliseconds; `cost`, one unless said, is how many messages this one stands for. */
  admit(chat: ChatKey, kind: FloodKind, nowMs: number, cost?: number): 'pass' | 'notice' | 'drop';
  /** Chats remembered. */
  size(): number;
}

export interface FloodLimits {
  /** How many messages may come at once. */
  burst: number;
  perMinute: number;
  noticeEveryMs: number;
  /** Beyond it the chat heard of longest ago starts afresh. */
  maxChats: number;
}

/** A person asking and pressing buttons quickly stays below; at most 20 answers leave for one chat in any minute. */
export const floodLimits: FloodLimits = { burst: 8, perMinute: 12, noticeEveryMs: 60_000, maxChats: 50_000 };

interface Bucket {
  tokens: number;
  atMs: number;
  noticedAtMs: number | undefined;
}

/** An official at work types and presses far more, and none of it may be lost; a stolen account still cannot take the service away. */
export const officialFloodLimits: FloodLimits = { burst: 40, perMinute: 60, noticeEveryMs: 60_000, maxChats: 1_000 };

/** A wider measure for the chats of officials at work. */
export function createFloodByWork(isAtWork: (chat: string) => boolean): Flood {
  const everybody = createFlood();
  const officials = createFlood(officialFloodLimits);
  return {
    size: () => everybody.size() + officials.size(),
    admit: (chat, kind, nowMs, cost) => (isAtWork(chat) ? officials : everybody).admit(chat, kind, nowMs, cost),
  };
}

/** A token bucket a chat and kind; costs the same however many chats there are. */
export function createFlood(limits: FloodLimits = floodLimits): Flood {
  const buckets = new Map<string, Bucket>();
  return {
    size: () => buckets.size,
    admit(chat, kind, nowMs, cost = 1) {
      const key = `${kind} ${chat}`;
      const known = buckets.get(key);
      const bucket = known ?? { tokens: limits.burst, atMs: nowMs, noticedAtMs: undefined };
      // A clock set back must neither take tokens away nor stop the refill.
      const elapsedMs = Math.max(0, nowMs - bucket.atMs);
      bucket.tokens = Math.min(limits.burst, bucket.tokens + (elapsedMs * limits.perMinute) / 60_000);
      bucket.atMs = nowMs;
      putLast(buckets, key, bucket, limits.maxChats);
      if (bucket.tokens >= 1) {
        // Who may write one may write a long one; the next has to wait the longer.
        bucket.tokens -= cost;
        return 'pass';
      }
      if (bucket.noticedAtMs !== undefined && Math.abs(nowMs - bucket.noticedAtMs) < limits.noticeEveryMs) return 'drop';
      bucket.noticedAtMs = nowMs;
      return 'notice';
    },
  };
}

/** UTF-16 code units: a message so long counts as two, the longest there is as five. */
const lengthOfOne = 1_000;

/** Leaving always counts, as does what our own people write; joining, commands and buttons have a measure of their own, so that a flood of questions cannot lock out "stop". */
export function admit(flood: Flood, { chat, content }: IncomingMessage, nowMs: number): ReturnType<Flood['admit']> {
  if (content.kind === 'left' || content.kind === 'staff') return 'pass';
  const command =
    content.kind === 'choice' || content.kind === 'joined' || (content.kind === 'text' && content.text.startsWith('/'));
  const length = content.kind === 'text' ? content.text.length : 0;
  return flood.admit(chat, command ? 'command' : 'question', nowMs, 1 + Math.floor(length / lengthOfOne));
}
