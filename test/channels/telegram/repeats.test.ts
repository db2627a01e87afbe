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

describe('a button', () => {
  it('that a client sends twice under new numbers is answered once; pressed again later, or another one, it counts', () => {
    const clock = createTestClock();
    const { isRepeat } = createRepeats(clock.now);
    expect([tap('cauhoi:1'), tap('cauhoi:1'), tap('cauhoi:2'), tap('cauhoi:1', 6)].map(isRepeat)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    clock.pass(3_000);
    expect(isRepeat(tap('cauhoi:1'))).toBe(false);
  });

  it('that could not be kept counts when it comes again', () => {
    const { isRepeat, undo } = createRepeats(createTestClock().now);
    const pressed = tap('cauhoi:1');
    expect(isRepeat(pressed)).toBe(false);
    undo(pressed);
    expect(isRepeat(tap('cauhoi:1'))).toBe(false);
  });
});

describe('an album', () => {
  it('with a caption is one question; without one it is one thing that cannot be read', () => {
    const { isRepeat } = createRepeats(createTestClock().now);
    expect([photo('a', 'Ngày bầu cử?'), photo('a'), photo('a')].map(isRepeat)).toEqual([false, true, true]);
    const plain = [photo('b'), photo('b')];
    expect(plain.map(isRepeat)).toEqual([false, false]);
    expect(plain[0]!.message.id).toBe(plain[1]!.message.id);
  });

  it('of so many others is forgotten in time', () => {
    const { isRepeat } = createRepeats(createTestClock().now);
    isRepeat(photo('first', 'x'));
    for (let i = 0; i < 10_000; i += 1) isRepeat(photo(`${i}`, 'x'));
    expect(isRepeat(photo('first'))).toBe(false);
  });
});
