import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBackoff, pause } from '../../src/channels/backoff.ts';
import { createSendGate } from '../../src/channels/send-gate.ts';
import { createTypingIndicator } from '../../src/channels/typing-indicator.ts';
import { createTestClock } from '../fakes/clock.ts';

describe('waiting between attempts', () => {
  it('doubles its limit, stays within it, and begins anew after a success', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (randoms) => {
          let next = 0;
          const backoff = createBackoff({ firstMs: 1_000, longestMs: 30_000, random: () => randoms[next] ?? 0 });
          for (; next < randoms.length; next += 1) {
            const waitMs = backoff.failed();
            expect(waitMs).toBeGreaterThanOrEqual(500);
            expect(waitMs).toBeLessThanOrEqual(Math.min(30_000, 1_000 * 2 ** next));
          }
          backoff.succeeded();
          expect(backoff.failed()).toBeLessThanOrEqual(1_000);
        },
      ),
    );
  });

  it('ends at once when the service stops', async () => {
    const stop = new AbortController();
    const waiting = pause(3_600_000, stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(pause(3_600_000, stop.signal)).resolves.toBeUndefined();
  });
});

describe('the gate before a platform', () => {
  const limited = { kind: 'rate-limited', retryAfterMs: 3_000 } as const;

  it('C-1: closes a chat for the time it was refused for, and everybody once a second chat is refused', async () => {
    const clock = createTestClock();
    const gate = createSendGate(clock.now);
    gate.observe('t:1', limited);
    expect(gate.closed('t:1')).toEqual(limited);
    expect(gate.closed('t:2')).toBeUndefined();
    gate.observe('t:2', { kind: 'rate-limited', retryAfterMs: 9_000 });
    expect(gate.closed('t:3')).toEqual({ kind: 'rate-limited', retryAfterMs: 9_000 });
    await clock.advance(9_000);
    for (const chat of ['t:1', 't:2', 't:3']) expect(gate.closed(chat)).toBeUndefined();
  });

  it('C-1: closes everybody at once where the limit is the account’s', () => {
    const gate = createSendGate(createTestClock().now, 'everybody');
    gate.observe('t:1', limited);
    expect(gate.closed('t:2')).toEqual(limited);
  });

  it('C-10: lets one try a minute while credentials are refused, and everybody after a success', async () => {
    const clock = createTestClock();
    const gate = createSendGate(clock.now);
    const tries = () => [1, 2, 3].filter((id) => gate.closed(`t:${id}`) === undefined).length;
    gate.observe('t:1', { kind: 'unauthorised' });
    expect(tries()).toBe(0);
    await clock.advance(60_000);
    expect(tries()).toBe(1);
    await clock.advance(60_000);
    expect(tries()).toBe(1);
    gate.observe('t:1', { kind: 'sent' });
    expect(tries()).toBe(3);
  });

  it('A-6: remembers a bounded number of chats', () => {
    const gate = createSendGate(createTestClock().now);
    for (let id = 0; id < 10_100; id += 1) gate.observe(`t:${id}`, { kind: 'rate-limited', retryAfterMs: 1_000 });
    expect(gate.closed('t:19999')).toMatchObject({ kind: 'rate-limited' });
  });
});

describe('the typing indicator', () => {
  function open() {
    const clock = createTestClock();
    const shown: string[] = [];
    const typing = createTypingIndicator({ schedule: clock.schedule, show: async (chat) => void shown.push(chat) });
    return { clock, shown, typing };
  }

  it('is shown once to who waits, and not to who was answered', async () => {
    const { clock, shown, typing } = open();
    for (const chat of ['t:1', 't:1', 't:2', 't:3']) typing.waiting(chat);
    await clock.advance(600);
    typing.answered('t:2');
    typing.answered('t:9');
    await clock.advance(600);
    expect(shown).toEqual(['t:1', 't:3']);
    typing.waiting('t:2');
    await clock.advance(700);
    expect(shown).toEqual(['t:1', 't:3', 't:2']);
  });

  it('A-6: is shown to nobody more while a hundred wait', async () => {
    const { clock, shown, typing } = open();
    for (let id = 0; id < 10_000; id += 1) typing.waiting(`t:${id}`);
    await clock.advance(1_000);
    expect(shown).toHaveLength(100);
  });
});
