import { describe, expect, it } from 'vitest';
import { createRepeats } from '../../../src/channels/telegram/repeats.ts';
import { decodeUpdate } from '../../../src/channels/telegram/update.ts';
import { createTestClock } from '../../fakes/clock.ts';

let updates = 0;
function received(what: object) {
  updates += 1;
  const decoded = decodeUpdate({ update_id: updates, ...what }, new Date('2026-03-01T08:00:00Z'));
  if (decoded.kind !== 'message') throw new Error(`the update is ${decoded.kind}`);
  return decoded;
}
const chat = { id: 7, type: 'private' };
const date = Date.parse('2026-03-01T08:00:00Z') / 1_000;
const tap = (data: string, messageId = 5) =>
  received({ callback_query: { id: `${updates}`, data, message: { message_id: messageId, chat } } });
const photo = (album: string, caption?: string) =>
  received({
    message: { message_id: updates + 100, date, chat, photo: [{}], media_group_id: album, ...(caption ? { caption } : {}) },
  });

function open() {
  const clock = createTestClock();
  const repeats = createRepeats(clock.now);
  /** Whether it was handed on. */
  async function passes(update: ReturnType<typeof received>): Promise<boolean> {
    let isNew = false;
    await repeats.once(update, async () => {
      isNew = true;
    });
    return isNew;
  }
  return { clock, repeats, passes };
}

describe('a button', () => {
  it('that a client sends twice under new numbers is answered once; pressed again later, or another one, it counts', async () => {
    const { clock, passes } = open();
    expect(await passes(tap('cauhoi:1'))).toBe(true);
    expect(await passes(tap('cauhoi:1'))).toBe(false);
    expect(await passes(tap('cauhoi:2'))).toBe(true);
    expect(await passes(tap('cauhoi:1', 6))).toBe(true);
    clock.pass(3_000);
    expect(await passes(tap('cauhoi:1'))).toBe(true);
  });

  it('that could not be kept counts when it comes again', async () => {
    const { repeats, passes } = open();
    await expect(repeats.once(tap('cauhoi:1'), () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await passes(tap('cauhoi:1'))).toBe(true);
  });
});

describe('an album', () => {
  it('with a caption is one question; without one it is one thing that cannot be read', async () => {
    const { passes } = open();
    expect(await passes(photo('a', 'Ngày bầu cử?'))).toBe(true);
    expect([await passes(photo('a')), await passes(photo('a'))]).toEqual([false, false]);
    const [first, second] = [photo('b'), photo('b')];
    expect([await passes(first), await passes(second)]).toEqual([true, true]);
    // The inbox takes them for the same.
    expect(first.message.id).toBe(second.message.id);
  });

  it('of so many others is forgotten in time', async () => {
    const { passes } = open();
    await passes(photo('first', 'x'));
    for (let i = 0; i < 10_000; i += 1) await passes(photo(`${i}`, 'x'));
    expect(await passes(photo('first'))).toBe(true);
  });
});
