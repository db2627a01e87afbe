import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/answering/reply/reply.ts';
import type { Unanswered } from '../../../src/conversations/unanswered/question-group.ts';
import { createTellingAskers } from '../../../src/conversations/unanswered/telling.ts';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import { questionGroup } from '../../contracts/records.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createRecordsMemory } from '../../fakes/records-memory.ts';

const answered: Reply = { kind: 'answer', text: 'Có chỗ gửi xe (Báo Tỉnh, 11/03/2026).', citations: [] };
const declined: Reply = { kind: 'none', reason: 'not-in-sources', text: 'Nguồn không nêu.', citations: [] };

async function open(outcomes: SendOutcome[] = [], { done = true } = {}) {
  const clock = createTestClock();
  const unanswered: Unanswered = { groups: createRecordsMemory(), askers: createRecordsMemory() };
  const state = { reply: answered, sent: [] as [string, string][] };
  const group = questionGroup('a', done ? { done: { day: '2026-03-01', by: 'lan' } } : {});
  await unanswered.groups.change('a', () => ({ next: group, result: undefined }));
  const asker = { id: '1', chat: 'zalo-oa:1', group: 'a', text: 'Tôi là [tên], gửi xe ở đâu?', day: '2026-03-01', tries: 0 };
  await unanswered.askers.change('1', () => ({ next: asker, result: undefined }));
  const asked: string[] = [];
  const telling = createTellingAskers({
    unanswered,
    answer: (text) => {
      asked.push(text);
      return state.reply;
    },
    send: async (chat, { text }) => {
      state.sent.push([chat, text]);
      return outcomes.shift() ?? { kind: 'sent' };
    },
    now: clock.now,
  });
  return { ...unanswered, telling, state, clock, asked };
}

describe('who asked officials', () => {
  it('is told once what the sources answer by now, and is forgotten then', async () => {
    const { telling, state, askers, asked } = await open();
    expect(await telling.tell()).toBe(1);
    expect(await telling.tell()).toBe(0);
    expect(state.sent).toEqual([['zalo-oa:1', expect.stringContaining(answered.text)]]);
    expect(asked[0]).not.toContain('[tên]');
    expect(await askers.all()).toEqual([]);
  });

  it('is told nothing before officials have seen to it, nor before the service answers it', async () => {
    const early = await open([], { done: false });
    expect(await early.telling.tell()).toBe(0);
    const late = await open();
    late.state.reply = declined;
    expect(await late.telling.tell()).toBe(0);
    expect([early.state.sent, late.state.sent]).toEqual([[], []]);
    late.state.reply = { ...declined, about: 'unknown/parking' };
    expect(await late.telling.tell()).toBe(1);
  });

  it('is told at the next contact where the messaging window is closed', async () => {
    const { telling, state, askers, clock } = await open([{ kind: 'outside-window' }]);
    await telling.tell();
    await clock.advance(3_600_000);
    await telling.tell();
    expect(state.sent).toHaveLength(1);
    await telling.contacted('zalo-oa:2');
    expect(await telling.tell()).toBe(0);
    await telling.contacted('zalo-oa:1');
    expect(await telling.tell()).toBe(1);
    expect(await askers.all()).toEqual([]);
  });

  it.each<SendOutcome>([{ kind: 'unavailable' }, { kind: 'rate-limited', retryAfterMs: 60_000 }, { kind: 'unauthorised' }])(
    'is tried again after a while when the platform says $kind',
    async (outcome) => {
      const { telling, state, clock } = await open([outcome, outcome, outcome]);
      for (let i = 0; i < 3; i++) {
        await telling.tell();
        await telling.tell();
        await clock.advance(60_000);
      }
      expect(state.sent).toHaveLength(3);
      expect(await telling.tell()).toBe(1);
    },
  );

  it('is sent to twice at most when the process dies while sending', async () => {
    const { telling, state, askers, clock } = await open();
    const dying = new Error('killed');
    state.sent.push = () => {
      throw dying;
    };
    for (let i = 0; i < 2; i++) {
      await expect(telling.tell()).rejects.toBe(dying);
      expect(await telling.tell()).toBe(0);
      await clock.advance(600_000);
    }
    await telling.tell();
    expect(await askers.all()).toEqual([]);
  });

  it('is told by one process only when two begin at once', async () => {
    const { telling, state } = await open();
    await Promise.all([telling.tell(), telling.tell()]);
    expect(state.sent).toHaveLength(1);
  });
});
