import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/messaging/channel.ts';
import { countedAccept, noMetrics, observedChannel } from '../../src/messaging/metrics.ts';

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

describe('a counted way in', () => {
  it('counts what was accepted and what was refused under the channel, and still refuses', async () => {
    const counted: string[] = [];
    const metrics = { ...noMetrics, received: (...seen: string[]) => void counted.push(seen.join(' ')) };
    const accept = countedAccept(async ({ id }) => {
      if (id === 'full') throw new Error('the inbox is full');
    }, metrics);
    const message = { chat: 'zalo-oa:1', content: { kind: 'joined' } as const, receivedAt: '2026-03-01T00:00:00Z' };
    await accept({ ...message, id: '1' });
    await expect(accept({ ...message, id: 'full' })).rejects.toThrow('the inbox is full');
    expect(counted).toEqual(['zalo-oa accepted', 'zalo-oa refused']);
  });
});
