import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createAnswerTurns } from '../../../src/conversations/inbox/answer-turns.ts';
import type { IncomingMessage } from '../../../src/messaging/message.ts';

const message = (id: number): IncomingMessage => ({
  id: String(id),
  chat: `telegram:${id}`,
  content: { kind: 'text', text: 'Ngày bầu cử?' },
  receivedAt: '2026-03-01T08:00:00.000Z',
});

/** Handles so many messages on a clock that stands still until it is moved, and says how many were begun in each turn. */
function begin(count: number, pace = { perSecond: 1_000, mostInATurn: 4 }) {
  let ms = 0;
  const turns = createAnswerTurns(
    () => nextTurn(),
    () => ms,
    pace,
  );
  const begun: string[] = [];
  const handle = turns.handle(async ({ id }) => {
    begun.push(id);
    return { kind: 'done' };
  });
  return {
    begun,
    /** Keeps a message from being safe until the result is called. */
    async keepAccepting(): Promise<() => Promise<void>> {
      let safe = (): void => undefined;
      const disk = new Promise<void>((resolve) => {
        safe = resolve;
      });
      const accepting = turns.accept(() => disk)(message(0));
      return () => {
        safe();
        return accepting;
      };
    },
    handleAll: () => Promise.all(Array.from({ length: count }, (_, id) => handle(message(id)))),
    async perTurn(turnsToLookAt: number, msATurn: number): Promise<number[]> {
      const counts: number[] = [];
      for (let turn = 0; turn < turnsToLookAt; turn += 1) {
        const before = begun.length;
        ms += msATurn;
        await nextTurn();
        counts.push(begun.length - before);
      }
      return counts;
    },
  };
}

describe('answering beside what arrives', () => {
  it('A-4: begins one answer in a turn of the event loop while turns are short, in the order they came', async () => {
    const { begun, handleAll, perTurn } = begin(50);
    const all = handleAll();
    expect(Math.max(...(await perTurn(60, 0)))).toBe(1);
    await all;
    expect(begun).toEqual(Array.from({ length: 50 }, (_, id) => String(id)));
  });

  it('A-4: never begins more than a few in a turn, however many are owed', async () => {
    const { handleAll, perTurn } = begin(50);
    void handleAll();
    const counts = await perTurn(8, 1_000);
    expect(Math.max(...counts)).toBe(4);
  });

  it('A-4: lets acknowledgements go first while messages are being accepted: only what is owed is answered, and that is', async () => {
    const { begun, keepAccepting, handleAll, perTurn } = begin(40);
    const letBeSafe = await keepAccepting();
    void handleAll();
    await perTurn(100, 0);
    expect(begun).toHaveLength(0);
    await perTurn(100, 0.1);
    expect(begun.length).toBeGreaterThanOrEqual(9);
    expect(begun.length).toBeLessThanOrEqual(11);
    await letBeSafe();
    await perTurn(40, 0);
    expect(begun).toHaveLength(40);
  });

  it('goes on after one that throws, and after a message that could not be accepted', async () => {
    const turns = createAnswerTurns(
      () => nextTurn(),
      () => 0,
    );
    await expect(turns.accept(() => Promise.reject(new Error('full')))(message(0))).rejects.toThrow('full');
    const handle = turns.handle(async ({ id }) => {
      if (id === '1') throw new Error('broken');
      return { kind: 'done' };
    });
    const [broken, fine] = await Promise.allSettled([handle(message(1)), handle(message(2))]);
    expect([broken?.status, fine?.status]).toEqual(['rejected', 'fulfilled']);
  });
});
