import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/announcements/acting.ts';
import { type Action, permitted, type State, transitions } from '../../src/announcements/announcement.ts';
import { approvalFlaw, contentHash } from '../../src/announcements/approval.ts';
import { verifyAudit } from '../../src/announcements/people/audit.ts';
import { roles } from '../../src/announcements/people/officials.ts';
import { previewText } from '../../src/announcements/words-preview.ts';
import { entriesOf } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { subscriber } from '../contracts/subscribers.ts';
import {
  type Announcing,
  approvalKey,
  approved,
  content,
  createAnnouncing,
  goodText,
  issuer,
  lan,
  letGo,
  minh,
  sent,
  submitted,
  valueIn,
} from '../fakes/announcing.ts';

const both: Actor = { official: 'both', from: 'telegram' };
const refusalOf = (outcome: { kind: string; refusal?: { code: string; flaw?: string } }) =>
  outcome.kind === 'refused' ? (outcome.refusal?.flaw ?? outcome.refusal?.code) : 'done';

async function opened(count = 3, options: Parameters<typeof createAnnouncing>[0] = {}): Promise<Announcing> {
  const cutri = await createAnnouncing(options);
  await cutri.subscribe(count);
  return cutri;
}

/** Runs long enough for everything and expects that nothing went out. */
async function expectNothingSent(cutri: Announcing): Promise<void> {
  await cutri.run(300_000);
  expect(cutri.accepted).toEqual([]);
}

describe('two officials', () => {
  it('bring an announcement to everybody who asked for it', async () => {
    const cutri = await opened(7);
    await sent(cutri);
    await cutri.run(10_000);
    expect(cutri.accepted.map(({ chat }) => chat).sort()).toEqual(Array.from({ length: 7 }, (_, i) => `telegram:${i}`));
    expect(await cutri.announcements.find(1)).toMatchObject({ state: 'finished', total: 7 });
    expect(cutri.incidents.map(({ what }) => what)).toEqual(['finished']);
  });

  it('F-34: see byte for byte what goes out', async () => {
    const cutri = await opened(1);
    const { id } = await submitted(cutri, { buttons: [{ label: 'Lịch', value: '/lich' }] });
    const preview = valueIn(await cutri.publishing.preview(minh, id));
    valueIn(await approved(cutri, id));
    valueIn(await letGo(cutri, id));
    await cutri.run(5_000);
    expect(cutri.accepted[0]?.text).toBe(preview.message.text);
    expect(preview.message.text).toContain(goodText);
    expect(preview.message.text).toContain('/kiemtra 1');
  });
});

