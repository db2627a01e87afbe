import { describe, expect, it } from 'vitest';
import { createWebChat } from '../../../src/channels/web/chat.ts';
import { createWebPush, newPushKeys, type WebPushDeps } from '../../../src/channels/web/push.ts';
import { createPostPush } from '../../../src/channels/web/push-request.ts';
import type { PushAddress } from '../../../src/messaging/page-push.ts';
import { pushed } from '../../../src/web/page/message.ts';
import { startPushService } from '../../fakes/push-service.ts';
import { createRecordsMemory } from '../../fakes/records-memory.ts';

const notice = { text: 'Đổi nơi bỏ phiếu của tổ 3.', announcement: 'Thông báo số 12' };
const minuteMs = 60_000;

/** The page as a channel, an hour after the start, with the push service beside it; an, bình and chi are subscribed. */
async function open(changes: Partial<WebPushDeps> = {}) {
  const service = await startPushService();
  const clock = { ms: Date.parse('2026-03-01T00:00:00Z') };
  const now = () => new Date(clock.ms);
  const addresses = createRecordsMemory<PushAddress>();
  const retried: string[] = [];
  const timers: { atMs: number; run: () => void }[] = [];
  const push = createWebPush({
    keys: newPushKeys(),
    contact: 'mailto:bau-cu@example.vn',
    addresses,
    isSubscribed: async (chat) => chat !== 'web:khach',
    written: pushed,
    post: createPostPush({ loopback: true }),
    isEndpoint: (endpoint) => endpoint.startsWith(service.address),
    now,
    schedule(afterMs, run) {
      timers.push({ atMs: clock.ms + afterMs, run });
      return () => undefined;
    },
    retry: (chat) => void retried.push(chat),
    ...changes,
  });
  const chat = createWebChat({ now, run: 'run', returned: () => undefined, push: push.deliver });
  function pass(ms: number) {
    clock.ms += ms;
    for (const timer of timers.filter(({ atMs }) => atMs <= clock.ms)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
  }
  pass(60 * minuteMs);
  const held = async () => (await addresses.all()).map(({ id }) => id).sort();
  return { service, push, chat, pass, addresses, held, retried };
}

describe('an announcement to a page that is closed', () => {
  it('G-19: reaches the browser of whoever agreed: whole, readable by that browser alone, for a day, with whom to turn to', async () => {
    const { service, push, chat } = await open();
    expect(await push.agree('an', service.browser('an'))).toBe('kept');
    expect(await chat.send('web:an', notice)).toEqual({ kind: 'sent' });
    expect(service.arrived).toMatchObject([
      {
        ...{ path: '/an', ttl: '86400', urgency: 'high', contact: 'mailto:bau-cu@example.vn' },
        said: {
          isWhole: true,
          message: { text: notice.text, announcement: { title: notice.announcement, time: '08:00, 01/03/2026' } },
        },
      },
    ]);
  });

  it('G-19: waits for the next visit of whoever did not agree', async () => {
    const { service, chat } = await open();
    expect(await chat.send('web:binh', notice)).toEqual({ kind: 'outside-window' });
    expect(service.arrived).toEqual([]);
  });

  it('G-19: comes over the page itself while that is open', async () => {
    const { service, push, chat } = await open();
    await push.agree('an', service.browser('an'));
    const reading = chat.next('an', undefined, AbortSignal.timeout(1_000));
    expect(await chat.send('web:an', notice)).toMatchObject({ kind: 'sent', messageId: 'run-1' });
    expect(await reading).toMatchObject([{ text: notice.text }]);
    expect(service.arrived).toEqual([]);
  });

  it('G-19: only announcements come so, never an answer', async () => {
    const { service, push, chat } = await open();
    await push.agree('an', service.browser('an'));
    expect(await chat.send('web:an', { text: 'Ngày 15/3/2026.' })).toEqual({ kind: 'outside-window' });
    expect(service.arrived).toEqual([]);
  });

  it('G-19: sent twice, it is the same to the browser, which shows it once', async () => {
    const { service, push, chat, pass } = await open();
    await push.agree('an', service.browser('an'));
    await chat.send('web:an', notice);
    pass(5_000);
    await chat.send('web:an', notice);
    const [first, second] = service.arrived.map(({ said }) => said.message.id);
    expect(first).toBe(second);
  });

  it('G-19: one longer than a push service takes is announced with its beginning, and its whole waits for the visit', async () => {
    const { service, push, chat } = await open();
    await push.agree('an', service.browser('an'));
    const long = { ...notice, text: 'Danh sách các điểm bỏ phiếu của xã. '.repeat(150) };
    expect(await chat.send('web:an', long)).toEqual({ kind: 'outside-window' });
    expect(service.arrived[0]?.said.isWhole).toBe(false);
    expect(service.arrived[0]?.said.message.text).toMatch(/^Danh sách .+ …$/u);
  });
});

describe('the browser of a visitor', () => {
  it.each([404, 410, 403])(
    'G-19: is let go of when its push service says %i, and what was sent waits for the visit',
    async (status) => {
      const { service, push, chat, held } = await open();
      await push.agree('an', service.browser('an'));
      service.statuses.set('/an', status);
      expect(await chat.send('web:an', notice)).toEqual({ kind: 'outside-window' });
      expect(await held()).toEqual([]);
    },
  );

  it('G-19: is kept when its push service is away: what was sent, and what comes meanwhile, is tried again after a minute', async () => {
    const { service, push, chat, pass, held, retried } = await open();
    for (const name of ['an', 'binh']) await push.agree(name, service.browser(name));
    service.statuses.set('/an', 503);
    for (const name of ['an', 'binh']) expect(await chat.send(`web:${name}`, notice)).toEqual({ kind: 'outside-window' });
    expect(service.arrived).toEqual([]);
    expect(await held()).toEqual(['web:an', 'web:binh']);
    pass(minuteMs);
    expect(retried).toEqual(['web:an', 'web:binh']);
    service.statuses.clear();
    for (const name of ['an', 'binh']) expect(await chat.send(`web:${name}`, notice)).toEqual({ kind: 'sent' });
  });

  it('G-19: a push service that stays away is asked less and less, at most every half hour', async () => {
    const { service, push, chat, pass, retried } = await open();
    await push.agree('an', service.browser('an'));
    service.statuses.set('/an', 503);
    const triedAgainAfter: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      await chat.send('web:an', notice);
      let minutes = 0;
      for (const before = retried.length; retried.length === before; minutes += 1) pass(minuteMs);
      triedAgainAfter.push(minutes);
    }
    expect(triedAgainAfter).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });

  it('G-19: a redirect is not followed', async () => {
    const { service, push, chat } = await open();
    await push.agree('an', service.browser('an'));
    service.browser('elsewhere');
    service.statuses.set('/an', 307);
    expect(await chat.send('web:an', notice)).toEqual({ kind: 'outside-window' });
    expect(service.arrived).toEqual([]);
  });

  it('G-19: one a visitor, the latest; and the same browser under another cookie is told once', async () => {
    const { service, push, chat, held } = await open();
    const [first, second] = [service.browser('an-1'), service.browser('an-2')];
    await push.agree('an', first);
    await push.agree('an', second);
    await chat.send('web:an', notice);
    expect(service.arrived.map(({ path }) => path)).toEqual(['/an-2']);
    await push.agree('binh', second);
    expect(await held()).toEqual(['web:binh']);
  });

  it('G-19: is not taken from who has no subscription, from elsewhere, or with keys nothing can be encrypted for', async () => {
    const { service, push, held } = await open();
    const browser = service.browser('an');
    expect(await push.agree('khach', browser)).toBe('not-subscribed');
    expect(await push.agree('an', { ...browser, endpoint: 'http://10.0.0.1/an' })).toBe('refused');
    expect(await push.agree('an', { ...browser, keys: { ...browser.keys, p256dh: 'A'.repeat(87) } })).toBe('refused');
    expect(await held()).toEqual([]);
  });
});

describe('a request to a push service', () => {
  it('G-19: never goes to this machine or by plain http, whatever was kept', async () => {
    const service = await startPushService();
    const { endpoint } = service.browser('an');
    const post = createPostPush();
    for (const url of [endpoint, endpoint.replace('http:', 'https:'), 'https://localhost/x', 'https://[::1]/x'])
      expect(await post(url, {}, Buffer.from('x'))).toBeUndefined();
    expect(service.arrived).toEqual([]);
  });
});
