import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { type Action, permitted, type State, transitions } from '../../src/announcements/announcement.ts';
import { type AuditEntry, chained, verifyAudit } from '../../src/announcements/people/audit.ts';
import { checkCode, newTotp } from '../../src/announcements/people/totp.ts';
import { acceptedTotals, audienceCommunes, isMeant, namesSomebody } from '../../src/announcements/sending/audience.ts';
import { createBreaker } from '../../src/announcements/sending/breaker.ts';
import { afterAttempt, afterTemplate } from '../../src/announcements/sending/delivery.ts';
import type { DeliveryState } from '../../src/announcements/sending/outbox.ts';
import { afterRefusal, currentRate, type PaceState, takeSlot } from '../../src/announcements/sending/pace.ts';
import { withoutSubscription, withSubscription } from '../../src/announcements/sending/subscribers.ts';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { lazily } from '../setup/lazily.ts';

const nowMs = Date.parse('2026-03-01T08:00:00.000Z');
const at = new Date(nowMs).toISOString();

describe('the life of an announcement', () => {
  const ends: State[] = ['finished', 'stopped', 'expired'];

  it('reaches "sending" only from approved, scheduled or paused', () => {
    const into = Object.entries(transitions).flatMap(([from, actions]) =>
      Object.values(actions).includes('sending') ? [from] : [],
    );
    expect(into.sort()).toEqual(['approved', 'paused', 'scheduled', 'sending']);
  });

  it('ends for good', () => {
    for (const state of ends) expect(transitions[state]).toEqual({});
  });

  it('can be stopped from wherever it is not over', () => {
    for (const [state, actions] of Object.entries(transitions))
      if (!ends.includes(state as State)) expect([state, actions.stop]).toEqual([state, 'stopped']);
  });

  it('leaves no way from an edit to sending but through approval', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...(Object.keys(permitted) as Action[])), { maxLength: 40 }), (actions) => {
        let state: State = 'draft';
        let approved = false;
        for (const action of actions) {
          const next: State | undefined = transitions[state][action];
          if (!next) continue;
          if (action === 'approve') approved = true;
          if (action === 'edit' || action === 'return' || action === 'recount') approved = false;
          state = next;
          if (state === 'sending') expect(approved).toBe(true);
        }
      }),
    );
  });
});

describe('an audience', () => {
  it.each([
    ['everyone', { kind: 'everyone' }, {}, true],
    ['a topic asked for', { kind: 'topics', topics: ['reform'] }, { topics: ['reform'] }, true],
    ['a topic of "all"', { kind: 'topics', topics: ['reform'] }, { topics: ['all'] }, true],
    ['one of two topics asked for', { kind: 'topics', topics: ['milestones', 'reform'] }, { topics: ['reform'] }, true],
    ['another topic', { kind: 'topics', topics: ['reform'] }, { topics: ['milestones'] }, false],
    ['a commune asked for', { kind: 'communes', communes: ['1', '2'] }, { topics: [], communes: ['2'] }, true],
    ['a commune nobody asked for', { kind: 'communes', communes: ['1'] }, { topics: ['all'], communes: ['3'] }, false],
    [
      'a commune and a topic asked for',
      { kind: 'communes-and-topics', communes: ['1', '2'], topics: ['reform'] },
      { topics: ['all'], communes: ['2'] },
      true,
    ],
    [
      'one of two communes and one of two topics asked for',
      { kind: 'communes-and-topics', communes: ['1', '2'], topics: ['milestones', 'reform'] },
      { topics: ['reform'], communes: ['2'] },
      true,
    ],
    [
      'the commune without the topic',
      { kind: 'communes-and-topics', communes: ['2'], topics: ['reform'] },
      { topics: ['milestones'], communes: ['2'] },
      false,
    ],
    [
      'the topic without the commune',
      { kind: 'communes-and-topics', communes: ['2'], topics: ['reform'] },
      { topics: ['reform'], communes: ['3'] },
      false,
    ],
    ['no topic at all', { kind: 'topics', topics: [] }, { topics: ['all'] }, false],
    ['no commune at all', { kind: 'communes', communes: [] }, { communes: ['1'] }, false],
  ] as const)('%s', (_, audience, changes, meant) => {
    expect(isMeant(audience, subscriber('telegram:1', changes))).toBe(meant);
  });

  it('that names nobody says so', () => {
    expect(namesSomebody({ kind: 'topics', topics: [] })).toBe(false);
    expect(namesSomebody({ kind: 'communes', communes: [] })).toBe(false);
    expect(namesSomebody({ kind: 'communes-and-topics', communes: ['1'], topics: [] })).toBe(false);
    expect(namesSomebody({ kind: 'communes-and-topics', communes: [], topics: ['reform'] })).toBe(false);
    expect(namesSomebody({ kind: 'communes-and-topics', communes: ['1'], topics: ['reform'] })).toBe(true);
    expect(namesSomebody({ kind: 'topics', topics: ['reform'] })).toBe(true);
    expect(namesSomebody({ kind: 'communes', communes: ['1'] })).toBe(true);
    for (const audience of [{ kind: 'everyone' }, { kind: 'officials' }, { kind: 'reached', by: 'id-1', rest: false }] as const)
      expect(namesSomebody(audience)).toBe(true);
  });

  it('of communes says which', () => {
    expect(audienceCommunes({ kind: 'communes', communes: ['2', '1'] })).toEqual(['2', '1']);
    expect(audienceCommunes({ kind: 'communes-and-topics', communes: ['2'], topics: ['reform'] })).toEqual(['2']);
    expect(audienceCommunes({ kind: 'everyone' })).toEqual([]);
    expect(audienceCommunes(undefined)).toEqual([]);
  });

  it('may differ from the approved number by 2 % or by 20 people, not more', () => {
    expect(acceptedTotals(100)).toEqual({ least: 80, most: 120 });
    expect(acceptedTotals(5_000)).toEqual({ least: 4_900, most: 5_100 });
    expect(acceptedTotals(3)).toEqual({ least: 0, most: 23 });
  });
});

