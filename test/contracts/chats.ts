import { expect, it } from 'vitest';
import type { ChatRecord, Chats } from '../../src/conversations/chats.ts';

const menu = {
  choices: [
    { label: 'Phường Cam Đường', value: 'noi:1' },
    { label: 'Xã Hợp Thành', value: 'noi:2' },
  ],
  shownAt: '2026-03-01T08:00:00.000Z',
  asks: true,
};
const record = (chat: string, changes: Partial<ChatRecord> = {}): ChatRecord => ({ chat, menu, ...changes });
const put = (chats: Chats, one: ChatRecord) => chats.change(one.chat, () => one);

/** What every keeper of conversations promises. `open` gives an empty one; `others` another process on the same, where there can be one. */
export function describeChats(open: () => Promise<{ chats: Chats; others?: () => Promise<Chats> }>): void {
  it('gives a record back as it was put, to every process, and nothing for another chat', async () => {
    const { chats, others } = await open();
    const whole = record('telegram:1', { quietUntil: '2026-03-01T10:00:00.000Z', greetedAt: '2026-03-01T08:00:00.000Z' });
    await put(chats, whole);
    const elsewhere = (await others?.()) ?? chats;
    expect(await elsewhere.get('telegram:1')).toEqual(whole);
    expect(await elsewhere.get('telegram:2')).toBeUndefined();
  });

  it('loses none of two changes that come at once', async () => {
    const { chats, others } = await open();
    const elsewhere = (await others?.()) ?? chats;
    await Promise.all([
      chats.change('telegram:1', (held) => ({ ...held, chat: 'telegram:1', menu })),
      elsewhere.change('telegram:1', (held) => ({ ...held, chat: 'telegram:1', greetedAt: '2026-03-01T08:00:00.000Z' })),
    ]);
    expect(await chats.get('telegram:1')).toEqual(record('telegram:1', { greetedAt: '2026-03-01T08:00:00.000Z' }));
  });

  it('leaves a record alone that a change gives back as it is, and takes one away that a change ends', async () => {
    const { chats } = await open();
    await put(chats, record('telegram:1'));
    await chats.change('telegram:1', (held) => held);
    expect(await chats.get('telegram:1')).toEqual(record('telegram:1'));
    await chats.change('telegram:1', () => undefined);
    expect(await chats.get('telegram:1')).toBeUndefined();
  });

  it('forgets one chat and no other', async () => {
    const { chats } = await open();
    for (const chat of ['telegram:1', 'telegram:2']) await put(chats, record(chat));
    await chats.forget('telegram:1');
    expect(await chats.get('telegram:1')).toBeUndefined();
    expect(await chats.get('telegram:2')).toBeDefined();
  });

  it('drops a record once its menu, its silence and its greeting are all over', async () => {
    const { chats } = await open();
    await put(chats, record('telegram:1'));
    await put(chats, record('telegram:2', { quietUntil: '2026-03-01T10:00:00.000Z' }));
    await put(chats, record('telegram:3', { greetedAt: '2026-03-01T08:00:00.000Z' }));
    const left = async (at: string) => {
      await chats.expire(new Date(at));
      return Promise.all(['telegram:1', 'telegram:2', 'telegram:3'].map(async (chat) => (await chats.get(chat)) !== undefined));
    };
    expect(await left('2026-03-01T08:29:59.000Z')).toEqual([true, true, true]);
    expect(await left('2026-03-01T08:30:00.000Z')).toEqual([false, true, true]);
    expect(await left('2026-03-01T10:00:00.000Z')).toEqual([false, false, true]);
    expect(await left('2026-03-01T14:00:00.000Z')).toEqual([false, false, false]);
  });
}