describe('F-25: an approval cannot be got round', () => {
  it('by the author', async () => {
    const cutri = await opened();
    const { id } = valueIn(await cutri.publishing.draft(both, 'notice', content()));
    valueIn(await cutri.publishing.submit(both, id, {}));
    expect(refusalOf(await approved(cutri, id, both))).toBe('own-writing');
    expect(refusalOf(await letGo(cutri, id, both))).toBe('wrong-state');
    await expectNothingSent(cutri);
  });

  it('by another account of the author', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    expect(refusalOf(await approved(cutri, id, { official: 'lan-2', from: 'telegram' }))).toBe('own-writing');
    await expectNothingSent(cutri);
  });

  it('by somebody who changed it', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    valueIn(await cutri.publishing.edit(both, id, { text: `${goodText} Nhớ mang thẻ cử tri.` }));
    valueIn(await cutri.publishing.submit(lan, id, {}));
    expect(refusalOf(await approved(cutri, id, both))).toBe('own-writing');
    await expectNothingSent(cutri);
  });

  it('by somebody who only submitted it', async () => {
    const cutri = await opened();
    const { id } = valueIn(await cutri.publishing.draft(lan, 'notice', content()));
    valueIn(await cutri.publishing.submit(both, id, {}));
    expect(refusalOf(await approved(cutri, id, both))).toBe('own-writing');
    await expectNothingSent(cutri);
  });

  it('F-20: by an official without the role, a disabled one, or nobody we know', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    const request = { hash: valueIn(await cutri.publishing.preview(lan, id)).hash, code: '000000', phrase: '' };
    expect(refusalOf(await cutri.publishing.approve({ official: 'thu', from: 'console' }, id, request))).toBe('not-permitted');
    expect(refusalOf(await cutri.publishing.approve({ official: 'nobody', from: 'console' }, id, request))).toBe(
      'unknown-official',
    );
    await cutri.officialsNow((all) => all.map((held) => (held.id === 'minh' ? { ...held, disabled: true } : held)));
    expect(refusalOf(await cutri.publishing.approve(minh, id, request))).toBe('unknown-official');
    await expectNothingSent(cutri);
  });

  it.each<[string, Parameters<Announcing['publishing']['edit']>[2]]>([
    ['its text', { text: `${goodText} Hết.` }],
    ['its buttons', { buttons: [{ label: 'Xem', value: '/lich' }] }],
    ['its audience', { audience: { kind: 'topics', topics: ['reform'] } }],
    ['its expiry', { expiresAt: '2026-03-16T00:00:00.000Z' }],
    ['its time', { sendAt: '2026-03-02T00:00:00.000Z' }],
  ])('by changing %s afterwards', async (_, changes) => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    const edited = valueIn(await cutri.publishing.edit(lan, id, changes));
    expect(edited).toMatchObject({ state: 'draft' });
    expect(edited.approval).toBeUndefined();
    expect(refusalOf(await letGo(cutri, id))).toBe('wrong-state');
    await expectNothingSent(cutri);
  });

  it.each<[string, (held: Awaited<ReturnType<typeof submitted>>) => Partial<Awaited<ReturnType<typeof submitted>>>, string]>([
    ['text', ({ content: held }) => ({ content: { ...held, text: 'Hoãn bầu cử ngày 15/3/2026 tại xã.' } }), 'content-changed'],
    ['audience', ({ content: held }) => ({ content: { ...held, audience: { kind: 'everyone' as const } } }), 'content-changed'],
    ['approver', ({ approval }) => ({ approval: { ...approval!, by: 'both', person: 'staff-both' } }), 'not-sealed-here'],
    ['approved count', ({ approval }) => ({ approval: { ...approval!, count: 1_000_000 } }), 'not-sealed-here'],
    ['approval taken from nowhere', ({ approval }) => ({ approval: { ...approval!, seal: 'f'.repeat(64) } }), 'not-sealed-here'],
  ])('by writing another %s straight into the store', async (_, change, flaw) => {
    const cutri = await opened();
    const { id } = await submitted(cutri, { audience: { kind: 'topics', topics: ['reform'] } });
    valueIn(await approved(cutri, id));
    const held = (await cutri.announcements.get(id))!;
    const record = (await entriesOf(cutri.audit))[0]!;
    await cutri.announcements.save({ ...held, ...change(held) }, record);
    expect(refusalOf(await letGo(cutri, id))).toBe(flaw);
    const written = (await cutri.announcements.get(id))!;
    await cutri.announcements.save(
      { ...written, state: 'sending', startedAt: cutri.clock.now().toISOString(), phase: { kind: 'all' }, total: 3 },
      record,
    );
    await cutri.outbox.publish(id, { kind: 'chats', chats: ['telegram:0'] }, { least: 0, most: 9 });
    await expectNothingSent(cutri);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'paused' });
  });

  it('with the approval of another announcement, or an older one of the same', async () => {
    const cutri = await opened();
    const first = await submitted(cutri);
    const second = await submitted(cutri, { text: `${goodText} Bản hai.` });
    const { hash } = valueIn(await cutri.publishing.preview(minh, first.id));
    expect(
      refusalOf(
        await cutri.publishing.approve(minh, second.id, { hash, code: await cutri.code('minh'), phrase: 'GỬI TẤT CẢ 3' }),
      ),
    ).toBe('not-what-was-shown');
    valueIn(await approved(cutri, first.id));
    const old = (await cutri.announcements.get(first.id))!.approval!;
    valueIn(await cutri.publishing.edit(lan, first.id, { text: `${goodText} Bản mới.` }));
    const edited = (await cutri.announcements.get(first.id))!;
    await cutri.announcements.save({ ...edited, state: 'approved', approval: old }, (await entriesOf(cutri.audit))[0]!);
    expect(refusalOf(await letGo(cutri, first.id))).toBe('content-changed');
    await expectNothingSent(cutri);
  });

  it('by an approver who has lost the role, or a writer who has, before it begins', async () => {
    for (const lost of ['minh', 'lan']) {
      const cutri = await opened();
      const { id } = await submitted(cutri);
      valueIn(await approved(cutri, id));
      await cutri.officialsNow((all) => all.map((held) => (held.id === lost ? { ...held, roles: ['auditor'] } : held)));
      expect(refusalOf(await letGo(cutri, id, both))).toBe(lost === 'minh' ? 'no-longer-approver' : 'author-no-longer-author');
      await expectNothingSent(cutri);
    }
  });

  it('F-12: by an approver disabled while it is being sent: the rest stays', async () => {
    const cutri = await opened(300, { canary: 300 });
    const { id } = await sent(cutri);
    await cutri.run(4_000);
    const before = cutri.accepted.length;
    expect(before).toBeGreaterThan(0);
    await cutri.officialsNow((all) => all.map((held) => (held.id === 'minh' ? { ...held, disabled: true } : held)));
    await cutri.run(60_000);
    expect(cutri.accepted.length).toBe(before);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'paused' });
    expect(cutri.incidents.map(({ what }) => what)).toEqual(['approval-lost']);
  });

  it('F-13: with an approval older than a day', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    await cutri.clock.advance(24 * 3_600_000);
    expect(refusalOf(await letGo(cutri, id))).toBe('too-old');
    await expectNothingSent(cutri);
  });

  it('F-10: with a wrong code, a used one, or without an authenticator', async () => {
    const cutri = await opened();
    const first = await submitted(cutri);
    const second = await submitted(cutri, { text: `${goodText} Bản hai.` });
    const ask = async (id: string, code: string) => {
      const { hash } = valueIn(await cutri.publishing.preview(minh, id));
      return refusalOf(await cutri.publishing.approve(minh, id, { hash, code, phrase: 'GỬI TẤT CẢ 3' }));
    };
    const code = await cutri.code('minh');
    expect(await ask(first.id, '')).toBe('code-wrong');
    expect(await ask(first.id, code)).toBe('done');
    expect(await ask(second.id, code)).toBe('code-wrong');
    for (let i = 0; i < 5; i += 1) await ask(second.id, '000000');
    await cutri.clock.advance(30_000);
    expect(await ask(second.id, await cutri.code('minh'))).toBe('code-locked');
    await cutri.run(60_000);
    expect(cutri.accepted).toEqual([]);
  });

  it.each<Actor>([
    { official: 'lan', from: 'telegram' },
    { official: 'lan', from: 'console' },
    { official: 'lan', from: 'cli', terminal: 'root@tty1' },
  ])('F-13: goes to everyone only with a fresh code, for exactly what was shown: from $from', async (actor) => {
    const cutri = await opened();
    const since = cutri.clock.now().toISOString();
    await cutri.officialsNow((all) => all.map((one) => ({ ...one, terminals: [{ place: 'root@tty1', since }] })));
    const { id } = await submitted(cutri);
    const before = valueIn(await cutri.publishing.preview(actor, id)).hash;
    valueIn(await cutri.publishing.edit(lan, id, { text: `${goodText} Mang theo căn cước.` }));
    valueIn(await cutri.publishing.submit(lan, id, {}));
    valueIn(await approved(cutri, id));
    const { hash } = valueIn(await cutri.publishing.preview(actor, id));
    const code = await cutri.code('lan');
    const send = async (given: Parameters<typeof cutri.publishing.send>[2]) =>
      refusalOf(await cutri.publishing.send(actor, id, given));
    expect(await send({ hash })).toBe('code-needed');
    expect(await send({ hash, code: '' })).toBe('code-needed');
    expect(await send({ hash, code: '000000' })).toBe('code-wrong');
    expect(await send({ hash, code: await cutri.code('minh').then((one) => `${one.slice(1)}0`) })).toBe('code-wrong');
    // Of what they saw before: refused before the code is used up.
    expect(await send({ hash: before, code })).toBe('not-what-was-shown');
    await cutri.run(5_000);
    expect(cutri.accepted).toEqual([]);
    expect(await send({ hash, code: await cutri.code('lan') })).toBe('done');
    const other = await submitted(cutri, { text: `${goodText} Bản hai.` });
    valueIn(await approved(cutri, other.id));
    expect(refusalOf(await cutri.publishing.send(actor, other.id, { code }))).toBe('code-wrong');
  });

  it('F-13: to some, it goes without a code', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri, { audience: { kind: 'topics', topics: ['milestones'] } });
    valueIn(await approved(cutri, id));
    const { hash } = valueIn(await cutri.publishing.preview(lan, id));
    expect(refusalOf(await cutri.publishing.send(lan, id, { hash }))).toBe('done');
  });

  it('F-23: by two things done at the same moment', async () => {
    for (const other of ['edit', 'stop', 'approve'] as const) {
      const cutri = await opened();
      const { id } = await submitted(cutri);
      const preview = valueIn(await cutri.publishing.preview(minh, id));
      const request = { hash: preview.hash, code: await cutri.code('minh'), phrase: preview.phrase! };
      const approving = cutri.publishing.approve(minh, id, request);
      const rival = {
        edit: () => cutri.publishing.edit(lan, id, { text: 'Thay đổi ngày 15/3/2026 ở xã.' }),
        stop: () => cutri.publishing.stop(lan, id, 'thôi'),
        approve: () => cutri.publishing.approve(minh, id, request),
      }[other]();
      const outcomes = [await approving, await rival].map(refusalOf);
      const held = (await cutri.announcements.get(id))!;
      if (other === 'approve') expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      else expect(held.approval === undefined || held.approval.hash === preview.hash).toBe(true);
      if (held.state === 'approved') expect(held.content.text).toBe(goodText);
      await cutri.run(20_000);
      expect(cutri.accepted).toEqual([]);
    }
  });
});