describe('a subscription', () => {
  it('grows by what is asked for, once each; "all" holds the single topics', () => {
    const first = withSubscription(undefined, 'telegram:1', { topics: ['reform'], communes: ['2'] }, at);
    expect(first).toEqual({ chat: 'telegram:1', topics: ['reform'], communes: ['2'], subscribedAt: at, lastContactAt: at });
    expect(withSubscription(first, 'telegram:1', { topics: ['all'], communes: ['2', '1'] }, at)).toMatchObject({
      topics: ['all'],
      communes: ['1', '2'],
    });
  });

  it('shrinks by what is not wanted any more and ends with the last of it', () => {
    const all = subscriber('telegram:1', { communes: ['1'] });
    expect(withoutSubscription(all, { topics: ['reform'], communes: [] }, at)).toMatchObject({
      topics: ['milestones'],
      communes: ['1'],
    });
    expect(withoutSubscription(all, { topics: ['all'], communes: [] }, at)).toMatchObject({ topics: [], communes: ['1'] });
    expect(withoutSubscription(all, { topics: ['all'], communes: ['1'] }, at)).toBeUndefined();
  });
});

describe('a delivery after an attempt', () => {
  const fresh = { attempts: 0, uncertain: 0 };
  const outcomeOf = (outcome: SendOutcome, delivery: Parameters<typeof afterAttempt>[0] = fresh, channelDown = false) =>
    afterAttempt(delivery, outcome, { nowMs, random: 0.5, channelDown });

  it('is sent, and marked when an earlier attempt may have arrived too', () => {
    expect(outcomeOf({ kind: 'sent', messageId: '7' })).toEqual({ kind: 'sent', at, messageId: '7', duplicate: false });
    expect(outcomeOf({ kind: 'sent' }, { attempts: 0, uncertain: 1 })).toStrictEqual({ kind: 'sent', at, duplicate: true });
  });

  it.each([
    [3_000, 3_000],
    [0, 1_000],
    [-1, 1_000],
    [Number.NaN, 1_000],
    [1e12, 60_000],
  ])('waits after a rate limit of %d ms for %d ms, and no attempt is used up', (retryAfterMs, waitMs) => {
    expect(outcomeOf({ kind: 'rate-limited', retryAfterMs })).toMatchObject({
      kind: 'pending',
      attempts: 0,
      dueAt: new Date(nowMs + waitMs).toISOString(),
    });
  });

  it('is deferred when the window is closed', () => expect(outcomeOf({ kind: 'outside-window' })).toEqual({ kind: 'deferred' }));

  it.each([
    [{ kind: 'unreachable', why: 'blocked' }, 'blocked'],
    [{ kind: 'unreachable', why: 'gone' }, 'gone'],
    [{ kind: 'rejected', code: '400' }, 'rejected'],
  ] as const)('is never tried again after %j', (outcome, reason) =>
    expect(outcomeOf(outcome)).toEqual({ kind: 'failed', reason }),
  );

  it('is tried eight times with growing waits of at most a minute, then given up', () => {
    const waits: number[] = [];
    let delivery: Parameters<typeof afterAttempt>[0] = fresh;
    for (;;) {
      const next = outcomeOf({ kind: 'unavailable' }, delivery);
      if (next.kind !== 'pending') {
        expect(next).toEqual({ kind: 'failed', reason: 'gave-up' });
        break;
      }
      waits.push(Date.parse(next.dueAt) - nowMs);
      delivery = next;
    }
    expect(waits).toEqual([2_000, 3_000, 5_000, 9_000, 17_000, 31_000, 31_000]);
  });

  it('is given up after four hours, and as uncertain when it may have arrived', () => {
    const firstAttemptAt = new Date(nowMs - 4 * 3_600_000).toISOString();
    expect(outcomeOf({ kind: 'unavailable' }, { attempts: 3, uncertain: 0, firstAttemptAt })).toEqual({
      kind: 'failed',
      reason: 'gave-up',
    });
    // The clock may have jumped: not after the second try.
    expect(outcomeOf({ kind: 'unavailable' }, { attempts: 1, uncertain: 0, firstAttemptAt })).toMatchObject({ kind: 'pending' });
    expect(outcomeOf({ kind: 'unavailable' }, { attempts: 3, uncertain: 1, firstAttemptAt })).toEqual({
      kind: 'uncertain',
      duplicate: false,
    });
  });

  it('is not given up while the whole channel is down', () => {
    expect(outcomeOf({ kind: 'unavailable' }, { attempts: 7, uncertain: 0 }, true)).toMatchObject({
      kind: 'pending',
      attempts: 7,
    });
    const firstAttemptAt = new Date(nowMs - 5 * 3_600_000).toISOString();
    expect(outcomeOf({ kind: 'unavailable' }, { attempts: 5, uncertain: 0, firstAttemptAt }, true)).toMatchObject({
      ...{ kind: 'pending', attempts: 5, firstAttemptAt },
    });
  });

  it('of which nothing was heard is tried once more', () => {
    const again = outcomeOf({ kind: 'uncertain' });
    expect(again).toMatchObject({ kind: 'pending', uncertain: 1, attempts: 0 });
    expect(outcomeOf({ kind: 'uncertain' }, again as { attempts: number; uncertain: number })).toEqual({
      kind: 'uncertain',
      duplicate: true,
    });
  });

  it('is kept while our credentials are refused', () => {
    expect(outcomeOf({ kind: 'unauthorised' })).toMatchObject({ kind: 'pending', attempts: 0, uncertain: 0 });
  });
});

