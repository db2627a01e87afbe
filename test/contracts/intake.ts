import { expect, it } from 'vitest';
import type { SubscriberIntake } from '../../src/announcements/sending/intake.ts';
import type { Subscribers } from '../../src/announcements/sending/subscribers.ts';
import { subscriber } from './subscribers.ts';

const consent = { day: '2026-02-12', proof: 'Phiếu số 12' };
const everyone = { kind: 'everyone' } as const;

/** What every store promises of many who join at once. `open` gives an empty one. */
export function describeIntake(open: () => Promise<{ subscribers: Subscribers; intake: SubscriberIntake }>): void {
  it('adds those who are new, with what says that they agreed', async () => {
    const { subscribers, intake } = await open();
    const joining = ['telegram:1', 'zalo-oa:2'].map((chat) => subscriber(chat, { consent, topics: [], communes: ['02671'] }));
    expect(await intake.add(joining)).toEqual(['new', 'new']);
    expect(await subscribers.get('telegram:1')).toEqual(joining[0]);
    expect(await subscribers.get('zalo-oa:2')).toEqual(joining[1]);
  });

  it('leaves whoever is subscribed as they are, and comes to the same when it is done again', async () => {
    const { subscribers, intake } = await open();
    await subscribers.put(subscriber('telegram:1', { topics: ['reform'] }));
    const joining = ['telegram:1', 'telegram:2'].map((chat) => subscriber(chat, { consent }));
    expect(await intake.add(joining)).toEqual(['subscribed', 'new']);
    expect(await intake.add(joining)).toEqual(['subscribed', 'subscribed']);
    expect(await subscribers.get('telegram:1')).toEqual(subscriber('telegram:1', { topics: ['reform'] }));
    expect(await subscribers.reach(everyone, {})).toEqual([{ channel: 'telegram', now: 2, later: 0 }]);
  });

  it('H-11: brings nobody back who left or was forgotten, until they come back by themselves', async () => {
    const { subscribers, intake } = await open();
    for (const chat of ['telegram:1', 'telegram:2', 'telegram:3']) await subscribers.put(subscriber(chat));
    await subscribers.remove('telegram:1');
    await subscribers.forget('telegram:2');
    await subscribers.remove('telegram:3');
    await subscribers.put(subscriber('telegram:3'));
    const chats = ['telegram:1', 'telegram:2', 'telegram:3', 'telegram:4'];
    const expected = ['left', 'left', 'subscribed', 'new'];
    expect(await intake.standing(chats)).toEqual(expected);
    expect(await intake.add(chats.map((chat) => subscriber(chat, { consent })))).toEqual(expected);
    expect(await subscribers.get('telegram:1')).toBeUndefined();
    expect(await subscribers.get('telegram:2')).toBeUndefined();
  });

  it('adds a chat once that is named twice', async () => {
    const { subscribers, intake } = await open();
    await intake.add([subscriber('telegram:1', { consent }), subscriber('telegram:1', { consent })]);
    expect(await subscribers.reach(everyone, {})).toEqual([{ channel: 'telegram', now: 1, later: 0 }]);
  });

  it('keeps what says that they agreed when they change what they get', async () => {
    const { subscribers, intake } = await open();
    await intake.add([subscriber('telegram:1', { consent })]);
    const held = (await subscribers.get('telegram:1'))!;
    await subscribers.put({ ...held, topics: ['reform'] });
    expect(await subscribers.get('telegram:1')).toEqual(subscriber('telegram:1', { consent, topics: ['reform'] }));
  });

  it('says how many more it takes', async () => {
    const { intake } = await open();
    const before = await intake.room();
    expect(before).toBeGreaterThanOrEqual(200_000);
  });
}