describe('every state, action and role', () => {
  const actions = Object.keys(permitted) as Action[];
  const states = Object.keys(transitions) as State[];
  /** Brings an announcement straight into a state, with a valid approval where there is one. */
  async function inState(state: State): Promise<{ cutri: Announcing; id: string }> {
    const cutri = await opened();
    const { id } = await submitted(cutri, { sendAt: '2026-03-02T00:00:00.000Z' });
    if (state !== 'submitted') valueIn(await approved(cutri, id));
    const held = (await cutri.announcements.get(id))!;
    await cutri.announcements.save({ ...held, state }, (await entriesOf(cutri.audit))[0]!);
    return { cutri, id };
  }

  it.each(states)('F-24: from %s only the written ways are open, to the written roles', async (state) => {
    for (const role of [...roles, 'disabled' as const]) {
      for (const action of actions) {
        const { cutri, id } = await inState(state);
        const x: Actor = { official: 'x', from: 'console' };
        await cutri.officialsNow((all) => [
          ...all,
          official('x', { roles: role === 'disabled' ? [...roles] : [role], disabled: role === 'disabled' }),
        ]);
        const preview = await cutri.publishing.preview(x, id);
        const shown = preview.kind === 'done' ? preview.value : undefined;
        const request = { hash: shown?.hash ?? '', code: await cutri.code('x'), phrase: shown?.phrase ?? '' };
        const run: Partial<Record<Action, () => Promise<{ kind: string; refusal?: { code: string } }>>> = {
          edit: () => cutri.publishing.edit(x, id, { text: goodText }),
          submit: () => cutri.publishing.submit(x, id, {}),
          approve: () => cutri.publishing.approve(x, id, request),
          return: () => cutri.publishing.return(x, id, 'chưa rõ'),
          schedule: () => letGo(cutri, id, x, 'schedule'),
          send: () => letGo(cutri, id, x),
          pause: () => cutri.publishing.pause(x, id, 'chờ'),
          resume: () => cutri.publishing.resume(x, id),
          stop: () => cutri.publishing.stop(x, id, 'thôi'),
        };
        const outcome = await run[action]?.();
        if (!outcome) continue;
        const mayDo = role !== 'disabled' && permitted[action].includes(role);
        const possible = transitions[state][action] !== undefined;
        // An approved time in the future is not sent by hand, whoever asks.
        const expected = !mayDo
          ? role === 'disabled'
            ? 'unknown-official'
            : 'not-permitted'
          : !possible
            ? 'wrong-state'
            : action === 'send'
              ? 'not-due'
              : 'done';
        expect([state, action, role, refusalOf(outcome)]).toEqual([state, action, role, expected]);
        const last = (await entriesOf(cutri.audit)).at(-1)!;
        expect([last.action, last.who, last.outcome]).toEqual([action, 'x', expected === 'done' ? 'done' : expected]);
      }
    }
  });
});