describe('a delivery told by a template', () => {
  const told = (outcome: Parameters<typeof afterTemplate>[1], attempts = 0, isWhole = true) =>
    afterTemplate({ attempts, uncertain: 0 }, outcome, { isWhole, nowMs, random: 0.5 });
  const waits = (waitMs: number, attempts: number) => ({
    next: { kind: 'pending', dueAt: new Date(nowMs + waitMs).toISOString(), attempts, uncertain: 0, firstAttemptAt: at },
  });

  it('is sent where the template said everything, and else waits for the next contact, with what it cost', () => {
    expect(told({ kind: 'sent', messageId: '7', cost: 'quota' })).toEqual({
      next: { kind: 'sent', at, messageId: '7', duplicate: false },
      template: 'quota',
    });
    expect(told({ kind: 'sent', cost: 'charged' })).toStrictEqual({
      next: { kind: 'sent', at, duplicate: false },
      template: 'charged',
    });
    expect(told({ kind: 'sent', messageId: '7', cost: 'charged' }, 0, false)).toEqual({
      next: { kind: 'deferred' },
      template: 'charged',
    });
  });

  it('is deferred as without one where the template is refused, and paid for by nobody', () =>
    expect(told({ kind: 'refused' })).toStrictEqual({ next: { kind: 'deferred' } }));

  it('is never told twice: where no answer came it is deferred and marked', () =>
    expect(told({ kind: 'uncertain' })).toEqual({ next: { kind: 'deferred' }, template: 'unheard' }));

  it.each([
    [3_000, 3_000],
    [0, 1_000],
    [Number.NaN, 1_000],
    [1e12, 60_000],
  ])('waits after a rate limit of %d ms for %d ms, and no attempt is used up', (retryAfterMs, waitMs) =>
    expect(told({ kind: 'rate-limited', retryAfterMs }, 2)).toEqual(waits(waitMs, 2)),
  );

  it('is tried four times with growing waits, then deferred', () => {
    expect(told({ kind: 'unavailable' }, 0)).toEqual(waits(2_000, 1));
    expect(told({ kind: 'unavailable' }, 1)).toEqual(waits(3_000, 2));
    expect(told({ kind: 'unavailable' }, 2)).toEqual(waits(5_000, 3));
    expect(told({ kind: 'unavailable' }, 3)).toEqual({ next: { kind: 'deferred' } });
  });

  it('keeps when it was first tried', () => {
    const firstAttemptAt = '2026-03-01T07:00:00.000Z';
    const { next } = afterTemplate(
      { attempts: 1, uncertain: 0, firstAttemptAt },
      { kind: 'unavailable' },
      { isWhole: true, nowMs, random: 0.5 },
    );
    expect(next).toMatchObject({ firstAttemptAt });
  });
});

