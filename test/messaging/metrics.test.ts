import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/messaging/channel.ts';
import { observedChannel } from '../../src/messaging/metrics.ts';

describe('an observed channel', () => {
  it('sends as before and reports each outcome with its duration', async () => {
    let nowMs = 100;
    const channel: Channel = {
      name: 'post',
      maxTextLength: 10,
      sendsPerSecond: 5,
      receiver: { kind: 'polling', run: async () => undefined },
      async send(chat) {
        nowMs += 40;
        return chat === 'post:1' ? { kind: 'sent' } : { kind: 'unreachable', why: 'blocked' };
      },
    };
    const seen: [string, number][] = [];
    const observed = observedChannel(
      channel,
      (outcome, durationMs) => void seen.push([outcome, durationMs]),
      () => nowMs,
    );
    expect(await observed.send('post:1', { text: 'a' })).toEqual({ kind: 'sent' });
    expect(await observed.send('post:2', { text: 'a' })).toEqual({ kind: 'unreachable', why: 'blocked' });
    expect(seen).toEqual([
      ['sent', 40],
      ['unreachable', 40],
    ]);
    expect({ ...observed, send: undefined }).toEqual({ ...channel, send: undefined });
  });
});
