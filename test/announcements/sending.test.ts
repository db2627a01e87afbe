import { describe, expect, it } from 'vitest';
import { createWelcome } from '../../src/announcements/newcomers.ts';
import { createRecipientLists } from '../../src/announcements/recipients.ts';
import { previewText } from '../../src/announcements/words-preview.ts';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { subscriber } from '../contracts/subscribers.ts';
import {
  type Announcing,
  approved,
  createAnnouncing,
  goodText,
  lan,
  letGo,
  minh,
  sent,
  submitted,
  valueIn,
} from '../fakes/announcing.ts';

const everyRank = Number.MAX_SAFE_INTEGER;
const chats = (cutri: Announcing) => cutri.accepted.map(({ chat }) => chat);
const tallies = (cutri: Announcing, id: string) => cutri.outbox.tally(id, everyRank);

async function opened(count: number, options: Parameters<typeof createAnnouncing>[0] = {}): Promise<Announcing> {
  const cutri = await createAnnouncing({ canary: 10_000, ...options });
  await cutri.subscribe(count);
  return cutri;
}

describe('the worker', () => {
  it('C-23: keeps to 25 messages a second and to one a second for one chat', async () => {
    const cutri = await opened(500);
    await sent(cutri);
    await sent(cutri, { text: `${goodText} Bản hai.` });
    await cutri.run(60_000);
    expect(cutri.accepted).toHaveLength(1_000);
    const times = cutri.accepted.map(({ atMs }) => atMs);
    for (const time of times)
      expect(times.filter((other) => other >= time && other < time + 1_000).length).toBeLessThanOrEqual(30);
    expect(times.at(-1)! - times[0]!).toBeGreaterThanOrEqual(38_000);
    for (const chat of ['telegram:0', 'telegram:99']) {
      const [first, second] = cutri.accepted.filter((held) => held.chat === chat).map(({ atMs }) => atMs) as [number, number];
      expect(second - first).toBeGreaterThanOrEqual(1_000);
    }
  });

  it('C-1: rests as long as the platform asks, delivers everything once, and counts no attempt for it', async () => {
    const cutri = await opened(300);
    let refusedAt = 0;
    const during: number[] = [];
    cutri.platform = () => {
      const nowMs = cutri.clock.now().getTime();
      if (chats(cutri).length === 100 && refusedAt === 0) {
        refusedAt = nowMs;
        return { kind: 'rate-limited', retryAfterMs: 3_000 };
      }
      if (refusedAt > 0 && nowMs - refusedAt < 3_000 && nowMs > refusedAt) during.push(nowMs);
      return { kind: 'sent' };
    };
    const { id } = await sent(cutri);
    await cutri.run(120_000);
    expect(during.length).toBeLessThanOrEqual(8);
    expect(new Set(chats(cutri)).size).toBe(300);
    expect(cutri.accepted).toHaveLength(300);
    expect(await tallies(cutri, id)).toMatchObject([{ sent: 300, duplicates: 0 }]);
  });

  it('C-3: delivers everything when almost every third call is refused', async () => {
    const cutri = await opened(150);
    let calls = 0;
    cutri.platform = () => {
      calls += 1;
      return calls % 10 < 3 ? { kind: 'rate-limited', retryAfterMs: 1_000 } : { kind: 'sent' };
    };
    await sent(cutri, { expiresAt: '2026-03-15T12:00:00.000Z' });
    await cutri.run(900_000);
    expect(new Set(chats(cutri)).size).toBe(150);
    expect(cutri.accepted).toHaveLength(150);
  });

  it('slow answers, ten seconds each, make nobody get it twice', async () => {
    const cutri = await opened(60);
    await sent(cutri);
    cutri.platform = () =>
      new Promise((answer) => {
        cutri.clock.schedule(9_800, () => answer({ kind: 'sent' }));
      });
    await cutri.run(100_000);
    expect(cutri.accepted).toHaveLength(60);
    expect(new Set(cutri.accepted.map(({ chat }) => chat)).size).toBe(60);
  });

  const jumps = [60_000, -60_000, 7 * 3_600_000, -7 * 3_600_000, 365 * 86_400_000, -365 * 86_400_000];
  it.each(jumps)(
    'E-12: a clock %d ms off for ten seconds loses nobody, sends nothing twice and is over soon after',
    async (jumpMs) => {
      const cutri = await opened(300, { canary: 20, holdMs: 30_000 });
      await cutri.subscribe(40, 'zalo-oa');
      const scheduled = await submitted(cutri, { text: `${goodText} Bản hai.`, sendAt: '2026-03-02T08:00:00.000Z' });
      valueIn(await approved(cutri, scheduled.id));
      valueIn(await letGo(cutri, scheduled.id, lan, 'schedule'));
      const { id } = await sent(cutri);
      await cutri.run(3_000);
      cutri.clock.jump(jumpMs);
      await cutri.run(10_000);
      cutri.clock.jump(-jumpMs);
      await cutri.run(200_000);
      expect(cutri.accepted).toHaveLength(340);
      expect(new Set(chats(cutri)).size).toBe(340);
      expect(cutri.jumps).toEqual([jumpMs, -jumpMs]);
      expect(await cutri.announcements.get(id)).toMatchObject({ state: 'finished' });
      expect(await cutri.announcements.get(scheduled.id)).toMatchObject({ state: 'scheduled' });
    },
  );

  it.each(jumps)('E-12: a hold begun by a process whose clock was %d ms off is no longer than any other', async (jumpMs) => {
    const cutri = await opened(60, { canary: 5, holdMs: 30_000 });
    const { id } = await sent(cutri);
    const written = new Date(cutri.clock.now().getTime() + jumpMs + 30_000).toISOString();
    await cutri.run(10_000);
    const held = (await cutri.announcements.get(id))!;
    expect(held.phase).toMatchObject({ kind: 'holding' });
    await cutri.announcements.save({ ...held, phase: { kind: 'holding', untilAt: written } }, someRecord(id));
    await cutri.run(70_000);
    expect(cutri.accepted).toHaveLength(60);
  });

  it('C-4: gets through an outage of ten minutes by itself and loses nobody, however few they are', async () => {
    for (const count of [5, 60]) {
      const cutri = await opened(count);
      const { id } = await sent(cutri);
      const startMs = cutri.clock.now().getTime();
      let calls = 0;
      cutri.platform = () => {
        calls += 1;
        return cutri.clock.now().getTime() - startMs < 600_000 ? { kind: 'unavailable' } : { kind: 'sent' };
      };
      await cutri.run(600_000);
      expect(cutri.accepted).toEqual([]);
      expect(calls).toBeLessThan(150);
      await cutri.run(120_000);
      expect(chats(cutri)).toHaveLength(count);
      expect(await cutri.announcements.get(id)).toMatchObject({ state: 'finished' });
    }
  });

  it('C-5: gives up on one recipient the platform never takes, and on no other', async () => {
    const cutri = await opened(50);
    cutri.platform = (chat) => ({ kind: chat === 'telegram:7' ? 'unavailable' : 'sent' });
    const { id } = await sent(cutri);
    await cutri.run(400_000);
    expect(await tallies(cutri, id)).toMatchObject([{ sent: 49, failed: { 'gave-up': 1 } }]);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'finished' });
  });

  it('C-6: tries once more when it hears nothing, and says which may have come twice', async () => {
    const cutri = await opened(20);
    const calls = new Map<string, number>();
    cutri.platform = (chat) => {
      calls.set(chat, (calls.get(chat) ?? 0) + 1);
      if (chat === 'telegram:1') return { kind: 'uncertain' };
      return { kind: chat === 'telegram:2' && calls.get(chat) === 1 ? 'uncertain' : 'sent' };
    };
    const { id } = await sent(cutri);
    await cutri.run(60_000);
    expect([calls.get('telegram:1'), calls.get('telegram:2')]).toEqual([2, 2]);
    expect(await tallies(cutri, id)).toMatchObject([{ sent: 19, uncertain: 1, duplicates: 2 }]);
  });

  it('C-8: ends the subscription of who has blocked the bot and does not count it as an error', async () => {
    const cutri = await opened(100);
    cutri.platform = (chat) => (Number(chat.split(':')[1]) < 40 ? { kind: 'unreachable', why: 'blocked' } : { kind: 'sent' });
    const { id } = await sent(cutri);
    await cutri.run(30_000);
    expect(await tallies(cutri, id)).toMatchObject([{ sent: 60, failed: { blocked: 40 } }]);
    expect(await cutri.subscribers.get('telegram:3')).toBeUndefined();
    expect(cutri.incidents.map(({ what }) => what)).toEqual(['finished']);
    cutri.accepted.length = 0;
    await sent(cutri, { text: `${goodText} Bản hai.` });
    await cutri.run(30_000);
    expect(cutri.accepted).toHaveLength(60);
  });

  it('C-20: holds a channel back after too many errors, tells the officials, and goes on only when one says so', async () => {
    const cutri = await opened(400);
    let broken = true;
    cutri.platform = () => (broken ? { kind: 'rejected', code: '400' } : { kind: 'sent' });
    const { id } = await sent(cutri);
    await cutri.run(60_000);
    const [held] = await tallies(cutri, id);
    expect(held!.failed.rejected).toBeLessThanOrEqual(11 + 8);
    expect(cutri.incidents.map(({ what, detail }) => [what, detail])).toEqual([['channel-held', 'telegram']]);
    broken = false;
    await cutri.run(60_000);
    expect(cutri.accepted).toEqual([]);
    valueIn(await cutri.publishing.resume(minh, id));
    await cutri.run(60_000);
    expect(cutri.accepted).toHaveLength(400 - held!.failed.rejected);
  });

  it('C-10: stops a channel whose credentials are refused after the calls under way, losing nobody', async () => {
    const cutri = await opened(400);
    let calls = 0;
    let authorised = false;
    cutri.platform = () => {
      calls += 1;
      return { kind: authorised ? 'sent' : 'unauthorised' };
    };
    const { id } = await sent(cutri);
    await cutri.run(30_000);
    expect(calls).toBeLessThanOrEqual(8);
    expect(cutri.incidents.map(({ what }) => what)).toEqual(['channel-held']);
    authorised = true;
    valueIn(await cutri.publishing.resume(lan, id));
    await cutri.run(120_000);
    expect(new Set(chats(cutri)).size).toBe(400);
  });

  it('C-22: lets one dead channel delay no other', async () => {
    const cutri = await opened(100);
    await cutri.subscribe(100, 'zalo-oa');
    cutri.platform = (chat): SendOutcome => ({ kind: chat.startsWith('telegram') ? 'unavailable' : 'sent' });
    await sent(cutri);
    await cutri.run(6_000);
    expect(chats(cutri).filter((chat) => chat.startsWith('zalo-oa'))).toHaveLength(100);
  });

  it('C-9: keeps for the next contact what a closed window does not let through, and the preview says so', async () => {
    const cutri = await opened(2);
    const old = '2026-02-01T00:00:00.000Z';
    for (let i = 0; i < 3; i += 1)
      await cutri.subscribers.put(subscriber(`zalo-oa:${i}`, { lastContactAt: i === 0 ? cutri.clock.now().toISOString() : old }));
    await cutri.subscribers.put(subscriber('viber:1'));
    const open = new Set(['zalo-oa:0']);
    cutri.platform = (chat) => (chat.startsWith('zalo-oa') && !open.has(chat) ? { kind: 'outside-window' } : { kind: 'sent' });
    const { id } = await sent(cutri);
    expect(valueIn(await cutri.publishing.preview(lan, id)).count).toEqual({
      total: 6,
      channels: [
        { channel: 'telegram', now: 2, later: 0, never: 0 },
        { channel: 'viber', now: 0, later: 0, never: 1 },
        { channel: 'zalo-oa', now: 1, later: 2, never: 0 },
      ],
    });
    await cutri.run(10_000);
    expect(cutri.accepted).toHaveLength(3);
    open.add('zalo-oa:2');
    expect(await cutri.outbox.releaseDeferred('zalo-oa:2')).toBe(1);
    await cutri.run(5_000);
    expect(chats(cutri).at(-1)).toBe('zalo-oa:2');
  });
});