describe('an audience', () => {
  it.each<[string, Parameters<typeof content>[0], string]>([
    ['that was left out', { audience: undefined as never }, 'no-audience'],
    ['without a topic', { audience: { kind: 'topics', topics: [] } }, 'no-audience'],
    ['without a commune', { audience: { kind: 'communes', communes: [] } }, 'no-audience'],
    [
      'with a topic and no commune',
      { audience: { kind: 'communes-and-topics', communes: [], topics: ['reform'] } },
      'no-audience',
    ],
    ['of officials, for a real announcement', { audience: { kind: 'officials' } }, 'drill-audience'],
    ['nobody belongs to', { audience: { kind: 'communes', communes: ['99999'] } }, 'nobody'],
  ])('C-18: %s is refused and nothing is sent', async (_, changes, code) => {
    const cutri = await opened();
    const { id } = valueIn(await cutri.publishing.draft(lan, 'notice', content(changes)));
    expect(refusalOf(await cutri.publishing.submit(lan, id, {}))).toBe(code);
    await expectNothingSent(cutri);
  });

  it('of communes and topics reaches who asked for both, as sealed: with the topic taken out of the store nothing goes out', async () => {
    const audience = { kind: 'communes-and-topics' as const, communes: ['02671'], topics: ['reform' as const] };
    const cutri = await opened(2);
    await cutri.subscribers.put(subscriber('telegram:both', { topics: ['reform'], communes: ['02671'] }));
    await cutri.subscribers.put(subscriber('telegram:half', { topics: [], communes: ['02671'] }));
    await sent(cutri, { audience });
    await cutri.run(5_000);
    expect(cutri.accepted.map(({ chat }) => chat)).toEqual(['telegram:both']);
    const { id } = await submitted(cutri, { audience });
    valueIn(await approved(cutri, id));
    const held = (await cutri.announcements.get(id))!;
    const widened = { ...held, content: { ...held.content, audience: { kind: 'communes' as const, communes: ['02671'] } } };
    await cutri.announcements.save(widened, (await entriesOf(cutri.audit))[0]!);
    expect(refusalOf(await letGo(cutri, id))).toBe('content-changed');
  });

  it('of communes is counted by commune in the preview, a few never counted out, who is not reached at once apart', async () => {
    const cutri = await opened(0);
    const long = '2026-01-01T00:00:00.000Z';
    for (let i = 0; i < 12; i += 1)
      await cutri.subscribers.put(subscriber(`telegram:${i}`, { communes: i < 3 ? ['02671', '02683'] : ['02671'] }));
    for (let i = 0; i < 11; i += 1)
      await cutri.subscribers.put(subscriber(`zalo-oa:${i}`, { communes: ['02671'], lastContactAt: long }));
    await cutri.subscribers.put(subscriber('web:1', { communes: ['02683'] }));
    const { id } = await submitted(cutri, { audience: { kind: 'communes', communes: ['02683', '02671', '02701'] } });
    const preview = valueIn(await cutri.publishing.preview(minh, id));
    expect(preview.communes).toEqual([
      { commune: '02683', total: '<10', unreachable: [{ channel: 'web', when: 'never', people: '<10' }] },
      { commune: '02671', total: 23, unreachable: [{ channel: 'zalo-oa', when: 'later', people: 11 }] },
      { commune: '02701', total: 0, unreachable: [] },
    ]);
    const text = previewText(preview, { communeName: (code) => `xã ${code}` });
    expect(text).toContain('• xã 02683: dưới 10\n• xã 02671: 23\n• xã 02701: 0\nTrong đó chưa nhận được ngay:\n');
    expect(text).toContain('• xã 02671, zalo-oa: 11 (im lặng quá hạn nhắn tin của kênh, nhận khi họ nhắn lại)');
    expect(valueIn(await cutri.publishing.preview(minh, (await submitted(cutri)).id)).communes).toBeUndefined();
  });

  it('C-18: lost between approval and sending sends nothing', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    const { audience: _, ...rest } = (await cutri.announcements.get(id))!.content;
    const held = (await cutri.announcements.get(id))!;
    await cutri.announcements.save({ ...held, content: rest }, (await entriesOf(cutri.audit))[0]!);
    expect(refusalOf(await letGo(cutri, id))).toBe('content-changed');
    await expectNothingSent(cutri);
  });

  it('F-31: "everyone" is confirmed in words, with the number', async () => {
    const cutri = await opened(40);
    const { id } = await submitted(cutri);
    const { hash, phrase } = valueIn(await cutri.publishing.preview(minh, id));
    expect(phrase).toBe('GỬI TẤT CẢ 40');
    const ask = async (typed: string) =>
      refusalOf(await cutri.publishing.approve(minh, id, { hash, code: await cutri.code('minh'), phrase: typed }));
    for (const typed of ['', 'có', 'GỬI TẤT CẢ', '40', 'GỬI TẤT CẢ 4000', 'DIỄN TẬP 40'])
      expect(await ask(typed)).toBe('confirmation');
    expect(await ask(' gửi  tất cả 40 ')).toBe('done');
  });

  it('C-19: that has grown or shrunk too much since is approved again', async () => {
    for (const count of [21, -21]) {
      const cutri = await opened(30);
      const { id } = await submitted(cutri);
      valueIn(await approved(cutri, id));
      if (count > 0) for (let i = 0; i < count; i += 1) await cutri.subscribers.put(subscriber(`zalo-oa:${i}`));
      else for (let i = 0; i < -count; i += 1) await cutri.subscribers.remove(`telegram:${i}`);
      valueIn(await letGo(cutri, id));
      await expectNothingSent(cutri);
      expect(await cutri.announcements.get(id)).toMatchObject({ state: 'submitted', note: `30 → ${30 + count}` });
      expect((await cutri.announcements.get(id))?.approval).toBeUndefined();
      expect(cutri.incidents.map(({ what }) => what)).toEqual(['recount']);
      valueIn(await approved(cutri, id));
      valueIn(await letGo(cutri, id));
      await cutri.run(20_000);
      expect(cutri.accepted).toHaveLength(30 + count);
    }
  });

  it('that differs by a few is sent', async () => {
    const cutri = await opened(30);
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    await cutri.subscribers.remove('telegram:0');
    valueIn(await letGo(cutri, id));
    await cutri.run(10_000);
    expect(cutri.accepted).toHaveLength(29);
  });
});

