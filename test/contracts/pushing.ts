import { expect, it } from 'vitest';
import { visitorRules } from '../../src/announcements/sending/visitors.ts';
import type { PushAddress } from '../../src/messaging/page-push.ts';
import type { Store } from '../../src/stores/store.ts';
import type { TestClock } from '../fakes/clock.ts';
import { subscriber } from './subscribers.ts';

export const pushAddress = (chat: string): PushAddress => ({
  id: chat,
  chat,
  endpoint: `https://fcm.googleapis.com/fcm/send/${chat.slice(-2)}`,
  keys: { p256dh: 'BPublicKey', auth: 'secret' },
});

type Opened = Pick<Store, 'subscribers' | 'pushing' | 'forget'> & {
  clock: TestClock;
  /** Lets go of what is too old. */
  expire(): Promise<void>;
};

/** What every store promises of browsers that take announcements while the page is closed. */
export function describePushing(open: () => Promise<Opened>): void {
  async function agreed(...chats: string[]): Promise<Opened> {
    const opened = await open();
    const at = opened.clock.now().toISOString();
    for (const chat of chats) {
      await opened.subscribers.put(subscriber(chat, { subscribedAt: at, lastContactAt: at }));
      await opened.pushing.addresses.change(chat, () => ({ next: pushAddress(chat), result: undefined }));
    }
    return opened;
  }
  const held = async ({ pushing }: Opened) => (await pushing.addresses.all()).map(({ id }) => id).sort();

  it('G-19: keeps the browser of who agreed as it was given, and lets go of it when they leave or wish to be forgotten', async () => {
    const opened = await agreed('web:an', 'web:binh', 'web:chi');
    expect(await opened.pushing.addresses.get('web:an')).toEqual(pushAddress('web:an'));
    await opened.subscribers.remove('web:an');
    expect(await held(opened)).toEqual(['web:binh', 'web:chi']);
    await opened.forget('web:binh');
    expect(await held(opened)).toEqual(['web:chi']);
  });

  it('G-19: whoever agreed is subscribed for a year without a visit, not for a week, and then nothing of them is kept', async () => {
    const opened = await agreed('web:an');
    const day = opened.clock.now().toISOString();
    await opened.subscribers.put(subscriber('web:binh', { subscribedAt: day, lastContactAt: day }));
    opened.clock.pass(visitorRules.absentMs + 1);
    await opened.expire();
    expect(await opened.subscribers.get('web:an')).toBeDefined();
    expect(await opened.subscribers.get('web:binh')).toBeUndefined();
    expect(await held(opened)).toEqual(['web:an']);
    opened.clock.pass(visitorRules.agreedMs - visitorRules.absentMs);
    await opened.expire();
    expect(await opened.subscribers.get('web:an')).toBeUndefined();
    expect(await held(opened)).toEqual([]);
  });

  it('G-19: keeps the sealed keys, and gives two who make them at once the same', async () => {
    const { pushing } = await open();
    const make = (sealed: string) =>
      pushing.keys.change('web-push', (before) => {
        const next = before ?? { id: 'web-push', sealed };
        return { next, result: next.sealed };
      });
    const [first, second] = await Promise.all([make('one'), make('two')]);
    expect(first).toBe(second);
    expect((await pushing.keys.get('web-push'))?.sealed).toBe(first);
  });
}