describe('a wrong announcement', () => {
  async function followedUp(cutri: Announcing, id: string, kind: 'correction' | 'retraction') {
    const text = kind === 'correction' ? goodText.replace('7 giờ', '8 giờ') : 'Lý do: sai giờ.';
    const followUp = valueIn(await cutri.publishing.followUp(lan, id, kind, { text }));
    valueIn(await cutri.publishing.submit(lan, followUp.id, {}));
    valueIn(await approved(cutri, followUp.id));
    return valueIn(await letGo(cutri, followUp.id));
  }

  it('is paused as soon as a correction is begun, and nobody is left with it alone', async () => {
    const cutri = await opened(500);
    const original = await sent(cutri);
    await cutri.run(5_000);
    const reached = chats(cutri);
    expect(reached.length).toBeGreaterThan(100);
    expect(reached.length).toBeLessThan(300);
    await followedUp(cutri, original.id, 'correction');
    expect(await cutri.announcements.get(original.id)).toMatchObject({ state: 'paused' });
    const decidedMs = cutri.clock.now().getTime();
    await cutri.run(60_000);
    const corrections = cutri.accepted.filter(({ text }) => text.startsWith('ĐÍNH CHÍNH thông báo số 1'));
    expect(corrections[0]!.atMs - decidedMs).toBeLessThan(60_000);
    expect(
      corrections
        .slice(0, reached.length)
        .map(({ chat }) => chat)
        .sort(),
    ).toEqual([...reached].sort());
    expect(new Set(corrections.map(({ chat }) => chat)).size).toBe(500);
    expect(cutri.accepted).toHaveLength(reached.length + 500);
    expect(await cutri.announcements.get(original.id)).toMatchObject({ state: 'stopped' });
  });

  it('its correction counts those too of whom nobody knows whether it reached them', async () => {
    const cutri = await opened(3);
    cutri.platform = (chat) => (chat === 'telegram:0' ? { kind: 'uncertain' } : { kind: 'sent' });
    const original = await sent(cutri);
    await cutri.run(60_000);
    expect(await cutri.outbox.tally(original.id, Number.MAX_SAFE_INTEGER)).toMatchObject([{ sent: 2, uncertain: 1, pending: 0 }]);
    const correction = valueIn(await cutri.publishing.followUp(lan, original.id, 'correction', { text: `${goodText} Đã sửa.` }));
    expect(valueIn(await cutri.publishing.preview(minh, correction.id)).count.total).toBe(3);
  });

  it('its preview says how many a correction still reaches, where who got the first one was let go of', async () => {
    const cutri = await opened(30);
    const original = await sent(cutri);
    await cutri.run(60_000);
    const { id } = valueIn(await cutri.publishing.followUp(lan, original.id, 'correction', { text: `${goodText} Đã sửa.` }));
    const preview = valueIn(await cutri.publishing.preview(minh, id));
    const shown = (known?: number) =>
      previewText(
        { ...preview, count: { ...preview.count, ...(known === undefined ? {} : { known }) } },
        { communeName: (code) => code },
      );
    expect(preview.count).not.toHaveProperty('known');
    expect(shown()).not.toContain('⚠️');
    expect(shown(20)).toContain('⚠️ Chỉ còn gửi được cho 20 trong số đó');
    expect(shown(0)).toContain('Tin này sẽ không đến ai');
  });

  it('its correction stands alone for who never got it, and the preview shows both versions', async () => {
    const cutri = await opened(200);
    const original = await sent(cutri);
    await cutri.run(3_000);
    const reached = new Set(chats(cutri));
    const { id } = await followedUp(cutri, original.id, 'correction');
    const { message, alone } = valueIn(await cutri.publishing.preview(minh, id));
    const shown = previewText(valueIn(await cutri.publishing.preview(minh, id)), { communeName: (code) => code });
    expect(shown).toContain(message.text);
    expect(shown).toContain(alone!.text);
    cutri.accepted.length = 0;
    await cutri.run(30_000);
    await cutri.subscribers.put(subscriber('telegram:new'));
    expect(await welcomeOf(cutri)(subscriber('telegram:new'))).toBe(1);
    await cutri.run(10_000);
    expect(cutri.accepted).toHaveLength(201);
    for (const { chat, text } of cutri.accepted) expect(text).toBe(reached.has(chat) ? message.text : alone!.text);
    expect(alone!.text).toContain(`“${goodText}”`);
  });

  it('F-25: what a correction quotes is under its approval', async () => {
    const cutri = await opened(3);
    const original = await sent(cutri);
    await cutri.run(3_000);
    const { id } = await followedUp(cutri, original.id, 'correction');
    const held = (await cutri.announcements.get(id))!;
    await cutri.announcements.save({ ...held, about: { ...held.about!, text: 'Hoãn bầu cử.' } }, someRecord(id));
    cutri.accepted.length = 0;
    await cutri.run(30_000);
    expect(cutri.accepted).toEqual([]);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'paused' });
  });

  it('B-40: is corrected in the order it went out', async () => {
    const cutri = await opened(60);
    const original = await sent(cutri);
    await cutri.run(10_000);
    await followedUp(cutri, original.id, 'correction');
    await cutri.run(30_000);
    const order = (id: string) => cutri.deliveries(id).map(({ chat }) => chat);
    expect(order('id-2')).toEqual(order(original.id));
  });

  it('C-17: is taken back only from those who may have it, and never before it came', async () => {
    const cutri = await opened(300);
    const original = await sent(cutri);
    async function retract(): Promise<void> {
      const { id } = valueIn(await cutri.publishing.followUp(lan, original.id, 'retraction', { text: 'Lý do: sai giờ.' }));
      valueIn(await cutri.publishing.submit(lan, id, {}));
      const { hash } = valueIn(await cutri.publishing.preview(minh, id));
      valueIn(await cutri.publishing.approve(minh, id, { hash, code: await cutri.code('minh'), phrase: '' }));
      valueIn(await letGo(cutri, id));
    }
    let retracting: Promise<void> | undefined;
    cutri.platform = async (chat, text) => {
      if (cutri.accepted.length === 60) retracting ??= retract();
      // On its way for eight seconds while the retraction is already let go.
      if (chat === 'telegram:20' && !text.startsWith('THU HỒI'))
        await new Promise<void>((done) => cutri.clock.schedule(8_000, done));
      return { kind: 'sent' };
    };
    await cutri.run(60_000);
    await retracting;
    const isRetraction = ({ text }: { text: string }) => text.startsWith('THU HỒI thông báo số 1');
    const reached = cutri.accepted.filter((held) => !isRetraction(held)).map(({ chat }) => chat);
    expect(reached.length).toBeLessThan(150);
    expect(reached).toContain('telegram:20');
    const told = cutri.accepted.filter(isRetraction).map(({ chat }) => chat);
    expect([...told].sort()).toEqual([...reached].sort());
    for (const chat of told) expect(cutri.accepted.filter((held) => held.chat === chat).map(isRetraction)).toEqual([false, true]);
  });

  it('does not reach newcomers any more, nor those it was deferred for', async () => {
    const cutri = await opened(3);
    await cutri.subscribers.put(subscriber('zalo-oa:1'));
    cutri.platform = (chat) => ({ kind: chat === 'zalo-oa:1' ? 'outside-window' : 'sent' });
    const original = await sent(cutri);
    await cutri.run(5_000);
    await followedUp(cutri, original.id, 'retraction');
    await cutri.run(10_000);
    cutri.platform = () => ({ kind: 'sent' });
    expect(await cutri.outbox.releaseDeferred('zalo-oa:1')).toBe(0);
    const welcome = welcomeOf(cutri);
    expect(await welcome(subscriber('telegram:new'))).toBe(0);
    await cutri.run(10_000);
    expect(chats(cutri).filter((chat) => chat === 'zalo-oa:1' || chat === 'telegram:new')).toEqual([]);
    expect(cutri.accepted.filter(({ text }) => text.startsWith('THU HỒI thông báo số 1'))).toHaveLength(3);
  });
});

