import { describe, expect, it } from 'vitest';
import { admit, createFlood, createFloodByWork, floodLimits } from '../../../src/conversations/inbox/flood.ts';
import type { IncomingMessage } from '../../../src/messaging/message.ts';

describe('flood control', () => {
  it('A-5: of 200 messages a second for a minute at most 20 pass, and one brings a notice', () => {
    const flood = createFlood();
    const verdicts = Array.from({ length: 12_000 }, (_, i) => flood.admit('telegram:1', 'question', i * 5));
    expect(verdicts.filter((verdict) => verdict === 'pass').length).toBeLessThanOrEqual(20);
    expect(verdicts.filter((verdict) => verdict === 'notice')).toHaveLength(1);
  });

  it('A-5: never stops a person who writes every five seconds, whatever the others do', () => {
    const flood = createFlood();
    for (let second = 0; second < 600; second += 1) {
      for (let i = 0; i < 20; i += 1) flood.admit('telegram:flooder', 'question', second * 1_000 + i);
      if (second % 5 === 0) expect(flood.admit('telegram:person', 'question', second * 1_000)).toBe('pass');
    }
  });

  it('A-10: a long message counts as several, and the first one is never refused', () => {
    const verdicts = (length: number) => {
      const flood = createFlood();
      const message = { chat: 'telegram:1', content: { kind: 'text', text: 'a'.repeat(length) } } as IncomingMessage;
      return Array.from({ length: 20 }, () => admit(flood, message, 0)).filter((verdict) => verdict === 'pass').length;
    };
    expect([verdicts(20), verdicts(999), verdicts(4_096)]).toEqual([floodLimits.burst, floodLimits.burst, 2]);
  });

  it('lets an official at work type and press as fast as a person can, and nobody else', () => {
    const flood = createFloodByWork((chat) => chat === 'telegram:official');
    const passed = (chat: string) =>
      Array.from({ length: 60 }, (_, i) => flood.admit(chat, 'command', i * 1_000)).filter((verdict) => verdict === 'pass')
        .length;
    expect(passed('telegram:official')).toBe(60);
    expect(passed('telegram:person')).toBeLessThanOrEqual(20);
    const flooded = Array.from({ length: 5_000 }, () => flood.admit('telegram:official', 'question', 61_000));
    expect(flooded.filter((verdict) => verdict === 'pass').length).toBeLessThanOrEqual(60);
  });

  it('A-6: remembers no more chats than it may, the oldest first to go', () => {
    const flood = createFlood();
    for (let i = 0; i < 100_000; i += 1) flood.admit(`telegram:${i}`, 'question', i);
    expect(flood.size()).toBe(floodLimits.maxChats);
  });

  it('E-12: a clock that jumps neither locks a person out nor lets a flood in', () => {
    const flood = createFlood();
    const hourMs = 60 * 60_000;
    for (let i = 0; i < 100; i += 1) flood.admit('telegram:1', 'question', hourMs);
    const back = Array.from({ length: 100 }, (_, i) => flood.admit('telegram:1', 'question', i));
    expect(back.filter((verdict) => verdict === 'pass')).toHaveLength(0);
    expect(flood.admit('telegram:1', 'question', 6_000)).toBe('pass');
  });
});
