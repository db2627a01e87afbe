import { channelOf } from '../messaging/message.ts';
import type { AnnouncementStore } from './announcement.ts';
import { communeBoundOf, type Officials } from './people/officials.ts';
import type { ChannelLimits } from './rendering.ts';
import type { Audience, SubscriberAudience } from './sending/audience.ts';
import type { Outbox, Recipients } from './sending/outbox.ts';
import type { CommuneCount, Subscribers } from './sending/subscribers.ts';

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
  /** Of an audience of who got another announcement: how many of them are still known, where some are not; the others get nothing. */
  known?: number;
}

/** A number of people as officials may see it: small groups are not counted out. */
export type ShownCount = number | '<10';

/** How many of an audience asked for the news of one commune; somebody who asked for that of several counts in each. */
export interface CommuneReach {
  /** Code. */
  commune: string;
  total: ShownCount;
  /** Whom it does not reach at once, by channel: `later` at their next contact, `never` because the channel is not in use any more. */
  unreachable: readonly { channel: string; when: 'later' | 'never'; people: ShownCount }[];
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

/** Channel → since when a person must have written to be reached now. */
function windowStartsOf(channels: readonly ChannelLimits[], now: Date): Record<string, string> {
  const starts = channels.flatMap(({ name, windowMs }) =>
    windowMs === undefined ? [] : [[name, new Date(now.getTime() - windowMs).toISOString()]],
  );
  return Object.fromEntries(starts) as Record<string, string>;
}

const everyRank = Number.MAX_SAFE_INTEGER;
/** No number is within these: nothing is published, and the answer is how many it would be. */
const onlyCounted = { least: 1, most: 0 };

/** Counts and names the recipients of an audience. */
export interface RecipientLists {
  count(audience: Audience): Promise<AudienceCount>;
  /** The same by commune, those the audience names in its order; `undefined` where it names none. */
  byCommune(audience: Audience): Promise<CommuneReach[] | undefined>;
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
    const linked = (await officials.list()).filter(
      (one) => !one.disabled && one.chat !== undefined && communeBoundOf(one) === undefined,
    );
    return [...new Set(linked.map(({ chat }) => chat!))];
  }

  const windowStarts = () => windowStartsOf(channels, now());

  async function reach(audience: Audience): Promise<{ channel: string; now: number; later: number }[]> {
    switch (audience.kind) {
      case 'everyone':
      case 'topics':
      case 'communes':
      case 'communes-and-topics':
        return subscribers.reach(audience, windowStarts());
      case 'officials': {
        const counts = new Map<string, number>();
        for (const chat of await officialChats()) {
          const channel = channelOf(chat);
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
      const known = await knownOf(audience, outbox);
      return {
        total,
        channels: counted.sort((a, b) => (a.channel < b.channel ? -1 : 1)),
        ...(known !== undefined && known < total ? { known } : {}),
      };
    },
    byCommune: (audience) => reachByCommune(audience, { subscribers, channels, now }),
    async of(audience) {
      switch (audience.kind) {
        case 'everyone':
        case 'topics':
        case 'communes':
        case 'communes-and-topics':
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

/** Chats are let go of a week after the last change, and of who asked for it: totals count them, nobody can send to them. */
async function knownOf(audience: Audience, outbox: Pick<Outbox, 'tally' | 'publish'>): Promise<number | undefined> {
  if (audience.kind !== 'reached') return undefined;
  // What is on its way may end either way: how many it reached is not known yet.
  if ((await outbox.tally(audience.by, everyRank)).some(({ leased }) => leased > 0)) return undefined;
  return (await outbox.publish(`known of ${audience.by}`, audience, onlyCounted)).total;
}

const shown = (people: number): ShownCount => (people > 0 && people < 10 ? '<10' : people);

async function reachByCommune(
  audience: Audience,
  { subscribers, channels, now }: Pick<RecipientsDeps, 'subscribers' | 'channels' | 'now'>,
): Promise<CommuneReach[] | undefined> {
  if (audience.kind !== 'communes' && audience.kind !== 'communes-and-topics') return undefined;
  const inUse = new Set(channels.map(({ name }) => name));
  const counted = await subscribers.byCommune(audience, windowStartsOf(channels, now()));
  const of = (code: string) => counted.filter(({ commune }) => commune === code);
  return audience.communes.map((commune) => communeReach(commune, of(commune), inUse));
}

function communeReach(commune: string, counted: readonly CommuneCount[], inUse: ReadonlySet<string>): CommuneReach {
  const unreachable = counted
    .map(({ channel, now, later }) =>
      inUse.has(channel)
        ? { channel, when: 'later' as const, people: later }
        : { channel, when: 'never' as const, people: now + later },
    )
    .filter(({ people }) => people > 0)
    .sort((a, b) => (a.channel < b.channel ? -1 : 1))
    .map((held) => ({ ...held, people: shown(held.people) }));
  return { commune, total: shown(counted.reduce((sum, { now, later }) => sum + now + later, 0)), unreachable };
}
