import { describe, expect, it } from 'vitest';
import type { TemplateSettings } from '../../../src/announcements/rendering.ts';
import { afterTemplate } from '../../../src/announcements/sending/delivery.ts';
import type { Lane } from '../../../src/announcements/sending/lane.ts';
import { previewText, progressText } from '../../../src/announcements/words-preview.ts';
import type { TemplateMessage, TemplateOutcome } from '../../../src/messaging/template.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import {
  type Announcing,
  approved,
  content,
  createAnnouncing,
  goodText,
  lan,
  letGo,
  minh,
  sent,
  submitted,
  valueIn,
} from '../../fakes/announcing.ts';

const template: TemplateSettings = {
  id: '412345',
  parameters: [
    { name: 'so', field: 'number', most: 10 },
    { name: 'tieu_de', field: 'title', most: 100 },
    { name: 'han', field: 'until', most: 40 },
    { name: 'lien_ket', field: 'link', most: 100 },
  ],
  priceVnd: 120,
  page: 'https://cutri.example.vn',
};
const text = `Đổi giờ bỏ phiếu ở xã Hợp Thành.\n${goodText}`;
const longAgo = '2026-02-01T00:00:00.000Z';
const silence = { kind: 'outside-window', isSilence: true } as const;

/** Two people on Telegram, and so many on Zalo who have been silent for too long. */
async function opened(silent: number, settings: TemplateSettings = template) {
  const cutri = await createAnnouncing({ template: settings });
  await cutri.subscribe(2);
  for (let i = 0; i < silent; i += 1)
    await cutri.subscribers.put(subscriber(`zalo-oa:${i}`, { subscribedAt: longAgo, lastContactAt: longAgo }));
  const told: { chat: string; template: TemplateMessage }[] = [];
  const open = new Set<string>();
  cutri.platform = (chat) => (chat.startsWith('zalo-oa') && !open.has(chat) ? silence : { kind: 'sent' });
  const lane = (
    outcome: (chat: string) => TemplateOutcome | Promise<TemplateOutcome> = () => ({ kind: 'sent', cost: 'quota' }),
  ) =>
    ({
      async template(chat, message) {
        told.push({ chat, template: message });
        return outcome(chat);
      },
    }) satisfies Partial<Lane>;
  return { cutri, told, open, lane };
}
const zalo = async (cutri: Announcing, id: string) =>
  (await cutri.outbox.tally(id, Number.MAX_SAFE_INTEGER)).find(({ channel }) => channel === 'zalo-oa');
const shownTo = async (cutri: Announcing, id: string) =>
  previewText(valueIn(await cutri.publishing.preview(minh, id)), { communeName: (code) => code });