describe('the breaker', () => {
  const ends: Record<SendOutcome['kind'], DeliveryState['kind']> = {
    sent: 'sent',
    'rate-limited': 'pending',
    'outside-window': 'deferred',
    unreachable: 'failed',
    rejected: 'failed',
    unavailable: 'pending',
    uncertain: 'uncertain',
    unauthorised: 'pending',
  };
  const observing = (...outcomes: [SendOutcome['kind'], number][]) => {
    const breaker = createBreaker();
    for (const [kind, times] of outcomes) for (let i = 0; i < times; i += 1) breaker.observe(kind, ends[kind]);
    return breaker.advice().kind;
  };
  it.each<[string, [SendOutcome['kind'], number][], string]>([
    ['goes on while all is well', [['sent', 500]], 'go'],
    ['does not mind people who left', [['unreachable', 200]], 'go'],
    [
      'bears ten errors in two hundred',
      [
        ['sent', 190],
        ['rejected', 10],
      ],
      'go',
    ],
    [
      'holds at the eleventh',
      [
        ['sent', 189],
        ['rejected', 11],
      ],
      'hold',
    ],
    [
      'forgets errors long past',
      [
        ['rejected', 10],
        ['sent', 200],
        ['uncertain', 10],
      ],
      'go',
    ],
    ['holds at once when our credentials are refused', [['unauthorised', 1]], 'hold'],
    [
      'only probes a channel that is down',
      [
        ['sent', 50],
        ['unavailable', 500],
      ],
      'probe',
    ],
    [
      'goes on by itself when it is back',
      [
        ['unavailable', 500],
        ['sent', 1],
      ],
      'go',
    ],
    [
      'C-20: does not count what is tried again with success',
      Array.from(
        { length: 200 },
        () =>
          [
            ['unavailable', 1],
            ['sent', 1],
          ] as [SendOutcome['kind'], number][],
      ).flat(),
      'go',
    ],
  ])('%s', (_, outcomes, advice) => expect(observing(...outcomes)).toBe(advice));

  it('C-20: counts what was tried again and given up', () => {
    const breaker = createBreaker();
    for (let i = 0; i < 11; i += 1) {
      for (let tries = 0; tries < 7; tries += 1) breaker.observe('unavailable', 'pending');
      breaker.observe('unavailable', 'failed');
      breaker.observe('sent', 'sent');
    }
    expect(breaker.advice()).toEqual({ kind: 'hold', why: 'errors' });
  });
});

