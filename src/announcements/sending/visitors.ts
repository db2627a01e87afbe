import type { ChatKey } from '../../messaging/message.ts';
import type { Subscriber } from './subscribers.ts';

/**
 * A visitor of the web page is whoever holds a cookie: made up for nothing, and gone when the browser forgets it. So their subscriptions end by
 * themselves: one nobody came back for after a week, the others three months after the last visit, as long as the cookie lives. Whoever agreed to
 * hear of announcements while the page is closed has no reason to come back: their browser says when it is gone, and a year is enough in any case.
 */
export const visitorRules = {
  channel: 'web',
  /** A visit that goes on no longer than this is one visit. */
  visitMs: 60 * 60_000,
  onceMs: 7 * 24 * 3_600_000,
  absentMs: 90 * 24 * 3_600_000,
  agreedMs: 365 * 24 * 3_600_000,
} as const;

/** Whether a chat is a visitor's. Anybody can make any number of them up, so nothing is written down for one of whom nothing is kept. */
export const isVisitor = (chat: ChatKey): boolean => chat.startsWith(`${visitorRules.channel}:`);

/** Whether a subscription is a visitor's and has ended by itself. `hasAgreed`: they are reached while the page is closed. */
export function expiredVisitor({ chat, subscribedAt, lastContactAt }: Subscriber, now: Date, hasAgreed = false): boolean {
  if (!isVisitor(chat)) return false;
  const absentMs = now.getTime() - Date.parse(lastContactAt);
  if (hasAgreed) return absentMs >= visitorRules.agreedMs;
  const cameBack = Date.parse(lastContactAt) - Date.parse(subscribedAt) >= visitorRules.visitMs;
  return absentMs >= (cameBack ? visitorRules.absentMs : visitorRules.onceMs);
}