it('an announcement goes out under the name everybody may call it by, beside what was approved', async () => {
  const cutri = await opened(1);
  const { number } = await sent(cutri);
  await cutri.run(5_000);
  const [sendable] = await cutri.sendables();
  expect(sendable?.message.announcement).toBe(`Thông báo số ${number}`);
});

const welcomeOf = (cutri: Announcing) =>
  createWelcome({ ...cutri, lists: listsOf(cutri), sendables: cutri.sendables, now: cutri.clock.now });
const listsOf = (cutri: Announcing) => createRecipientLists({ ...cutri, channels: [], now: cutri.clock.now });

describe('who leaves and comes back', () => {
  it('gets what is promised, and is promised nothing they have', async () => {
    const cutri = await opened(40);
    cutri.platform = (chat) => (chat === 'telegram:30' ? { kind: 'unreachable', why: 'blocked' } : { kind: 'sent' });
    await sent(cutri);
    const [has, left, blocked] = ['telegram:0', 'telegram:35', 'telegram:30'] as const;
    await cutri.subscribers.remove(left);
    await cutri.run(10_000);
    expect(await cutri.subscribers.get(blocked)).toBeUndefined();
    cutri.platform = () => ({ kind: 'sent' });
    const back = async (chat: string) => {
      await cutri.subscribers.put(subscriber(chat));
      return welcomeOf(cutri)(subscriber(chat));
    };
    expect([await back(has), await back(left), await back(blocked)]).toEqual([0, 1, 1]);
    await cutri.run(10_000);
    for (const chat of [has, left, blocked]) expect(chats(cutri).filter((held) => held === chat)).toHaveLength(1);
  });

  it('is promised nothing while the approval does not hold or their channel is held back', async () => {
    const cutri = await opened(3);
    const { id } = await sent(cutri);
    await cutri.run(10_000);
    await cutri.conductor.hold(id, 'telegram', 'errors');
    await cutri.officialsNow((all) => all.map((held) => (held.id === 'minh' ? { ...held, disabled: true } : held)));
    expect(await welcomeOf(cutri)(subscriber('telegram:new'))).toBe(0);
    await cutri.run(10_000);
    expect(chats(cutri)).not.toContain('telegram:new');
  });

  it.each([1, 4, 25])(
    '"/huy" acknowledged means that nothing comes a second later, at %d messages a second',
    async (perSecond) => {
      const cutri = await opened(60);
      await sent(cutri);
      let leftAtMs = Number.POSITIVE_INFINITY;
      cutri.clock.schedule(1_500, () => {
        leftAtMs = cutri.clock.now().getTime();
        for (let i = 0; i < 60; i += 1) void cutri.subscribers.remove(`telegram:${i}`);
      });
      await cutri.run(90_000, { limits: { perSecond, burst: 1 } });
      expect(cutri.accepted.length).toBeGreaterThan(0);
      expect(cutri.accepted.length).toBeLessThan(60);
      expect(cutri.accepted.filter(({ atMs }) => atMs > leftAtMs + 1_000)).toEqual([]);
    },
  );
});

