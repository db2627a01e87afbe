import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import { createPartSending } from '../../src/messaging/part-sending.ts';

function platform(...outcomes: SendOutcome[]) {
  const tried: string[] = [];
  return {
    tried,
    send: async (part: string): Promise<SendOutcome> => {
      tried.push(part);
      return outcomes.shift() ?? { kind: 'sent', messageId: `m${tried.length}` };
    },
  };
}

describe('a message in parts', () => {
  it('goes out in order and bears the id of its first part', async () => {
    const { tried, send } = platform();
    expect(await createPartSending()('x:1', ['a', 'b', 'c'], send)).toEqual({ kind: 'sent', messageId: 'm1' });
    expect(tried).toEqual(['a', 'b', 'c']);
  });

  it.each<SendOutcome>([
    { kind: 'rate-limited', retryAfterMs: 3_000 },
    { kind: 'unavailable' },
    { kind: 'outside-window' },
    { kind: 'rejected', code: '400' },
  ])('stops where a part does not go out ($kind), and repeated goes on from there', async (outcome) => {
    const sending = createPartSending();
    const { tried, send } = platform({ kind: 'sent', messageId: 'first' }, outcome);
    expect(await sending('x:1', ['a', 'b', 'c'], send)).toEqual(outcome);
    expect(await sending('x:1', ['a', 'b', 'c'], send)).toEqual({ kind: 'sent', messageId: 'first' });
    expect(tried).toEqual(['a', 'b', 'b', 'c']);
  });

  it('sends the remaining parts where the fate of one is not known, and says so of the whole', async () => {
    const { tried, send } = platform({ kind: 'uncertain' });
    expect(await createPartSending()('x:1', ['a', 'b', 'c'], send)).toEqual({ kind: 'uncertain' });
    expect(tried).toEqual(['a', 'b', 'c']);
  });

  it('begins at the start for another message, another chat, and once it has gone out', async () => {
    const sending = createPartSending();
    const { tried, send } = platform({ kind: 'sent' }, { kind: 'unavailable' });
    await sending('x:1', ['a', 'b'], send);
    await sending('x:2', ['a', 'b'], send);
    await sending('x:1', ['c', 'd'], send);
    await sending('x:1', ['a', 'b'], send);
    await sending('x:1', ['a', 'b'], send);
    expect(tried.join('')).toBe('ababcdabab');
  });

  it('A-6: remembers a bounded number of half-sent messages', async () => {
    const sending = createPartSending(1);
    const half = () => platform({ kind: 'sent' }, { kind: 'unavailable' });
    await sending('x:1', ['a', 'b'], half().send);
    await sending('x:2', ['a', 'b'], half().send);
    const { tried, send } = platform();
    await sending('x:1', ['a', 'b'], send);
    await sending('x:2', ['a', 'b'], send);
    expect(tried.join('')).toBe('abb');
  });
});
