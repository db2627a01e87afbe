import type { Preview } from '../../announcements/publishing.ts';
import type { ChannelFace } from '../views/channel-face.ts';

/** How sending begins: the first few, and how long is waited after them. */
export interface Beginning {
  canary: number;
  holdMs: number;
}

/**
 * When everybody who can be reached now would have it, if nobody stops it and every platform keeps its pace; ISO 8601 UTC. `undefined`: nobody can be
 * reached now. A guess for a person, never a promise.
 */
export function expectedEnd(
  { announcement, count }: Preview,
  channels: readonly ChannelFace[],
  { canary, holdMs }: Beginning,
  now: Date,
) {
  const people = count.channels.reduce((sum, channel) => sum + channel.now, 0);
  if (people === 0) return undefined;
  const { sendAt } = announcement.content;
  const startMs = Math.max(now.getTime(), sendAt === undefined ? 0 : Date.parse(sendAt));
  const slowestMs = Math.max(
    ...count.channels.map(({ channel, now: waiting }) => {
      const perSecond = channels.find(({ name }) => name === channel)?.perSecond;
      return perSecond ? (waiting / perSecond) * 1_000 : 0;
    }),
  );
  return new Date(startMs + slowestMs + (people > canary ? holdMs : 0)).toISOString();
}
