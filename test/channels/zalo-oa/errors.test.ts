import { describe, expect, it } from 'vitest';
import { outcomeOfCode, personsTask, untilNextMinuteMs } from '../../../src/channels/zalo-oa/errors.ts';
import type { SendOutcome } from '../../../src/messaging/channel.ts';

const noon = new Date('2026-03-01T05:00:00.000Z');

describe('what an error number of an Official Account amounts to', () => {
  it.each<[string, number[], SendOutcome]>([
    ['the token is not taken', [-216, -220, -124], { kind: 'unauthorised' }],
    [
      'only a person can help',
      [-204, -205, -209, -212, -219, -221, -223, -224, -235, -242, -320, -321],
      { kind: 'unauthorised' },
    ],
    [
      'C-9: the window is closed for somebody silent until their next contact',
      [-230, -232, -213],
      { kind: 'outside-window', isSilence: true },
    ],
    ['C-9: a limit that ends by itself', [-218, -211], { kind: 'outside-window' }],
    [
      'C-8: no contact, or no wish for messages now: only unfollowing is a goodbye',
      [-217, -244, -227],
      { kind: 'outside-window' },
    ],
    ['sending failed on their side', [-200], { kind: 'unavailable' }],
  ])('%s', (_, codes, outcome) => {
    for (const code of codes) expect([code, outcomeOfCode(code, noon)]).toEqual([code, outcome]);
  });

  it.each([-100, -201, -210, -233, -240, -248, -249, -31_337, 404])('C-5: %i ends the message, and is named', (code) => {
    expect(outcomeOfCode(code, noon)).toEqual({ kind: 'rejected', code: String(code) });
  });

  it.each([
    ['2026-03-01T05:00:00.000Z', 61_000],
    ['2026-03-01T05:00:59.999Z', 1_001],
  ])('C-1: calls are counted by the minute: at %s the next begins in %i ms', (now, waitMs) => {
    expect(untilNextMinuteMs(new Date(now))).toBe(waitMs);
    expect(outcomeOfCode(-32, new Date(now))).toEqual({ kind: 'rate-limited', retryAfterMs: waitMs });
  });

  it.each([
    ['22:00 in Vietnam', '2026-03-01T15:00:00.000Z', (8 * 60 + 5) * 60_000 + 1_000],
    ['05:00 in Vietnam', '2026-02-28T22:00:00.000Z', 65 * 60_000 + 1_000],
    ['06:05 in Vietnam', '2026-02-28T23:05:00.000Z', 1_000],
    ['noon, when nothing should be closed', '2026-03-01T05:00:00.000Z', 3_600_000],
  ])('closed at night: at %s', (_, now, waitMs) => {
    expect(outcomeOfCode(-234, new Date(now))).toEqual({ kind: 'rate-limited', retryAfterMs: waitMs });
  });

  it('tells an operator what to do about the numbers that need one, and about no other', () => {
    for (const code of [-204, -224, -242, -321, -211]) expect(personsTask(code)).toMatch(/^[a-z].{15,}/iu);
    for (const code of [-216, -230, -213, -32, -200, -201, 0]) expect(personsTask(code)).toBeUndefined();
  });
});