describe('a drill', () => {
  const drill = { audience: { kind: 'officials' } as const, text: 'Thử gửi tin lúc 7 giờ tại xã.' };

  it('F-30: goes to linked officials only, marked above and below', async () => {
    const cutri = await opened(5);
    await cutri.officialsNow((all) => all.map((held) => (held.id === 'minh' ? { ...held, chat: 'telegram:off-1' } : held)));
    const { id } = await submitted(cutri, drill, 'drill');
    const preview = valueIn(await cutri.publishing.preview(minh, id));
    expect(preview.phrase).toBe('DIỄN TẬP 1');
    valueIn(await approved(cutri, id));
    valueIn(await letGo(cutri, id));
    await cutri.run(5_000);
    expect(cutri.accepted.map(({ chat }) => chat)).toEqual(['telegram:off-1']);
    expect(cutri.accepted[0]?.text).toMatch(/^🟦 DIỄN TẬP – KHÔNG PHẢI THÔNG BÁO THẬT[\s\S]+DIỄN TẬP số 1/u);
    expect(cutri.accepted[0]?.text).not.toContain('/kiemtra');
  });

  it('F-26: may be approved by who wrote it, with the code all the same', async () => {
    const cutri = await opened(0);
    await cutri.officialsNow((all) => all.map((held) => ({ ...held, chat: `telegram:off-${held.id}` })));
    const { id } = await submitted(cutri, drill, 'drill');
    const { hash, phrase } = valueIn(await cutri.publishing.preview(lan, id));
    expect(refusalOf(await cutri.publishing.approve(lan, id, { hash, phrase: phrase!, code: '000000' }))).toBe('code-wrong');
    valueIn(await approved(cutri, id, lan));
  });

  it('F-26: can never reach a voter, nor become real, nor the other way round', async () => {
    const cutri = await opened(5);
    const { id } = valueIn(await cutri.publishing.draft(lan, 'drill', content(drill)));
    for (const audience of [{ kind: 'everyone' }, { kind: 'topics', topics: ['reform'] }] as const) {
      valueIn(await cutri.publishing.edit(lan, id, { audience }));
      expect(refusalOf(await cutri.publishing.submit(lan, id, {}))).toBe('drill-audience');
    }
    expect(valueIn(await cutri.publishing.edit(lan, id, { kind: 'notice' } as never)).kind).toBe('drill');
  });
});

