import type { AnnouncementStore } from './announcement.ts';
import type { Officials } from './people/officials.ts';
import type { ChannelLimits } from './rendering.ts';
import type { Audience, SubscriberAudience } from './sending/audience.ts';
import type { Outbox, Recipients } from './sending/outbox.ts';
import type { Subscribers } from './sending/subscribers.ts';

/** Who would get an announcement, by channel. */
export interface ChannelReach {
  channel: string;
  now: number;
  /** At their next contact with the bot. */
  later: number;
  /** The channel is not in use any more. */
  never: number;
}

export interface AudienceCount {
  /** Of now, later and never. */
  total: number;
  channels: ChannelReach[];
}

export interface RecipientsDeps {
  announcements: AnnouncementStore;
  subscribers: Subscribers;
  outbox: Outbox;
  officials: Officials;
  /** Those in use. */
  channels: readonly ChannelLimits[];
  now: () => Date;
}

const everyRank = Number.MAX_SAFE_INTEGER;

/** Counts and names the recipients of an audience. */
export interface RecipientLists {
  count(audience: Audience): Promise<AudienceCount>;
  /** What the outbox is asked to publish to. */
  of(audience: Audience): Promise<Recipients>;
  /** The audience among the subscribers that an announcement goes back to: of a correction, the one of what it corrects. */
  root(audience: Audience): Promise<SubscriberAudience | undefined>;
}

export function createRecipientLists({
  announcements,
  subscribers,
  outbox,
  officials,
  channels,
  now,
}: RecipientsDeps): RecipientLists {
  async function officialChats(): Promise<string[]> {
    const linked = (await officials.list()).filter(({ disabled, chat }) => !disabled && chat !== undefined);
    return [...new Set(linked.map(({ chat }) => chat!))];
  }

  /** Channel → since when a person must have written to be reached now. */
  function windowStarts(): Record<string, string> {
    const starts = channels.flatMap(({ name, windowMs }) =>
      windowMs === undefined ? [] : [[name, new Date(now().getTime() - windowMs).toISOString()]],
    );
    return Object.fromEntries(starts) as Record<string, string>;
  }

  async function reach(audience: Audience): Promise<{ channel: string; now: number; later: number }[]> {
    switch (audience.kind) {
      case 'everyone':
      case 'topics':
      case 'communes': {
        return subscribers.reach(audience, windowStarts());
      }
      case 'officials': {
        const counts = new Map<string, number>();
        for (const chat of await officialChats()) {
          const channel = chat.slice(0, chat.indexOf(':'));
          counts.set(channel, (counts.get(channel) ?? 0) + 1);
        }
        return [...counts].map(([channel, count]) => ({ channel, now: count, later: 0 }));
      }
      case 'reached':
        return (await outbox.tally(audience.by, everyRank)).map((tally) => ({
          channel: tally.channel,
          now: tally.sent + tally.uncertain + tally.leased + (audience.rest ? tally.pending + tally.cancelled : 0),
          later: audience.rest ? tally.deferred : tally.told,
        }));
    }
  }

  return {
    async count(audience) {
      const inUse = new Set(channels.map(({ name }) => name));
      const counted = (await reach(audience)).map(
        (held): ChannelReach =>
          inUse.has(held.channel)
            ? { ...held, never: 0 }
            : { channel: held.channel, now: 0, later: 0, never: held.now + held.later },
      );
      const total = counted.reduce((sum, held) => sum + held.now + held.later + held.never, 0);
      return { total, channels: counted.sort((a, b) => (a.channel < b.channel ? -1 : 1)) };
    },
    async of(audience) {
      switch (audience.kind) {
        case 'everyone':
        case 'topics':
        case 'communes':
          return { kind: 'subscribers', audience, windowStarts: windowStarts() };
        case 'officials':
          return { kind: 'chats', chats: await officialChats() };
        case 'reached':
          return audience;
      }
    },
    async root(audience) {
      let at: Audience | undefined = audience;
      while (at?.kind === 'reached') at = (await announcements.get(at.by))?.content.audience;
      return at === undefined || at.kind === 'officials' ? undefined : at;
    },
  };
}
