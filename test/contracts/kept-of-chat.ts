import { expect, it } from 'vitest';
import type { Store } from '../../src/stores/store.ts';
import { text } from './inbox-log.ts';
import { subscriber } from './subscribers.ts';

type Part = Pick<Store, 'subscribers' | 'outbox' | 'chats' | 'unanswered' | 'pushing' | 'inbox' | 'keptOf' | 'forget'>;

const nothing = { hasLeft: false, deliveries: 0, questions: 0, deadLetters: 0, hasPushAddress: false };

/** What every store promises whoever asks what is kept of a chat. `open` gives an empty store. */
export function describeKeptOfChat(open: () => Promise<Part>): void {
  const chat = 'telegram:777000777';

  async function fill(store: Part, of: string): Promise<void> {
    await store.subscribers.put(subscriber(of, { consent: { day: '2026-02-12', proof: 'Phiếu 12' } }));
    await store.outbox.publish(`a ${of}`, { kind: 'chats', chats: [of] }, { least: 1, most: 1 });
    await store.chats.change(of, () => ({ chat: of, quietUntil: '2026-03-01T10:00:00.000Z' }));
    await store.unanswered.askers.change(`q ${of}`, () => ({
      next: { id: `q ${of}`, chat: of, group: 'g', text: 'Có được mang chó vào không?', day: '2026-03-01', tries: 0 },
      result: undefined,
    }));
    await store.pushing.addresses.change(`p ${of}`, () => ({
      next: { id: `p ${of}`, chat: of, endpoint: 'https://push.example/1', keys: { p256dh: 'a', auth: 'b' } },
      result: undefined,
    }));
    await store.inbox.append(text(of, `m ${of}`));
    const [dead] = await store.inbox.claim('telegram', 1, 60_000);
    await store.inbox.settle(dead!, { kind: 'dead', why: 'TypeError' });
  }

  it('finds nothing of a chat nobody knows', async () => {
    const store = await open();
    expect(await store.keptOf(chat)).toEqual(nothing);
  });

  it('H-10: finds everything that is kept of a chat, and nothing of another', async () => {
    const store = await open();
    await fill(store, 'telegram:1');
    expect(await store.keptOf(chat)).toEqual(nothing);
    await fill(store, chat);
    expect(await store.keptOf(chat)).toEqual({
      subscriber: subscriber(chat, { consent: { day: '2026-02-12', proof: 'Phiếu 12' } }),
      ...{ hasLeft: false, deliveries: 1, questions: 1, deadLetters: 1, hasPushAddress: true },
      conversation: { chat, quietUntil: '2026-03-01T10:00:00.000Z' },
    });
  });

  it('finds nothing but that they left once they are forgotten', async () => {
    const store = await open();
    await fill(store, chat);
    await store.forget(chat);
    expect(await store.keptOf(chat)).toEqual({ ...nothing, hasLeft: true });
  });
}
