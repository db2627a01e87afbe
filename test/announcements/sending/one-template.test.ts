import { describe, expect, it } from 'vitest';
import { createBeyondWindow } from '../../../src/announcements/sending/beyond-window.ts';
import { createInsisting } from '../../../src/announcements/sending/insisting.ts';
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

interface Is {
  turnAtMs?: number;
  standing?: Sendable | 'closed' | 'left';
  outcome?: () => Promise<TemplateOutcome>;
  /** The store of turns throws it the first time it is asked to do so. */
  fails?: { on: 'wait' | 'refused'; error: Error };
  knowsNoTemplates?: boolean;
}

/** A lane whose platform has said that the person was silent for too long. */
function lane(is: Is = {}) {
  const seen: unknown[] = [];
  const failed = (what: string, error: unknown) => void seen.push([what, error]);
  let { fails } = is;
  function asked(on: 'wait' | 'refused') {
    if (fails?.on !== on) return;
    const { error } = fails;
    fails = undefined;
    throw error;
  }
  const template = async (chat: string): Promise<TemplateOutcome> => {
    seen.push(['sent', chat]);
    return is.outcome ? is.outcome() : { kind: 'sent', cost: 'quota' };
  };
  const tell = createBeyondWindow({
    lane: { template: is.knowsNoTemplates ? undefined : template },
    turns: {
      async wait() {
        asked('wait');
        return is.turnAtMs;
      },
      async refused(ms) {
        asked('refused');
        seen.push(['refused', ms]);
      },
    },
    standing: async () => is.standing ?? approved,
    supply: { rest: (untilMs) => void seen.push(['rests until', untilMs]) },
    insist: createInsisting({ signal: new AbortController().signal, sleep: async () => undefined, failed }),
    failed,
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

  it('is not sent on a channel that knows none, and takes no turn of its lane', async () => {
    const { tell, seen } = lane({ knowsNoTemplates: true, turnAtMs: nowMs + 30_000 });
    expect([await tell(taken, approved), seen]).toEqual([{ next: { kind: 'deferred' } }, []]);
  });

  it('waits for the store that gives the turns away, and the operator hears what failed', async () => {
    const error = new Error('out of reach');
    const turn = lane({ fails: { on: 'wait', error } });
    expect(await turn.tell(taken, approved)).toEqual({ next: { kind: 'deferred' }, template: 'quota' });
    expect(turn.seen).toEqual([
      ['taking a turn', error],
      ['sent', 'zalo-oa:1'],
    ]);
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

  it('that the platform refuses makes the lane rest also where the store fails first, and the operator hears of it', async () => {
    const error = new Error('out of reach');
    const { tell, seen } = lane({
      fails: { on: 'refused', error },
      outcome: async () => ({ kind: 'rate-limited', retryAfterMs: 20_000 }),
    });
    expect((await tell(taken, approved)).next).toMatchObject({ kind: 'pending', dueAt: '2026-03-01T08:00:20.000Z' });
    expect(seen).toEqual([
      ['sent', 'zalo-oa:1'],
      ['pausing the lane', error],
      ['refused', 20_000],
    ]);
  });
});
