import type { SendOutcome } from './channel.ts';

/** How one channel stands, for `/readyz` and for the line printed at start. */
export interface ChannelStatus {
  channel: string;
  state: 'on' | 'off' | 'unreachable' | 'needs-authorisation' | 'quota-exhausted';
  /** What an operator should do or know; plain English, no secrets. */
  note?: string;
}

/** What contact with a platform came to: in the words of a send, or that what it lets us send in a month is used up, or no longer. */
export type Observation = SendOutcome['kind'] | 'quota-exhausted' | 'quota-free';

/** Keeps the state of each channel from what its sends (and polls) produced. */
export interface ChannelStatuses {
  /** A channel that is not configured. */
  off(channel: string, note: string): void;
  /** Any contact with the platform: a send's outcome, or a poll's, in the same words. */
  observe(channel: string, outcome: Observation): void;
  list(): ChannelStatus[];
}

const failuresUntilUnreachable = 3;

/**
 * `channels` are on until their platform says otherwise; three failures in a row make one unreachable, one success makes it on again.
 * @param notes what has to be known of a channel while it is on, by its name: a limit of the platform's.
 */
export function createChannelStatuses(
  channels: readonly string[],
  notes: Readonly<Record<string, string>> = {},
): ChannelStatuses {
  const on = (channel: string): ChannelStatus => ({ channel, state: 'on', ...(notes[channel] ? { note: notes[channel] } : {}) });
  const statuses = new Map(channels.map((channel) => [channel, on(channel)]));
  const failures = new Map<string, number>();
  /** Of which polls go on as ever: only a message that is taken ends it. */
  const exhausted = new Set<string>();

  return {
    off: (channel, note) => void statuses.set(channel, { channel, state: 'off', note }),
    observe(channel, outcome) {
      switch (outcome) {
        case 'unavailable':
        case 'uncertain': {
          const count = (failures.get(channel) ?? 0) + 1;
          failures.set(channel, count);
          if (count >= failuresUntilUnreachable) {
            statuses.set(channel, { channel, state: 'unreachable', note: `the last ${count} attempts got no usable answer` });
          }
          return;
        }
        case 'unauthorised':
          failures.delete(channel);
          statuses.set(channel, { channel, state: 'needs-authorisation', note: 'the platform refuses our credentials' });
          return;
        case 'quota-exhausted':
          exhausted.add(channel);
          return;
        case 'quota-free':
          exhausted.delete(channel);
          return;
        case 'sent':
        case 'rate-limited':
        case 'outside-window':
        case 'unreachable':
        case 'rejected':
          failures.delete(channel);
          statuses.set(channel, on(channel));
      }
    },
    list: () =>
      [...statuses.values()].map((status) =>
        exhausted.has(status.channel) && status.state === 'on'
          ? {
              channel: status.channel,
              state: 'quota-exhausted',
              note: 'the platform has refused every message for minutes: its quota is used up',
            }
          : status,
      ),
  };
}
