import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createAnswerTurns } from '../../src/chat/answer-turns.ts';
import type { IncomingMessage } from '../../src/messaging/message.ts';

const message = (id: number): IncomingMessage => ({
  id: String(id),
  chat: `telegram:${id}`,
  content: { kind: 'text', text: 'Ngày bầu cử?' },
  receivedAt: '2026-03-01T08:00:00.000Z',
});

/** Handles so many messages, and says how many were begun in each turn. */
function begin(count: number, turns = createAnswerTurns(() => nextTurn())) {
  const begun: string[] = [];
  const handle = turns.handle(async ({ id }) => {
    begun.push(id);
    return { kind: 'done' };
  });
  const all = Promise.all(Array.from({ length: count }, (_, id) => handle(message(id))));
  async function perTurn(turnsToLookAt: number): Promise<number[]> {
    const counts: number[] = [];
    for (let turn = 0; turn < turnsToLookAt; turn += 1) {
      const before = begun.length;
      await nextTurn();
      counts.push(begun.length - before);
    }
    return counts;
  }
  return { begun, all, perTurn };
}

describe('answering beside what arrives', () => {
  it('A-4: begins at most one answer in a turn of the event loop, in the order they came', async () => {
    const { begun, all, perTurn } = begin(50);
    expect(Math.max(...(await perTurn(60)))).toBe(1);
    await all;
    expect(begun).toEqual(Array.from({ length: 50 }, (_, id) => String(id)));
  });

  it('A-4: lets acknowledgements go first while messages are being accepted, and never stops answering for them', async () => {
    const turns = createAnswerTurns(() => nextTurn(), 10);
    let safe = (): void => undefined;
    const disk = new Promise<void>((resolve) => {
      safe = resolve;
    });
    const accepting = turns.accept(() => disk)(message(0));
    const { begun, perTurn } = begin(8, turns);
    await perTurn(45);
    expect(begun.length).toBeGreaterThanOrEqual(3);
    expect(begun.length).toBeLessThanOrEqual(5);
    safe();
    await accepting;
    await perTurn(10);
    expect(begun).toHaveLength(8);
  });

  it('goes on after one that throws, and after a message that could not be accepted', async () => {
    const turns = createAnswerTurns(() => nextTurn(), 1_000_000);
    await expect(turns.accept(() => Promise.reject(new Error('full')))(message(0))).rejects.toThrow('full');
    const handle = turns.handle(async ({ id }) => {
      if (id === '1') throw new Error('broken');
      return { kind: 'done' };
    });
    const [broken, fine] = await Promise.allSettled([handle(message(1)), handle(message(2))]);
    expect([broken?.status, fine?.status]).toEqual(['rejected', 'fulfilled']);
  });
});
