import { describe, expect, it } from 'vitest';
import { countedByCommune, withoutSubscription, withSubscription } from '../../../src/announcements/sending/subscribers.ts';
import { expiredVisitor, isVisitor } from '../../../src/announcements/sending/visitors.ts';
import { subscriber } from '../../contracts/subscribers.ts';

const [before, now] = ['2026-03-01T08:00:00.000Z', '2026-03-10T08:00:00.000Z'];
const none = { topics: [], communes: [] };
const dayMs = 86_400_000;

describe('a subscription that changes', () => {
  const consent = { day: '2026-02-01', proof: 'Phiếu số 12' };
  const held = subscriber('telegram:1', { topics: ['reform'], communes: ['2'], language: 'hmn', consent });

  it('keeps when it began, the language and what proves that they agreed, and when they last wrote', () => {
    expect(withSubscription(held, 'telegram:1', { topics: ['milestones'], communes: ['10', '1'] }, now)).toStrictEqual({
      ...{ chat: 'telegram:1', topics: ['milestones', 'reform'], communes: ['1', '10', '2'] },
      ...{ language: 'hmn', subscribedAt: before, lastContactAt: now, consent },
    });
    expect(withSubscription(held, 'telegram:1', { topics: ['all'], communes: [] }, now).topics).toEqual(['all']);
    expect(withSubscription(undefined, 'telegram:1', { topics: ['reform'], communes: [] }, now)).toStrictEqual({
      ...{ chat: 'telegram:1', topics: ['reform'], communes: [], subscribedAt: now, lastContactAt: now },
    });
  });

  it('by leaving keeps the rest as it is', () => {
    expect(withoutSubscription(held, { topics: ['milestones'], communes: ['1'] }, now)).toEqual({ ...held, lastContactAt: now });
    expect(withoutSubscription(held, { topics: ['reform'], communes: [] }, now)).toMatchObject({ topics: [], communes: ['2'] });
    expect(withoutSubscription(held, { topics: [], communes: ['2'] }, now)).toMatchObject({ topics: ['reform'], communes: [] });
  });

  it('of everything keeps everything when a commune is left, and the other topics when one is', () => {
    const all = subscriber('telegram:1', { communes: ['2'] });
    expect(withoutSubscription(all, { topics: [], communes: ['2'] }, now)).toMatchObject({ topics: ['all'], communes: [] });
    expect(withoutSubscription(all, { topics: ['milestones'], communes: [] }, now)).toMatchObject({ topics: ['reform'] });
    expect(withoutSubscription(subscriber('telegram:1'), { topics: ['all', 'reform'], communes: [] }, now)).toBeUndefined();
    expect(withoutSubscription(all, none, now)).toMatchObject({ topics: ['all'], communes: ['2'] });
  });
});

describe('an audience by commune', () => {
  it('counts each person in every commune they asked for, by channel, within its window or later', () => {
    const people = [
      subscriber('telegram:1', { communes: ['1', '2'], lastContactAt: '1970-01-01T00:00:00.000Z' }),
      subscriber('zalo-oa:1', { communes: ['1'], lastContactAt: before }),
      subscriber('zalo-oa:2', { communes: ['1'], lastContactAt: '2026-03-01T07:59:59.999Z' }),
      subscriber('zalo-oa:3', { communes: ['1'], topics: ['reform'], lastContactAt: now }),
      subscriber('zalo-oa:4'),
    ];
    const counted = countedByCommune(people, { kind: 'topics', topics: ['milestones'] }, { 'zalo-oa': before });
    expect(counted).toEqual([
      { commune: '1', channel: 'telegram', now: 1, later: 0 },
      { commune: '2', channel: 'telegram', now: 1, later: 0 },
      { commune: '1', channel: 'zalo-oa', now: 1, later: 1 },
    ]);
  });
});

describe('the subscription of a visitor of the page', () => {
  const visitor = (lastMs: number) => subscriber('web:1', { lastContactAt: new Date(Date.parse(before) + lastMs).toISOString() });
  const ends = (lastMs: number, afterMs: number, hasAgreed?: boolean) =>
    expiredVisitor(visitor(lastMs), new Date(Date.parse(before) + lastMs + afterMs), hasAgreed);

  it.each([
    ['who came once: a week', 3_600_000 - 1, 7 * dayMs, undefined],
    ['who came back after an hour: ninety days', 3_600_000, 90 * dayMs, undefined],
    ['who agreed to hear of announcements while the page is closed: a year', 0, 365 * dayMs, true],
  ])('%s', (_, lastMs, longestMs, hasAgreed) => {
    expect([ends(lastMs, longestMs - 1, hasAgreed), ends(lastMs, longestMs, hasAgreed)]).toEqual([false, true]);
  });

  it('is a visitor’s only', () => {
    expect([isVisitor('web:1'), isVisitor('webhook:1'), isVisitor('telegram:1')]).toEqual([true, false, false]);
    expect(expiredVisitor(subscriber('telegram:1'), new Date('2036-03-01T08:00:00.000Z'))).toBe(false);
  });
});