describe('a newcomer', () => {
  it('gets what is in force and meant for them, once, and its correction too', async () => {
    const cutri = await opened(3);
    const inForce = await sent(cutri);
    await sent(cutri, { text: `${goodText} Cải cách.`, audience: { kind: 'topics', topics: ['reform'] } });
    const stopped = await sent(cutri, { text: `${goodText} Dừng.` });
    await cutri.run(10_000);
    valueIn(await cutri.publishing.draft(lan, 'notice', { text: goodText, buttons: [], audience: { kind: 'everyone' } }));
    const newcomer = subscriber('telegram:new', { topics: ['milestones'] });
    await cutri.subscribers.put(newcomer);
    const welcome = welcomeOf(cutri);
    expect(await welcome(newcomer)).toBe(2);
    expect(await welcome(newcomer)).toBe(2);
    await cutri.run(10_000);
    expect(
      cutri.accepted.filter(({ chat }) => chat === 'telegram:new').map(({ text }) => text.slice(0, goodText.length)),
    ).toEqual([goodText, goodText]);
    expect(await cutri.announcements.get(stopped.id)).toMatchObject({ state: 'finished' });
    const correction = valueIn(
      await cutri.publishing.followUp(lan, inForce.id, 'correction', { text: goodText.replace('7', '8') }),
    );
    valueIn(await cutri.publishing.submit(lan, correction.id, {}));
    valueIn(await approved(cutri, correction.id));
    valueIn(await letGo(cutri, correction.id));
    await cutri.run(10_000);
    expect(cutri.accepted.filter(({ chat }) => chat === 'telegram:new')).toHaveLength(3);
  });
});