describe('sending', () => {
  it('begins with a few, waits, and then goes to all', async () => {
    const cutri = await opened(250);
    const { id } = await sent(cutri);
    await cutri.run(100_000);
    expect(cutri.accepted).toHaveLength(100);
    expect(await cutri.announcements.get(id)).toMatchObject({ phase: { kind: 'holding' } });
    await cutri.run(60_000);
    expect(cutri.accepted).toHaveLength(250);
    expect(new Set(cutri.accepted.map(({ chat }) => chat)).size).toBe(250);
  });

  it('waits for the first few no longer than two minutes where their channel is down', async () => {
    const cutri = await opened(20, { canary: 5 });
    cutri.platform = () => ({ kind: 'unavailable' });
    const { id } = await sent(cutri);
    await cutri.run(110_000);
    expect(await cutri.announcements.get(id)).toMatchObject({ phase: { kind: 'canary' } });
    await cutri.run(20_000);
    expect(await cutri.announcements.get(id)).toMatchObject({ phase: { kind: 'holding' } });
  });

  it('B-41: stopped while it waits has reached exactly the first few', async () => {
    const cutri = await opened(1_000, { canary: 300 });
    const { id } = await sent(cutri);
    await cutri.run(60_000);
    expect(cutri.accepted).toHaveLength(300);
    valueIn(await cutri.publishing.stop(minh, id, 'sai giờ'));
    await cutri.run(300_000);
    expect(cutri.accepted).toHaveLength(300);
    expect(await cutri.outbox.tally(id, Number.MAX_SAFE_INTEGER)).toMatchObject([
      { sent: 300, cancelled: 700, pending: 0, leased: 0 },
    ]);
  });

  it('C-21: stopped in the middle sends no more than what was on its way, and nothing after a restart', async () => {
    const cutri = await opened(2_000, { canary: 2_000 });
    const { id } = await sent(cutri);
    let stopped = false;
    let acknowledgedAt = 0;
    cutri.platform = async () => {
      if (cutri.accepted.length === 500 && !stopped) {
        stopped = true;
        void cutri.publishing.stop(lan, id, 'sai').then(() => {
          acknowledgedAt = cutri.clock.now().getTime();
        });
      }
      return { kind: 'sent' };
    };
    await cutri.run(120_000);
    const late = cutri.accepted.filter(({ atMs }) => atMs > acknowledgedAt);
    expect(late.length).toBeLessThanOrEqual(8 + 25);
    for (const { atMs } of late) expect(atMs - acknowledgedAt).toBeLessThanOrEqual(1_000);
    const reached = cutri.accepted.length;
    await cutri.run(60_000);
    expect(cutri.accepted).toHaveLength(reached);
    expect(await cutri.outbox.tally(id, Number.MAX_SAFE_INTEGER)).toMatchObject([{ sent: reached, cancelled: 2_000 - reached }]);
  });

  it.each<[string, (cutri: Announcing, id: string) => Promise<unknown>, object]>([
    ['stopped', (cutri, id) => cutri.publishing.stop(lan, id, 'sai'), { sent: 0, cancelled: 8, left: 0 }],
    ['said /huy', (cutri) => cutri.subscribers.remove('telegram:3'), { sent: 7, cancelled: 0, left: 1 }],
  ])('C-21: who %s while a slow store still writes that a send begins has had the last word', async (_, act, tally) => {
    const cutri = await opened(8);
    const { id } = await sent(cutri);
    const hold = cutri.outbox.hold;
    let hasActed = false;
    cutri.outbox.hold = async (claimed, leaseMs, how) => {
      const held = await hold(claimed, leaseMs, how);
      if (how === 'keep') return held;
      await new Promise<void>((written) => cutri.clock.schedule(3_000, written));
      if (!hasActed) await act(cutri, id);
      hasActed = true;
      return held;
    };
    await cutri.run(20_000);
    expect(await cutri.outbox.tally(id, Number.MAX_SAFE_INTEGER)).toMatchObject([tally]);
    expect(cutri.accepted.some(({ chat }) => chat === 'telegram:3')).toBe(false);
  });

  it('paused and resumed reaches everybody once', async () => {
    const cutri = await opened(200, { canary: 200 });
    const { id } = await sent(cutri);
    await cutri.run(3_000);
    valueIn(await cutri.publishing.pause(lan, id, 'chờ'));
    const before = cutri.accepted.length;
    await cutri.run(30_000);
    expect(cutri.accepted).toHaveLength(before);
    valueIn(await cutri.publishing.resume(minh, id));
    await cutri.run(30_000);
    expect(cutri.accepted.map(({ chat }) => chat).sort()).toEqual(Array.from({ length: 200 }, (_, i) => `telegram:${i}`).sort());
  });

  it.each([
    [0, 'finished'],
    [60_000, 'finished'],
    [14 * 60_000, 'finished'],
    [16 * 60_000, 'missed'],
    [4 * 3_600_000, 'missed'],
  ])('B-8: scheduled, with the service down for %d ms over its time, ends %s', async (downMs, state) => {
    const cutri = await opened(3);
    const { id } = await submitted(cutri, { sendAt: '2026-03-01T10:00:00.000Z' });
    valueIn(await approved(cutri, id));
    valueIn(await letGo(cutri, id, lan, 'schedule'));
    await cutri.run(10_000);
    expect(cutri.accepted).toEqual([]);
    cutri.clock.pass(Date.parse('2026-03-01T10:00:00.000Z') - cutri.clock.now().getTime() + downMs);
    await cutri.run(10_000);
    expect(await cutri.announcements.get(id)).toMatchObject({ state });
    expect(cutri.accepted).toHaveLength(state === 'finished' ? 3 : 0);
    if (state === 'missed') {
      expect(refusalOf(await letGo(cutri, id))).toBe('wrong-state');
      expect((await cutri.announcements.get(id))?.approval).toBeUndefined();
    }
  });

  it('ends when the announcement expires', async () => {
    const cutri = await opened(2_000, { canary: 2_000 });
    const { id } = await sent(cutri, { expiresAt: '2026-03-01T08:01:00.000Z' });
    await cutri.run(120_000);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'expired' });
    const [tally] = await cutri.outbox.tally(id, Number.MAX_SAFE_INTEGER);
    expect(tally).toMatchObject({ pending: 0, leased: 0, sent: cutri.accepted.length });
    expect(tally!.expired).toBe(2_000 - cutri.accepted.length);
    expect(tally!.expired).toBeGreaterThan(0);
  });

  it('ends when it expires while it is paused, and officials hear of it', async () => {
    const cutri = await opened(3);
    const { id } = await sent(cutri, { expiresAt: '2026-03-01T08:01:00.000Z' });
    valueIn(await cutri.publishing.pause(lan, id, 'chờ'));
    await cutri.run(60_000);
    expect(await cutri.announcements.get(id)).toMatchObject({ state: 'expired' });
    expect(cutri.incidents.map(({ what }) => what)).toEqual(['expired']);
  });

  it('B-12: skips who left or wants something else from that moment, and takes nobody who came later', async () => {
    const cutri = await opened(300, { canary: 300 });
    const { id } = await sent(cutri, { audience: { kind: 'topics', topics: ['reform'] } });
    await cutri.run(2_000);
    const had = new Set(cutri.accepted.map(({ chat }) => chat));
    const waiting = cutri.deliveries(id).filter(({ chat, leasedUntilMs }) => !had.has(chat) && leasedUntilMs === undefined);
    const [left, changed, forgotten] = waiting.map(({ chat }) => chat) as [string, string, string];
    await cutri.subscribers.remove(left);
    await cutri.subscribers.put(subscriber(changed, { topics: ['milestones'] }));
    await cutri.subscribers.forget(forgotten);
    await cutri.subscribers.put(subscriber('telegram:late'));
    await cutri.run(60_000);
    const reached = cutri.accepted.map(({ chat }) => chat);
    expect(reached).toHaveLength(297);
    for (const chat of [left, changed, forgotten, 'telegram:late']) expect(reached).not.toContain(chat);
    expect(await cutri.outbox.tally(id, Number.MAX_SAFE_INTEGER)).toMatchObject([{ total: 300, sent: 297, left: 3 }]);
  });
});

