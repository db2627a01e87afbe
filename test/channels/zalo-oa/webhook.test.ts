import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { messageDigest } from '../../../src/channels/message-digest.ts';
import { matchingReading } from '../../../src/channels/zalo-oa/signature.ts';
import { createFlood } from '../../../src/conversations/inbox/flood.ts';
import { createInbox } from '../../../src/conversations/inbox/inbox.ts';
import type { IncomingContent, IncomingMessage } from '../../../src/messaging/message.ts';
import { noMetrics } from '../../../src/messaging/metrics.ts';
import { openInboxJournal } from '../../../src/stores/embedded/inbox-journal.ts';
import { webhookDeadlineMs } from '../../../src/web/webhooks.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { anyText } from '../../fakes/random.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';
import { startVoterSite } from '../../fakes/voter-site.ts';
import { openZaloOa, type ZaloOaChannelOptions } from '../../fakes/zalo-oa-channel.ts';
import type { Signing } from '../../fakes/zalo-oa-double.ts';

let opened: Awaited<ReturnType<typeof openZaloOa>>;
let accepted: IncomingMessage[] = [];
afterEach(() => opened?.close());

async function open(options: ZaloOaChannelOptions = {}) {
  opened = await openZaloOa(options);
  accepted = [];
  return opened;
}

const accept = async (message: IncomingMessage): Promise<void> => void accepted.push(message);
const user = '4900000000000000011';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Posts an event (or a body) signed as Zalo does; gives the status. */
async function post(event: unknown, signing: Signing = {}): Promise<number> {
  const rawBody = typeof event === 'string' ? event : JSON.stringify(event);
  return (await opened.handle(opened.double.signed(rawBody, signing), accept)).status;
}
const text = (id = 'in-1', what = 'điểm bỏ phiếu tổ 12') => opened.double.events.text(user, id, what);