describe('the pace', () => {
  const limits = { perSecond: 25, burst: 5 };
  function slots(count: number, from: PaceState | undefined, startMs = nowMs): { times: number[]; state: PaceState | undefined } {
    let state = from;
    const times = Array.from({ length: count }, () => {
      const taken = takeSlot(limits, state, startMs);
      state = taken.state;
      return taken.result.atMs;
    });
    return { times, state };
  }

  it('lets a burst go at once and then one every 40 ms', () => {
    expect(slots(8, undefined).times.map((ms) => ms - nowMs)).toEqual([0, 0, 0, 0, 0, 40, 80, 120]);
  });

  it('never gives more than 30 in a second and 255 in ten, whenever they are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 50, maxLength: 400 }), (gaps) => {
        let state: PaceState | undefined;
        let clockMs = nowMs;
        const times: number[] = [];
        for (const gap of gaps) {
          clockMs += gap;
          const taken = takeSlot(limits, state, clockMs);
          state = taken.state;
          times.push(taken.result.atMs);
        }
        const within = (from: number, ms: number) => times.filter((time) => time >= from && time < from + ms).length;
        for (const time of times) {
          expect(within(time, 1_000)).toBeLessThanOrEqual(30);
          expect(within(time, 10_000)).toBeLessThanOrEqual(255);
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [3_000, 3_300],
    [0, 1_300],
    [-5, 1_300],
    [Number.NaN, 1_300],
    [1e12, 3_600_300],
  ])('rests after a refusal of %d ms for %d ms', (retryAfterMs, restMs) => {
    const state = afterRefusal(limits, undefined, retryAfterMs, nowMs, 0.5);
    expect(takeSlot(limits, state, nowMs).result.atMs - nowMs).toBe(restMs);
  });

  it('C-1: goes on at half its rate after a refusal and has all of it again within twelve seconds', () => {
    const state = afterRefusal(limits, slots(100, undefined).state, 3_000, nowMs, 0);
    const backMs = state.pausedUntilMs;
    const rates = [0, 6_000, 12_000, 10_000_000].map((ms) => currentRate(limits, state, backMs + ms));
    expect(rates).toEqual([12.5, 18.75, 25, 25]);
  });

  it('C-1: refused again soon, it stays below what was refused and gains one a second every ten seconds', () => {
    const first = afterRefusal(limits, undefined, 3_000, nowMs, 0);
    const again = afterRefusal(limits, first, 3_000, first.pausedUntilMs + 12_000, 0);
    const rates = [0, 12_000, 21_999, 22_000, 42_000, 10_000_000].map((ms) =>
      currentRate(limits, again, again.pausedUntilMs + ms),
    );
    expect(rates).toEqual([11.25, 22.5, 22.5, 23.5, 25, 25]);
    const late = afterRefusal(limits, first, 3_000, first.pausedUntilMs + 120_000, 0);
    expect(currentRate(limits, late, late.pausedUntilMs + 12_000)).toBe(25);
  });

  const jumps = [60_000, -60_000, 7 * 3_600_000, -7 * 3_600_000, 365 * 86_400_000, -365 * 86_400_000];
  it.each(jumps)('E-12: a clock %d ms off for a moment holds nobody up for more than a few seconds', (jumpMs) => {
    const normal = takeSlot(limits, undefined, nowMs).state;
    let { state } = takeSlot(limits, normal, nowMs + jumpMs);
    for (let i = 0; i < 50; i += 1) ({ state } = takeSlot(limits, state, nowMs + jumpMs));
    const back = takeSlot(limits, state, nowMs + 10_000);
    expect(back.result.atMs - (nowMs + 10_000)).toBeLessThan(1_000);
    expect(back.state.usedUpMs - (nowMs + 10_000)).toBeLessThan(11_000);
  });

  it.each(jumps)('E-12: a refusal while the clock was %d ms off does not outlast it', (jumpMs) => {
    const refused = afterRefusal(limits, undefined, 3_000, nowMs + jumpMs, 0);
    const back = takeSlot(limits, refused, nowMs + 10_000);
    expect(back.result.atMs - (nowMs + 10_000)).toBeLessThan(1_000);
  });

  it('E-12: a rest the platform really asked for is kept, an hour of it too', () => {
    const refused = afterRefusal(limits, undefined, 3_600_000, nowMs, 0);
    expect(takeSlot(limits, refused, nowMs + 1_000).result.atMs).toBe(nowMs + 3_600_100);
  });

  it('C-1: gives no burst after a refusal while the rate is lowered', () => {
    const refused = afterRefusal(limits, undefined, 3_000, nowMs, 0);
    const { times } = slots(3, refused, refused.pausedUntilMs);
    expect(times.map((ms) => ms - refused.pausedUntilMs)).toEqual([0, 80, 160]);
  });

  it('C-1: what was given away before a short refusal is not given away again after it', () => {
    const busy = slots(200, undefined).state!;
    const refused = afterRefusal(limits, busy, 1_000, nowMs, 0);
    expect(refused.pausedUntilMs).toBeLessThan(busy.usedUpMs);
    expect(takeSlot(limits, refused, nowMs).result.atMs).toBe(busy.usedUpMs);
  });

  it('a refusal at the moment the rest ends is another one', () => {
    const first = afterRefusal(limits, undefined, 3_000, nowMs, 0);
    expect(afterRefusal(limits, first, 3_000, first.pausedUntilMs - 1, 0).refused?.perSecond).toBe(12.5);
    expect(afterRefusal(limits, first, 3_000, first.pausedUntilMs, 0).refused?.perSecond).toBe(5.625);
  });

  it('E-12: slots given away up to ten seconds ahead are believed, what lies beyond was written by a clock set back since', () => {
    const at = (usedUpMs: number) => takeSlot(limits, { usedUpMs, pausedUntilMs: 0 }, nowMs);
    expect(at(nowMs + 10_040).result.atMs - nowMs).toBe(10_040 - 160);
    expect(at(nowMs + 10_041).result.atMs).toBe(nowMs);
    expect(at(nowMs).state).toStrictEqual({ usedUpMs: nowMs + 40, pausedUntilMs: 0 });
  });

  it('E-12: a rest is believed from a process whose clock is five seconds ahead, and with all that was put on an hour', () => {
    const ahead = afterRefusal(limits, undefined, 30_000, nowMs + 5_000, 0);
    expect(takeSlot(limits, ahead, nowMs).result.atMs).toBe(nowMs + 35_100);
    const further = afterRefusal(limits, undefined, 30_000, nowMs + 5_001, 0);
    expect(takeSlot(limits, further, nowMs).result.atMs).toBe(nowMs);
    const hour = afterRefusal(limits, undefined, 1e12, nowMs, 0.999);
    const during = takeSlot(limits, hour, nowMs);
    expect([during.result.atMs, during.state.pausedUntilMs]).toEqual([hour.pausedUntilMs, hour.pausedUntilMs]);
    expect(currentRate(limits, during.state, hour.pausedUntilMs + 6_000)).toBe(18.75);
  });

  it('takes the refusals of one burst for one', () => {
    const first = afterRefusal(limits, undefined, 3_000, nowMs, 0);
    const again = afterRefusal(limits, first, 5_000, nowMs + 50, 0);
    expect(again.refused?.perSecond).toBe(12.5);
    expect(again.pausedUntilMs).toBe(nowMs + 5_150);
  });
});

