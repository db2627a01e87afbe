import { expect, it } from 'vitest';
import type { Store } from '../../src/stores/store.ts';
import { text } from './inbox-log.ts';

/** What every store promises whoever wishes to be forgotten. Call inside a `describe`; `open` gives an empty store. */
export function describeForgetting(open: () => Promise<Pick<Store, 'inbox' | 'forget'>>): void {
  const chat = 'telegram:777000777';
  const ids = async ({ inbox }: Pick<Store, 'inbox'>) => (await inbox.claim('telegram', 9, 60_000)).map(({ id }) => id);

  it('H-3: what they write after the wish waits for its answer; the wish and what came before it are gone', async () => {
    const store = await open();
    for (const id of ['dead', 'wish', 'after', 'last']) await store.inbox.append(text(chat, id));
    const [dead] = await store.inbox.claim('telegram', 1, 60_000);
    await store.inbox.settle(dead!, { kind: 'dead', why: 'TypeError' });
    const [wish] = await store.inbox.claim('telegram', 1, 60_000);
    await store.forget(chat, wish);
    expect(await store.inbox.deadLetters()).toEqual([]);
    const [after] = await store.inbox.claim('telegram', 1, 60_000);
    expect(after!.id).toBe('after');
    await store.inbox.settle(wish!, { kind: 'handled' });
    await store.inbox.settle(after!, { kind: 'handled' });
    expect(await ids(store)).toEqual(['last']);
  });

  it('H-3: without a wish in the inbox nothing of theirs waits any more, and of others all', async () => {
    const store = await open();
    for (const id of ['1', '2']) await store.inbox.append(text(chat, id));
    await store.inbox.append(text('telegram:1', '3'));
    await store.forget(chat);
    expect(await ids(store)).toEqual(['3']);
  });
}