describe('the audit log', () => {
  it('F-40: tells of everything done and refused, in one chain, and of no voter', async () => {
    const cutri = await opened(3);
    const { id } = await submitted(cutri);
    await cutri.publishing.approve(lan, id, { hash: '', code: '', phrase: '' });
    valueIn(await cutri.publishing.return(minh, id, 'thiếu địa điểm'));
    valueIn(await cutri.publishing.edit(lan, id, { text: `${goodText} Tại trường học.` }));
    valueIn(await cutri.publishing.submit(lan, id, {}));
    valueIn(await approved(cutri, id));
    valueIn(await letGo(cutri, id));
    await cutri.run(5_000);
    const entries = await entriesOf(cutri.audit);
    expect(entries.map(({ who, action, outcome }) => `${who} ${action} ${outcome}`)).toEqual([
      'lan draft done',
      'lan submit done',
      'lan approve not-permitted',
      'minh return done',
      'lan edit done',
      'lan submit done',
      'minh approve done',
      'lan send done',
      'cutri advance done',
      'cutri finish done',
    ]);
    expect(await verifyAudit(cutri.audit.entries())).toMatchObject({ kind: 'intact' });
    expect(JSON.stringify(entries)).not.toContain('telegram:');
  });
});

describe('an approval holds for what was approved, by whom it was approved', () => {
  it('F-25: goes out as nobody else: another CUTRI_ISSUER voids it, and shows another hash', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(3);
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    const held = (await cutri.announcements.get(id))!;
    const officials = await cutri.officials.list();
    const nowIso = cutri.clock.now().toISOString();
    const other = 'Công ty Vay Nhanh';
    expect(approvalFlaw(held, officials, nowIso, { approvalKey, issuer })).toBeUndefined();
    expect(approvalFlaw(held, officials, nowIso, { approvalKey, issuer: other })).toBe('issuer-changed');
    expect(contentHash(held, issuer)).not.toBe(contentHash(held, other));
    const forged = { ...held, approval: { ...held.approval!, issuer: other } };
    expect(approvalFlaw(forged, officials, nowIso, { approvalKey, issuer: other })).toBe('not-sealed-here');
  });

  it.each(['CB-02 ', 'cb 02', 'CB02', 'ｃｂ-02'])('F-25: a person is one person, however written: %j', async (person) => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(3);
    await cutri.officialsNow((held) =>
      held.map((one) => (one.id === 'lan' ? { ...one, person: 'cb-02' } : one.id === 'lan-2' ? { ...one, person } : one)),
    );
    const { id } = await submitted(cutri);
    const outcome = await approved(cutri, id, { official: 'lan-2', from: 'telegram' });
    expect(refusalOf(outcome)).toBe('own-writing');
  });

  it.each(['minh', 'lan'])('F-25: given before %s was disabled it stays void after enabling', async (who) => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(3);
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    await cutri.officialsNow((held) => held.map((one) => (one.id === who ? { ...one, term: (one.term ?? 0) + 1 } : one)));
    const outcome = await letGo(cutri, id);
    expect(outcome).toMatchObject({ refusal: { code: 'approval' } });
  });

  it('F-25: given by an account that belongs to another person since counts no more', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    await cutri.officialsNow((held) => held.map((one) => (one.id === 'minh' ? { ...one, person: 'staff-new' } : one)));
    expect(refusalOf(await letGo(cutri, id))).toBe('no-longer-approver');
    await expectNothingSent(cutri);
  });

  it('F-25: given by somebody who turns out to have written in it counts no more, whoever began it', async () => {
    const cutri = await opened();
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    const held = (await cutri.announcements.get(id))!;
    const writers = [...held.writers, 'staff-minh'];
    await cutri.announcements.save({ ...held, writers }, (await entriesOf(cutri.audit))[0]!);
    expect(refusalOf(await letGo(cutri, id))).toBe('by-a-writer');
    await expectNothingSent(cutri);
  });

  it('F-25: keeps the head of the audit log it was given at', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(3);
    const { id } = await submitted(cutri);
    const head = await cutri.audit.head();
    const { approval } = valueIn(await approved(cutri, id));
    expect(approval?.auditHead).toBe(head);
  });
});
