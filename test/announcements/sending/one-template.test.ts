import { describe, expect, it } from 'vitest';
import { createBeyondWindow } from '../../../src/announcements/sending/beyond-window.ts';
import type { ClaimedDelivery } from '../../../src/announcements/sending/outbox.ts';
import type { Sendable } from '../../../src/announcements/sending/sendables.ts';
import type { TemplateOutcome } from '../../../src/messaging/template.ts';

const nowMs = Date.parse('2026-03-01T08:00:00.000Z');
const taken: ClaimedDelivery = {
  announcement: 'a',
  chat: 'zalo-oa:1',
  rank: 0,
  attempts: 2,
  uncertain: 0,
  lease: 1,
  subscriber: undefined,
};
const approved: Sendable = {
  ...{ announcement: 'a', ranks: 9, audience: undefined, heldChannels: {}, message: { text: 'Đổi giờ.' } },
  template: { message: { id: '412345', parameters: {} }, isWhole: false },
};

/** A lane whose platform has said that the person was silent for too long. */
function lane(is: { turnAtMs?: number; standing?: Sendable | 'closed' | 'left'; outcome?: () => Promise<TemplateOutcome> } = {}) {
  const seen: unknown[] = [];
  const tell = createBeyondWindow({
    lane: {
      async template(chat) {
        seen.push(['sent', chat]);
        return is.outcome ? is.outcome() : { kind: 'sent', cost: 'quota' };
      },
    },
    turns: { wait: async () => is.turnAtMs, refused: async (ms) => void seen.push(['refused', ms]) },
    standing: async () => is.standing ?? approved,
    supply: { rest: (untilMs) => void seen.push(['rests until', untilMs]) },
    insist: async (_, run) => run(),
    failed: (what, error) => void seen.push([what, error]),
    ...{ nowMs: () => nowMs, random: () => 0.5 },
  });
  return { tell, seen };
}

describe('a template for somebody who has been silent for too long', () => {
  it('is sent in its turn, and they wait for the text', async () => {
    const { tell, seen } = lane();
    expect(await tell(taken, approved)).toEqual({ next: { kind: 'deferred' }, template: 'quota' });
    expect(seen).toEqual([['sent', 'zalo-oa:1']]);
  });

  it.each<[string, Partial<ClaimedDelivery>, unknown]>([
    ['who was told before', { template: 'quota' }, { next: { kind: 'deferred' } }],
    ['who may have been told: nobody heard how it ended', { uncertain: 1 }, { next: { kind: 'deferred' }, template: 'unheard' }],
  ])('is not sent to somebody %s', async (_, changes, result) => {
    const { tell, seen } = lane();
    expect(await tell({ ...taken, ...changes }, approved)).toEqual(result);
    expect(seen).toEqual([]);
  });

  it('is not sent where none was approved', async () => {
    const { tell, seen } = lane();
    const { template: _, ...bare } = approved;
    expect([await tell(taken, bare), seen]).toEqual([{ next: { kind: 'deferred' } }, []]);
  });

  it('that has no turn yet is put off as it was taken, by a minute at most, and the lane rests', async () => {
    for (const [turnAtMs, dueAt] of [
      [nowMs + 30_000, '2026-03-01T08:00:30.000Z'],
      [nowMs + 90_000, '2026-03-01T08:01:00.000Z'],
    ] as const) {
      const { tell, seen } = lane({ turnAtMs });
      expect((await tell(taken, approved)).next).toStrictEqual({ kind: 'pending', dueAt, attempts: 2, uncertain: 0 });
      expect(seen).toEqual([['rests until', turnAtMs]]);
    }
    const firstAttemptAt = '2026-03-01T07:00:00.000Z';
    const { tell } = lane({ turnAtMs: nowMs });
    expect((await tell({ ...taken, firstAttemptAt }, approved)).next).toMatchObject({ firstAttemptAt });
  });

  it('is not sent to who left, nor of what was stopped, while it waited for its turn', async () => {
    const [left, closed] = [lane({ standing: 'left' }), lane({ standing: 'closed' })];
    expect(await left.tell(taken, approved)).toEqual({ next: { kind: 'left' } });
    const dueAt = '2026-03-01T08:00:00.000Z';
    expect(await closed.tell(taken, approved)).toEqual({ next: { kind: 'pending', dueAt, attempts: 2, uncertain: 0 } });
    expect([left.seen, closed.seen]).toEqual([[], []]);
  });

  it('whose call broke may have gone: it is never sent again, and the operator hears why', async () => {
    const error = new Error('reset');
    const { tell, seen } = lane({ outcome: () => Promise.reject(error) });
    expect(await tell(taken, approved)).toEqual({ next: { kind: 'deferred' }, template: 'unheard' });
    expect(seen).toEqual([
      ['sent', 'zalo-oa:1'],
      ['sending a template', error],
    ]);
  });

  it('that the platform refuses for the moment makes the whole lane rest, and is sent again', async () => {
    const { tell, seen } = lane({ outcome: async () => ({ kind: 'rate-limited', retryAfterMs: 20_000 }) });
    expect((await tell(taken, approved)).next).toMatchObject({ kind: 'pending', dueAt: '2026-03-01T08:00:20.000Z', attempts: 2 });
    expect(seen).toEqual([
      ['sent', 'zalo-oa:1'],
      ['refused', 20_000],
    ]);
  });
});
