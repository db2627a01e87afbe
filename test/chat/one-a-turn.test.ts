import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { oneATurn } from '../../src/chat/one-a-turn.ts';
import type { IncomingMessage } from '../../src/messaging/message.ts';

const message = (id: number): IncomingMessage => ({
  id: String(id),
  chat: `telegram:${id}`,
  content: { kind: 'text', text: 'Ngày bầu cử?' },
  receivedAt: '2026-03-01T08:00:00.000Z',
});

describe('answering beside what arrives', () => {
  it('A-4: begins at most one answer in a turn of the event loop, in the order they came', async () => {
    const begun: string[] = [];
    const handle = oneATurn(
      async ({ id }) => {
        begun.push(id);
        return { kind: 'done' };
      },
      () => nextTurn(),
    );
    const all = Promise.all(Array.from({ length: 50 }, (_, id) => handle(message(id))));
    const perTurn: number[] = [];
    for (let before = 0; begun.length < 50; before = begun.length) {
      await nextTurn();
      perTurn.push(begun.length - before);
    }
    await all;
    expect(Math.max(...perTurn)).toBe(1);
    expect(begun).toEqual(Array.from({ length: 50 }, (_, id) => String(id)));
  });

  it('goes on after one that throws', async () => {
    const handle = oneATurn(
      async ({ id }) => {
        if (id === '1') throw new Error('broken');
        return { kind: 'done' };
      },
      () => nextTurn(),
    );
    const [broken, fine] = await Promise.allSettled([handle(message(1)), handle(message(2))]);
    expect([broken?.status, fine?.status]).toEqual(['rejected', 'fulfilled']);
  });
});
