import { describe, expect, it } from 'vitest';
import { createMemoryChats } from '../../src/conversations/chats.ts';
import { describeChats } from '../contracts/chats.ts';

describe('conversations kept in memory', () => {
  describeChats(async () => ({ chats: createMemoryChats() }));

  it('A-6: are bounded: the one heard of longest ago goes first', async () => {
    const chats = createMemoryChats(2);
    for (const chat of ['a', 'b', 'a', 'c']) await chats.change(chat, () => ({ chat, greetedAt: '2026-03-01T08:00:00.000Z' }));
    const kept = await Promise.all(['a', 'b', 'c'].map(async (chat) => (await chats.get(chat)) !== undefined));
    expect(kept).toEqual([true, false, true]);
  });
});