describe('who has been silent for too long', () => {
  it('C-9: is told by the template that was shown and approved, and gets the text, once, when they write again', async () => {
    const { cutri, told, open, lane } = await opened(20);
    const { id } = await submitted(cutri, { text });
    const shown = await shownTo(cutri, id);
    for (const line of [
      'so: 1',
      'tieu_de: Đổi giờ bỏ phiếu ở xã Hợp Thành.',
      'lien_ket: https://cutri.example.vn/?q=%2Fkiemtra%201',
    ])
      expect(shown).toContain(`\n${line}\n`);
    expect(shown).toContain('20 người, 120 đồng một tin, tổng 2.400 đồng');
    valueIn(await approved(cutri, id));
    valueIn(await letGo(cutri, id));
    await cutri.run(60_000, lane());

    expect(new Set(told.map(({ chat }) => chat)).size).toBe(20);
    expect(told).toHaveLength(20);
    expect(told[0]!.template).toEqual({
      id: '412345',
      parameters: {
        so: '1',
        tieu_de: 'Đổi giờ bỏ phiếu ở xã Hợp Thành.',
        han: '19:00 ngày 15/03/2026',
        lien_ket: 'https://cutri.example.vn/?q=%2Fkiemtra%201',
      },
    });
    expect(await zalo(cutri, id)).toMatchObject({ deferred: 20, told: 20, sent: 0, templates: { quota: 20, charged: 0 } });
    expect((await cutri.announcements.get(id))?.state).toBe('finished');

    open.add('zalo-oa:3');
    for (let i = 0; i < 2; i += 1) {
      await cutri.outbox.releaseDeferred('zalo-oa:3');
      await cutri.run(3_000, lane());
    }
    expect(cutri.accepted.filter(({ chat }) => chat === 'zalo-oa:3').map(({ text: got }) => got.includes(goodText))).toEqual([
      true,
    ]);
    expect(told).toHaveLength(20);
    const progress = valueIn(await cutri.publishing.progress(lan, id));
    expect(progress.templates).toEqual({ quota: 20, charged: 0, unheard: 0 });
    expect(progressText(progress)).toContain('Trong số đang chờ, đã được báo (hoặc có thể đã được báo) bằng mẫu tin: 19');
  });

  it('is told once where the window closes again before the text could go', async () => {
    const { cutri, told, lane } = await opened(1);
    const { id } = await sent(cutri, { text });
    await cutri.run(10_000, lane());
    await cutri.outbox.releaseDeferred('zalo-oa:0');
    await cutri.run(10_000, lane());
    expect(told).toHaveLength(1);
    expect(await zalo(cutri, id)).toMatchObject({ deferred: 1, told: 1 });
  });

  it('gets nothing more where the template held the whole of it', async () => {
    const { cutri, lane } = await opened(1);
    const { id } = await sent(cutri);
    expect(await shownTo(cutri, id)).toContain('Mẫu tin có trọn nội dung');
    await cutri.run(
      10_000,
      lane(() => ({ kind: 'sent', cost: 'charged' })),
    );
    expect(await zalo(cutri, id)).toMatchObject({ deferred: 0, sent: 1, templates: { charged: 1 } });
    expect(await cutri.outbox.releaseDeferred('zalo-oa:0')).toBe(0);
  });

  it('waits as before where the template is refused, the money is gone or no answer comes; the last is never sent again', async () => {
    const outcomes: TemplateOutcome[] = [{ kind: 'refused' }, { kind: 'uncertain' }, { kind: 'unavailable' }];
    const { cutri, told, lane } = await opened(3);
    const { id } = await sent(cutri, { text });
    await cutri.run(
      120_000,
      lane((chat) => outcomes[Number(chat.split(':')[1])]!),
    );
    expect(await zalo(cutri, id)).toMatchObject({ deferred: 3, told: 1, templates: { quota: 0, charged: 0, unheard: 1 } });
    const times = (i: number) => told.filter(({ chat }) => chat === `zalo-oa:${i}`).length;
    expect([times(0), times(1), times(2)]).toEqual([1, 1, 4]);
    expect((await cutri.announcements.get(id))?.heldChannels).toEqual({});
  });

  it('is not told by who takes over after a kill in the middle: it may have gone, and it is paid for', async () => {
    const { cutri, told, lane } = await opened(1);
    const { id } = await sent(cutri, { text });
    await cutri.conductor.tick();
    const [begun] = await cutri.outbox.claim('zalo-oa', 1, 30_000, [{ announcement: id, ranks: 9 }]);
    await cutri.outbox.hold([begun!], 30_000, 'begin');
    await cutri.run(60_000, lane());
    expect(told).toEqual([]);
    expect(await zalo(cutri, id)).toMatchObject({ deferred: 1, told: 1, templates: { unheard: 1 } });
  });

  it('a stop between the message and the template is in time', async () => {
    const { cutri, told, lane } = await opened(1);
    const { id } = await sent(cutri, { text });
    cutri.platform = async (chat) => {
      if (!chat.startsWith('zalo-oa')) return { kind: 'sent' };
      valueIn(await cutri.publishing.stop(lan, id, 'sai giờ'));
      return silence;
    };
    await cutri.run(10_000, lane());
    expect(told).toEqual([]);
    expect(await zalo(cutri, id)).toMatchObject({ cancelled: 1 });
  });

  it('C-9: a correction goes to those the template told, by a template that says what it corrects', async () => {
    const { cutri, told, lane } = await opened(2);
    const { id } = await sent(cutri, { text });
    await cutri.run(10_000, lane());
    const followUp = valueIn(await cutri.publishing.followUp(lan, id, 'correction', { text: text.replace('7 giờ', '8 giờ') }));
    valueIn(await cutri.publishing.submit(lan, followUp.id, {}));
    valueIn(await approved(cutri, followUp.id));
    valueIn(await letGo(cutri, followUp.id));
    await cutri.run(10_000, lane());
    expect(told.slice(2).map(({ chat, template: { parameters } }) => [chat, parameters.tieu_de])).toEqual([
      ['zalo-oa:0', 'ĐÍNH CHÍNH thông báo số 1: Đổi giờ bỏ phiếu ở xã Hợp Thành.'],
      ['zalo-oa:1', 'ĐÍNH CHÍNH thông báo số 1: Đổi giờ bỏ phiếu ở xã Hợp Thành.'],
    ]);
  });

  it.each([
    ['refused otherwise', { kind: 'outside-window' } as const],
    ['gone', { kind: 'unreachable', why: 'blocked' } as const],
  ])('nobody %s is told by a template', async (_, outcome) => {
    const { cutri, told, lane } = await opened(1);
    cutri.platform = (chat) => (chat.startsWith('zalo-oa') ? outcome : { kind: 'sent' });
    await sent(cutri, { text });
    await cutri.run(10_000, lane());
    expect(told).toEqual([]);
  });
});