describe('the signature of a webhook request', () => {
  it('is the digest of the documented example', () => {
    const rawBody = '{"app_id":"1000000000000000001","event_name":"user_send_text","timestamp":"1790000000000"}';
    const mac = '82e374f11b713b4d81d7fd390f98160f2687c6174cb516b9334f6650c7eeff82';
    const request = {
      rawBody,
      signature: `mac=${mac}`,
      headerTimestamp: undefined,
      bodyTimestamp: '1790000000000',
      appId: '1000000000000000001',
      oaId: undefined,
    };
    expect(matchingReading(request, { current: 'demo-oa-secret' })).toEqual({
      first: 'app-id',
      timestamp: 'body',
      oldSecret: false,
    });
    expect(matchingReading(request, { current: 'another' })).toBeUndefined();
  });

  it.each<[string, Signing]>([
    ['the app’s id and the timestamp of the body', { first: 'app-id', timestamp: 'body' }],
    ['the app’s id and the timestamp of a header', { first: 'app-id', timestamp: 'header' }],
    ['the account’s id and the timestamp of the body', { first: 'oa-id', timestamp: 'body' }],
    ['the account’s id and the timestamp of a header', { first: 'oa-id', timestamp: 'header' }],
  ])('F-2: is right with %s; which it is, is said once', async (_, signing) => {
    const { events, pass } = await open();
    pass(5);
    for (const id of ['in-1', 'in-2', 'in-3']) {
      const event = text(id);
      // So that the two timestamps differ.
      opened.pass(5);
      expect(await post(event, signing)).toBe(200);
    }
    expect(accepted).toHaveLength(3);
    expect(events).toEqual([{ kind: 'signature-reading', reading: { ...signing, oldSecret: false } }]);
    await post(text('in-4'), { prefix: false, ...signing });
    expect(accepted).toHaveLength(4);
  });

  it.each<
    [string, (right: { rawBody: string; headers: Record<string, string> }) => { rawBody?: string; mac?: string | undefined }]
  >([
    ['missing', () => ({ mac: undefined })],
    ['empty', () => ({ mac: '' })],
    ['only a prefix', () => ({ mac: 'mac=' })],
    ['another digest', () => ({ mac: `mac=${'a'.repeat(64)}` })],
    ['one character short', ({ headers }) => ({ mac: headers['x-zevent-signature']!.slice(0, -1) })],
    ['with something before it', ({ headers }) => ({ mac: `0${headers['x-zevent-signature']}` })],
    ['with something behind it', ({ headers }) => ({ mac: `${headers['x-zevent-signature']}, mac=0` })],
    ['sent twice', ({ headers }) => ({ mac: `${headers['x-zevent-signature']}, ${headers['x-zevent-signature']}` })],
    [
      'an HMAC',
      ({ rawBody }) => ({ mac: `mac=${createHmac('sha256', opened.double.webhookSecret).update(rawBody).digest('hex')}` }),
    ],
    ['made with the secret of the app', ({ rawBody }) => ({ mac: macOf(rawBody, { secret: opened.double.app.secret }) })],
    ['made with an earlier secret', ({ rawBody }) => ({ mac: macOf(rawBody, { secret: 'an-earlier-secret' }) })],
    ['made for another body', ({ rawBody }) => ({ rawBody: rawBody.replace('tổ 12', 'tổ 13') })],
    [
      'made for the body before it was written anew',
      ({ rawBody }) => ({ rawBody: JSON.stringify(JSON.parse(rawBody), null, 1) }),
    ],
    ['made for another timestamp', ({ rawBody }) => ({ rawBody: rawBody.replace(/"timestamp":"1/u, '"timestamp":"2') })],
    ['made for another app', ({ rawBody }) => ({ mac: macOf(rawBody.replace('1000000000000000001', '1000000000000000002')) })],
  ])('F-2: %s: refused, and nothing is accepted', async (_, spoil) => {
    await open();
    const right = opened.double.signed(JSON.stringify(text()));
    const { rawBody = right.rawBody, ...given } = spoil(right);
    const mac = 'mac' in given ? given.mac : right.headers['x-zevent-signature'];
    const { status } = await opened.handle(
      { rawBody, headers: { ...(mac === undefined ? {} : { 'x-zevent-signature': mac }) } },
      accept,
    );
    expect([status, accepted]).toEqual([401, []]);
    expect(opened.events).toEqual([{ kind: 'webhook-refused', why: 'signature' }]);
  });

  const macOf = (rawBody: string, signing: Signing = {}) => opened.double.signed(rawBody, signing).headers['x-zevent-signature'];

  it('F-2: is right in capitals and without the prefix too: the documents leave both open', async () => {
    await open();
    const { rawBody, headers } = opened.double.signed(JSON.stringify(text()));
    const capitals = headers['x-zevent-signature']!.slice(4).toUpperCase();
    expect((await opened.handle({ rawBody, headers: { 'x-zevent-signature': capitals } }, accept)).status).toBe(200);
  });

  it('F-2: made with the old secret counts for three hours after the start, and only where one is set', async () => {
    const old = { secret: 'the-old-oa-secret' };
    await open();
    expect(await post(text(), old)).toBe(401);
    await opened.close();
    await open({ settings: { oldWebhookSecret: old.secret } });
    expect(await post(text('in-1'), old)).toBe(200);
    expect(await post(text('in-2'))).toBe(200);
    opened.pass(3 * hourMs);
    expect(await post(text('in-3'), old)).toBe(401);
    expect(await post(text('in-4'))).toBe(200);
    expect(accepted.map(({ id }) => id)).toEqual(['in-1', 'in-2', 'in-4'].map((id) => messageDigest(user, id)));
    const said = opened.events.flatMap((event) => (event.kind === 'signature-reading' ? event.reading.oldSecret : []));
    expect(said).toEqual([true, false]);
  });

  it.each([
    ['now', 0, 200],
    ['two hours old, as the last repetition of Zalo’s', -2 * hourMs, 200],
    ['three hours old', -3 * hourMs, 200],
    ['more than three hours old', -3 * hourMs - 1, 401],
    ['25 hours old', -25 * hourMs, 401],
    ['five minutes ahead', 5 * minuteMs, 200],
    ['more than five minutes ahead', 5 * minuteMs + 1, 401],
  ])('F-3, F-4: an event that is %s', async (_, offsetMs, status) => {
    await open();
    const event = { ...text(), timestamp: String(opened.now().getTime() + offsetMs) };
    expect(await post(event)).toBe(status);
    expect(accepted).toHaveLength(status === 200 ? 1 : 0);
  });

  it.each(['soon', '', '-1', '1e3', ' 1772352030000', '9'.repeat(40)])(
    'F-4: a timestamp that is none (%j) is refused',
    async (timestamp) => {
      await open();
      const rawBody = JSON.stringify({ ...text(), timestamp });
      expect(await post(rawBody, { at: timestamp })).toBe(401);
      expect(opened.events).toContainEqual({ kind: 'webhook-refused', why: 'age' });
    },
  );

  it('an app other than ours is refused; another account of our app is acknowledged and left', async () => {
    await open({ settings: { oaId: '2800000000000000001' } });
    expect(await post({ ...text(), app_id: '1000000000000000002' })).toBe(401);
    expect(await post({ ...text(), recipient: { id: '2800000000000000002' } })).toBe(200);
    expect(await post({ ...opened.double.events.follow(user), oa_id: '2800000000000000002' })).toBe(200);
    expect(accepted).toEqual([]);
    expect(await post(text())).toBe(200);
    expect(accepted).toHaveLength(1);
  });
});

describe('a request without a signature', () => {
  it.each(['{}', ' {}\n'])('is answered 200 when it is the one Zalo makes when the address is saved (%j)', async (rawBody) => {
    await open();
    expect(await opened.handle({ rawBody, headers: {} }, accept)).toEqual({ status: 200 });
    expect([accepted, opened.events]).toEqual([[], []]);
  });

  it.each(['', '[]', 'null', '{"a":1}', '{}{}', '{', '{"event_name":"follow"}'])(
    'is refused when it is anything else (%j)',
    async (rawBody) => {
      await open();
      expect((await opened.handle({ rawBody, headers: {} }, accept)).status).toBe(401);
    },
  );

  it('an empty object with a wrong signature is refused like everything else', async () => {
    await open();
    expect((await opened.handle({ rawBody: '{}', headers: { 'x-zevent-signature': 'mac=1' } }, accept)).status).toBe(401);
  });
});

describe('an event', () => {
  const location = (payload: object) => ({ msg_id: 'in-1', attachments: [{ type: 'location', payload }] });

  it.each<[string, () => unknown, IncomingContent]>([
    ['a text', () => text('in-1', ' điểm bỏ phiếu '), { kind: 'text', text: 'điểm bỏ phiếu' }],
    ['a tapped button', () => text('in-1', '/donvi cam duong'), { kind: 'text', text: '/donvi cam duong' }],
    [
      'a button as some describe it',
      () => opened.double.events.written('user_click_button', user, { msg_id: 'in-1', text: '#place' }),
      { kind: 'text', text: '#place' },
    ],
    [
      'a shared position',
      () => opened.double.events.location(user, 'in-1', 22.4809, 103.9755),
      { kind: 'location', latitude: 22.4809, longitude: 103.9755 },
    ],
    [
      'a shared position as others describe it',
      () =>
        opened.double.events.written('user_send_location', user, {
          msg_id: 'in-1',
          location: { latitude: 22.5, longitude: 104 },
        }),
      { kind: 'location', latitude: 22.5, longitude: 104 },
    ],
    [
      'a position that is none',
      () =>
        opened.double.events.written(
          'user_send_location',
          user,
          location({ coordinates: { latitude: '922', longitude: '1e9' } }),
        ),
      { kind: 'unreadable', what: 'other' },
    ],
    ['a follower', () => opened.double.events.follow(user), { kind: 'joined' }],
    ['a visitor who taps “chat”', () => opened.double.events.chatNow(user), { kind: 'joined' }],
    ['a follower who leaves', () => opened.double.events.unfollow(user), { kind: 'left' }],
    ...(
      [
        ['user_send_image', 'picture'],
        ['user_send_gif', 'picture'],
        ['user_send_audio', 'voice'],
        ['user_send_sticker', 'sticker'],
        ['user_send_video', 'file'],
        ['user_send_file', 'file'],
        ['user_send_link', 'other'],
        // A kind that Zalo has not invented yet.
        ['user_send_hologram', 'other'],
      ] as const
    ).map(([name, what]): [string, () => unknown, IncomingContent] => [
      name,
      () => opened.double.events.attachment(name, user, 'in-1', 'image'),
      { kind: 'unreadable', what },
    ]),
  ])('is understood: %s', async (_, event, content) => {
    await open();
    expect(await post(event())).toBe(200);
    expect(accepted).toMatchObject([{ chat: `zalo-oa:${user}`, content, receivedAt: opened.now().toISOString() }]);
  });

  it.each<[string, () => unknown]>([
    ['what we sent ourselves', () => opened.double.events.echo(user, 'Vâng.', undefined)],
    ['a receipt', () => opened.double.events.seen(user)],
    [
      'contact details',
      () => opened.double.events.happened('user_submit_info', { sender: { id: user }, info: { name: 'Lan', phone: '84' } }),
    ],
    ['a group', () => opened.double.events.written('user_send_group_text', user, { msg_id: 'in-1', text: 'xin chào' })],
    ['somebody unknown', () => opened.double.events.written('anonymous_send_text', user, { msg_id: 'in-1', text: 'xin chào' })],
    ['a reaction', () => opened.double.events.written('user_reacted_message', user, { msg_id: 'in-1' })],
    ['a change of a template', () => opened.double.events.happened('change_template_status', { template_id: 7 })],
    ['what nobody has heard of', () => opened.double.events.happened('user_flies_kite', { sender: { id: user } })],
    ['a text of white space', () => text('in-1', ' \n')],
    ['nobody’s text', () => opened.double.events.happened('user_send_text', { message: { msg_id: 'in-1', text: 'a' } })],
  ])('is acknowledged and left: %s', async (_, event) => {
    await open();
    expect(await post(event())).toBe(200);
    expect(accepted).toEqual([]);
    expect(opened.events.at(-1)?.kind).toBe('event-ignored');
  });

  it('the same number from two people is two messages', async () => {
    await open();
    await post(opened.double.events.text('1', 'in-1', 'a'));
    await post(opened.double.events.text('2', 'in-1', 'b'));
    expect(accepted[0]?.id).not.toBe(accepted[1]?.id);
  });

  it('D-2: keeps ids beyond 2^53 to the last digit', async () => {
    await open();
    await post(opened.double.events.text('4900719925474099301', '90071992547409931', 'a'));
    expect(accepted[0]).toMatchObject({
      id: messageDigest('4900719925474099301', '90071992547409931'),
      chat: 'zalo-oa:4900719925474099301',
    });
  });

  it('without an id of its own has one made of what it says, the same when repeated, without the person in it', async () => {
    await open();
    const followed = opened.double.events.follow(user);
    await post(followed);
    await post(followed);
    await post(opened.double.events.unfollow(user));
    await post(opened.double.events.follow('4900000000000000012'));
    const [first, repeated, left, other] = accepted.map(({ id }) => id);
    expect(repeated).toBe(first);
    expect(new Set([first, left, other]).size).toBe(3);
    expect(first).not.toContain(user);
  });

  it('D-3, D-4: of a text only what a person can have typed is kept, at most 4,096 units', async () => {
    await open();
    await post(text('in-1', `a\u0000\ud800b${'x'.repeat(20_000)}`));
    const [message] = accepted;
    expect(message?.content.kind === 'text' && message.content.text.length).toBeLessThanOrEqual(4_096);
    expect(message?.content.kind === 'text' && message.content.text.slice(0, 3)).toBe('a\ufffdb');
  });

  it('D-1: whatever it holds, properly signed: no exception, no 5xx', async () => {
    await open();
    const part = fc.oneof(
      fc.constantFrom(
        null,
        [],
        {},
        0,
        1e308,
        '',
        'x',
        user,
        '9'.repeat(400),
        true,
        { id: user },
        { msg_id: 'in-1' },
        { text: 7 },
        [[[[]]]],
      ),
      anyText(),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const names = [
      'app_id',
      'event_name',
      'timestamp',
      'sender',
      'recipient',
      'follower',
      'oa_id',
      'user_id',
      'message',
      '__proto__',
      'constructor',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('user_send_text', 'user_send_location', 'follow', 'user_send_image', 'user_click_chatnow'),
        fc.dictionary(fc.constantFrom(...names), part, { maxKeys: 5 }),
        fc.dictionary(fc.constantFrom('msg_id', 'text', 'attachments', 'location', '__proto__'), part),
        async (name, spoiled, message) => {
          const base = opened.double.events.written(name, user, { msg_id: 'in-1', text: 'a', ...message });
          const rawBody = JSON.stringify({ ...base, ...spoiled });
          const { status } = await opened.handle(opened.double.signed(rawBody, { timestamp: 'header' }), accept);
          expect([200, 401]).toContain(status);
          expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
    for (const { id, chat, content } of accepted)
      expect([typeof id, chat.startsWith('zalo-oa:'), typeof content.kind]).toEqual(['string', true, 'string']);
  });

  it('what somebody of the office writes in Zalo’s own tool is known as theirs, in the chat of the person; our own echo is not', async () => {
    await open();
    await post(opened.double.events.echo(user, 'Chào bác', undefined));
    expect(accepted).toEqual([]);
    await post(opened.double.events.echo(user, 'Chào bác', '7100000000000000001'));
    expect(accepted).toMatchObject([{ chat: `zalo-oa:${user}`, content: { kind: 'staff' } }]);
    expect(JSON.stringify(accepted)).not.toContain('Chào bác');
  });
});

describe('the webhook at work, over HTTP', () => {
  it('A-4: acknowledges within Zalo’s two seconds or says when to come again, whatever the inbox does', async () => {
    const { channel, double } = await open();
    let waiting = 0;
    const site = await startVoterSite({
      channels: [channel],
      accept: () => {
        waiting += 1;
        return waiting === 1 ? new Promise(() => {}) : Promise.resolve();
      },
    });
    const { rawBody, headers } = double.signed(JSON.stringify(text()));
    const deliver = () => fetch(`${site.address}/webhooks/zalo/oa`, { method: 'POST', body: rawBody, headers });
    expect(webhookDeadlineMs).toBeLessThan(2_000);
    const first = await deliver();
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await deliver()).status).toBe(200);
    await site.close();
  });

  it('A-12: an event told five times, out of order and across a restart, is answered once', async () => {
    const { channel, double } = await open();
    const path = `${temporaryFolder()}/inbox.journal`;
    const clock = createTestClock(opened.now().toISOString());
    const handled: string[] = [];
    const run = async () => {
      const { inbox: log } = await openInboxJournal({ path, now: clock.now, create: true });
      const inbox = createInbox({
        log,
        channels: ['zalo-oa'],
        flood: createFlood({ burst: 100, perMinute: 100, noticeEveryMs: 60_000, maxChats: 100 }),
        now: clock.now,
        schedule: clock.schedule,
        metrics: noMetrics,
        report: () => undefined,
        apologise: async () => undefined,
        slowDown: async () => undefined,
      });
      inbox.start(async ({ id }) => {
        handled.push(id);
        return { kind: 'done' };
      });
      const site = await startVoterSite({ channels: [channel], accept: inbox.accept });
      return {
        site,
        async stop() {
          await site.close();
          await inbox.drain();
          await log.close();
        },
      };
    };
    const requests = ['in-3', 'in-1', 'in-2', 'in-1', 'in-3'].map((id) => double.signed(JSON.stringify(text(id, `câu ${id}`))));
    requests.push(double.signed(JSON.stringify(double.events.follow(user))));
    for (let start = 0; start < 2; start += 1) {
      const { site, stop } = await run();
      for (const [index, { rawBody, headers }] of [...requests, ...requests.toReversed()].entries()) {
        const response = await fetch(`${site.address}/webhooks/zalo/oa`, {
          method: 'POST',
          body: rawBody,
          headers: { ...headers, ...(index > 0 ? { num_retry: String(index) } : {}) },
        });
        expect(response.status).toBe(200);
      }
      await clock.advance(10);
      await stop();
    }
    expect(handled).toEqual(expect.arrayContaining(['in-1', 'in-2', 'in-3'].map((id) => messageDigest(user, id))));
    expect(handled).toHaveLength(4);
  });

  it('D-2, D-3: bodies that are too long, too deep, or no UTF-8 are refused at the door', async () => {
    const { channel, double } = await open();
    const site = await startVoterSite({ channels: [channel], accept });
    const deliver = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) =>
      fetch(`${site.address}/webhooks/zalo/oa`, { method: 'POST', body, headers }).then(({ status }) => status);
    const deep = `{"app_id":"${double.app.id}","timestamp":"${opened.now().getTime()}","a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect(await deliver(deep, double.signed(deep).headers)).toBe(200);
    expect(await deliver('x'.repeat(65_537), { 'x-zevent-signature': 'mac=1' })).toBe(413);
    expect(await deliver(new Uint8Array([0xff, 0xfe]), { 'x-zevent-signature': 'mac=1' })).toBe(400);
    expect(await deliver('{}', {})).toBe(200);
    expect(accepted).toEqual([]);
    await site.close();
  });
});