describe('an authenticator code', () => {
  const { totp } = official('lan');
  const codeAt = (ms: number) => new TOTP({ secret: Secret.fromBase32(totp.secret) }).generate({ timestamp: ms });

  it('works once, in its own half minute and the next: one earlier step is accepted, each step once', () => {
    const right = checkCode(totp, codeAt(nowMs), nowMs);
    if (right.kind !== 'right') throw new Error('expected a right code');
    expect(checkCode(right.totp, codeAt(nowMs), nowMs).kind).toBe('wrong');
    expect(checkCode(right.totp, codeAt(nowMs), nowMs + 30_000).kind).toBe('wrong');
    const earlier = checkCode(totp, codeAt(nowMs - 30_000), nowMs);
    if (earlier.kind !== 'right') throw new Error('expected a right code');
    expect(checkCode(earlier.totp, codeAt(nowMs - 30_000), nowMs).kind).toBe('wrong');
    expect(checkCode(earlier.totp, codeAt(nowMs), nowMs).kind).toBe('right');
    expect(checkCode(totp, codeAt(nowMs - 60_000), nowMs).kind).toBe('wrong');
    expect(checkCode(totp, codeAt(nowMs + 30_000), nowMs).kind).toBe('wrong');
  });

  it('F-10: of an earlier step is used up, also when the clock is set back', () => {
    const later = checkCode(totp, codeAt(nowMs + 60_000), nowMs + 60_000);
    if (later.kind !== 'right') throw new Error('expected a right code');
    expect(checkCode(later.totp, codeAt(nowMs), nowMs).kind).toBe('wrong');
  });

  it('is not asked for again for a quarter of an hour after five wrong ones', () => {
    let held = totp;
    for (let i = 0; i < 5; i += 1) {
      const wrong = checkCode(held, '000000', nowMs);
      if (wrong.kind === 'locked') throw new Error('locked too early');
      held = wrong.totp;
    }
    expect(checkCode(held, codeAt(nowMs), nowMs).kind).toBe('locked');
    expect(checkCode(held, codeAt(nowMs + 900_000), nowMs + 900_000).kind).toBe('right');
  });

  it('typed wrong by strangers locks the place where they sit, not the official', () => {
    let held = totp;
    for (let i = 0; i < 5; i += 1) {
      const wrong = checkCode(held, '000000', nowMs, 'pts/7');
      if (wrong.kind !== 'wrong') throw new Error('locked too early');
      held = wrong.totp;
    }
    expect(checkCode(held, codeAt(nowMs), nowMs, 'pts/7').kind).toBe('locked');
    expect(checkCode(held, codeAt(nowMs), nowMs, 'pts/8').kind).toBe('right');
    expect(checkCode(held, codeAt(nowMs), nowMs).kind).toBe('right');
    expect(checkCode(held, codeAt(nowMs + 900_000), nowMs + 900_000, 'pts/7').kind).toBe('right');
  });

  it('is not guessed from ever new places: twenty wrong ones lock them all, and still not the official', () => {
    let held = totp;
    for (let i = 0; i < 20; i += 1) {
      const wrong = checkCode(held, '000000', nowMs, `pts/${i}`);
      if (wrong.kind !== 'wrong') throw new Error('locked too early');
      held = wrong.totp;
    }
    expect(checkCode(held, codeAt(nowMs), nowMs, 'pts/99').kind).toBe('locked');
    expect(checkCode(held, codeAt(nowMs), nowMs).kind).toBe('right');
  });

  it('is never right where the secret cannot be read', () => {
    const code = new TOTP({ secret: Secret.fromHex('') }).generate({ timestamp: nowMs });
    expect(checkCode({ ...totp, secret: '' }, code, nowMs).kind).toBe('locked');
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('is six digits: %j is none', (typed) => {
    expect(checkCode(totp, typed, nowMs).kind).toBe('wrong');
  });

  it('comes from a secret of 160 bits', () => expect(newTotp(new Uint8Array(20)).secret).toHaveLength(32));
});

describe('the audit log', () => {
  const written = lazily(() => {
    const log: AuditEntry[] = [];
    for (let i = 0; i < 6; i += 1) log.push(chained(log.at(-1), someRecord(`a${i}`)));
    return log;
  });
  async function* from(entries: AuditEntry[]) {
    yield* entries;
  }
  const verdict = (entries: AuditEntry[], head?: string) =>
    verifyAudit(from(entries), head === undefined ? {} : { heads: [head] });

  it('is intact as it was written', async () => {
    expect(await verdict(written())).toEqual({ kind: 'intact', entries: 6, head: written().at(-1)!.chain });
    expect(await verdict([])).toMatchObject({ kind: 'intact', entries: 0 });
  });

  it.each<[string, (entries: AuditEntry[]) => AuditEntry[], number, string]>([
    ['a changed entry', (e) => e.map((entry) => (entry.number === 3 ? { ...entry, who: 'x' } : entry)), 3, 'changed'],
    [
      'an entry changed together with its own hash',
      (e) => e.map((entry, i) => (i === 2 ? chained(e[1], { ...entry, who: 'x' }) : entry)),
      4,
      'missing-or-moved',
    ],
    ['a missing entry', (e) => e.filter(({ number }) => number !== 3), 3, 'missing-or-moved'],
    ['two entries exchanged', (e) => [e[0]!, e[2]!, e[1]!, ...e.slice(3)], 2, 'missing-or-moved'],
  ])('names %s', async (_, change, entry, why) =>
    expect(await verdict(change(written()))).toEqual({ kind: 'broken', entry, why }),
  );

  it('lets others have a turn after every hundred entries it checks', async () => {
    const long: AuditEntry[] = [];
    for (let i = 0; i < 1_050; i += 1) long.push(chained(long.at(-1), someRecord(`a${i}`)));
    let rests = 0;
    const rest = async () => {
      rests += 1;
    };
    expect(await verifyAudit(from(long), { rest })).toMatchObject({ kind: 'intact', entries: 1_050 });
    expect(rests).toBe(10);
  });

  it('F-41: is known to be cut off by a head noted earlier', async () => {
    const head = written().at(-1)!.chain;
    expect(await verdict(written(), written()[2]!.chain)).toMatchObject({ kind: 'intact' });
    expect(await verdict(written().slice(0, 4), head)).toEqual({ kind: 'broken', entry: 5, why: 'cut-off' });
  });
});