describe('the template before it is approved', () => {
  const long = `${'Đổi giờ bỏ phiếu '.repeat(9)}tại xã Hợp Thành từ 7 giờ ngày 15/3/2026.`;

  it('is held against the lengths that were approved with it; without one the announcement takes a reason', async () => {
    const { cutri, told, lane } = await opened(1);
    const { id } = valueIn(await cutri.publishing.draft(lan, 'notice', content({ text: long })));
    expect(await cutri.publishing.submit(lan, id, {})).toMatchObject({
      refusal: { code: 'text', findings: [{ code: 'template:title', message: expect.stringContaining('mẫu chỉ nhận 100') }] },
    });
    valueIn(await cutri.publishing.submit(lan, id, { 'template:title': 'không rút ngắn được' }));
    valueIn(await approved(cutri, id));
    valueIn(await letGo(cutri, id));
    await cutri.run(10_000, lane());
    expect(told).toEqual([]);
    expect(await zalo(cutri, id)).toMatchObject({ deferred: 1, told: 0 });
  });

  it('a drill has none, and a few people are not counted out by what they cost', async () => {
    const { cutri } = await opened(3);
    const drill = valueIn(await cutri.publishing.draft(lan, 'drill', content({ text: 'Thử.', audience: { kind: 'officials' } })));
    expect(await shownTo(cutri, drill.id)).not.toContain('mẫu tin');
    const { id } = await submitted(cutri, { text });
    expect(await shownTo(cutri, id)).toContain('Ước tính: dưới 10 người, 120 đồng một tin, tổng dưới 1.200 đồng.');
  });

  it('is under the seal: changed afterwards, nothing of the announcement goes out', async () => {
    const { cutri, told, lane } = await opened(1);
    const { id } = await submitted(cutri, { text });
    valueIn(await approved(cutri, id));
    const held = (await cutri.announcements.get(id))!;
    const forged = { ...held.template!, parameters: { ...held.template!.parameters, tieu_de: 'Hoãn bầu cử' } };
    const record = {
      at: longAgo,
      official: 'lan',
      person: 'staff-lan',
      from: 'console',
      action: 'edit',
      target: id,
      outcome: 'done',
    };
    await cutri.announcements.save({ ...held, template: forged }, record as never);
    expect(await letGo(cutri, id)).toMatchObject({ kind: 'refused' });
    await cutri.run(5_000, lane());
    expect(told).toEqual([]);
    expect(cutri.accepted).toEqual([]);
  });

  it('other settings after the approval change nothing of what was approved; an edit does', async () => {
    const settings = { ...template };
    const { cutri } = await opened(1, settings);
    const { id } = await submitted(cutri, { text });
    const { hash } = valueIn(await cutri.publishing.preview(minh, id));
    valueIn(await approved(cutri, id));
    settings.priceVnd = 500;
    expect(valueIn(await cutri.publishing.preview(minh, id)).hash).toBe(hash);
    expect((await cutri.announcements.get(id))?.approval?.hash).toBe(hash);
    const edited = valueIn(await cutri.publishing.edit(lan, id, { text: goodText }));
    expect(edited.template).toBeUndefined();
    expect(valueIn(await cutri.publishing.preview(minh, id)).hash).not.toBe(hash);
  });
});

it('a template that cannot go now is tried four times at most, whatever the clock says', () => {
  const tried = { attempts: 3, uncertain: 0 };
  const at = { isWhole: false, nowMs: 0, random: 0.5 };
  expect(afterTemplate(tried, { kind: 'unavailable' }, at)).toEqual({ next: { kind: 'deferred' } });
  expect(afterTemplate({ ...tried, attempts: 0 }, { kind: 'unavailable' }, at).next).toMatchObject({
    kind: 'pending',
    attempts: 1,
  });
  expect(afterTemplate(tried, { kind: 'rate-limited', retryAfterMs: 9e9 }, at).next).toMatchObject({
    kind: 'pending',
    attempts: 3,
  });
});
