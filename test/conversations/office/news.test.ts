import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/announcements/acting.ts';
import type { Incident } from '../../../src/announcements/announcement.ts';
import { createDelegating } from '../../../src/announcements/delegating/delegating.ts';
import { createProgressBoards } from '../../../src/conversations/office/boards.ts';
import { createOfficialNews, withNews } from '../../../src/conversations/office/news.ts';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import type { OutgoingMessage } from '../../../src/messaging/message.ts';
import { official } from '../../contracts/officials.ts';
import {
  type Announcing,
  approved,
  content,
  createAnnouncing,
  lan,
  letGo,
  minh,
  submitted,
  valueIn,
} from '../../fakes/announcing.ts';
import { approvedTemplate, sendEmergency } from '../../fakes/emergency.ts';
import { chatOf } from '../../fakes/official-desk.ts';

/** Officials with chats, and what they are told. */
async function openNews(outcome: (chat: string) => SendOutcome = () => ({ kind: 'sent', messageId: '1' })) {
  const cutri = await createAnnouncing({ canary: 1 });
  await cutri.subscribe(3);
  await cutri.officialsNow((held) => [
    ...held.map((one) => ({ ...one, chat: chatOf(one.id) })),
    official('root', { roles: ['admin'], chat: chatOf('root') }),
    official('gone', { roles: ['approver'], chat: chatOf('gone'), disabled: true }),
    official('far', { roles: ['approver'] }),
  ]);
  const heard: { chat: string; message: OutgoingMessage }[] = [];
  const errors: unknown[] = [];
  const news = createOfficialNews({
    officials: cutri.officials,
    async send(chat, message) {
      const now = outcome(chat);
      if (now.kind === 'sent') heard.push({ chat, message });
      return now;
    },
    report: (error) => errors.push(error),
    console: 'https://bau-cu.example.vn/quan-tri',
    now: cutri.clock.now,
  });
  const who = (text: string) =>
    heard
      .filter(({ message }) => message.text.includes(text))
      .map(({ chat }) => chat)
      .sort();
  return { cutri, news, heard, errors, who, publishing: withNews(cutri.publishing, news.step) };
}

const chats = (...ids: string[]) => ids.map(chatOf).sort();
describe('what officials are told', () => {
  it('approvers hear of what waits for them, its writers do not', async () => {
    const { cutri, publishing, who, heard } = await openNews();
    const both: Actor = { official: 'both', from: 'telegram' };
    const { id } = valueIn(await publishing.draft(both, 'notice', content()));
    valueIn(await publishing.submit(both, id, {}));
    expect(who('both đã trình')).toEqual(chats('minh', 'lan-2'));
    expect(heard[0]?.message.choices?.[0]).toEqual({ label: 'Xem số 1', value: '/thongbao 1 xem' });
    valueIn(await publishing.return(minh, id, 'thiếu địa điểm'));
    expect(who('minh đã trả lại: thiếu địa điểm')).toEqual(chats('both', 'lan-2'));
    expect(cutri.incidents).toEqual([]);
  });

  it('the author hears of the approval, and both of a stop by somebody else', async () => {
    const { cutri, publishing, who } = await openNews();
    const { id } = await submitted(cutri);
    const preview = valueIn(await publishing.preview(minh, id));
    valueIn(await publishing.approve(minh, id, { hash: preview.hash, code: await cutri.code('minh'), phrase: preview.phrase! }));
    valueIn(await publishing.stop({ official: 'root', from: 'console' }, id, 'sai'));
    expect(who('minh đã duyệt')).toEqual(chats('lan'));
    expect(who('root đã dừng hẳn: sai')).toEqual(chats('lan', 'minh'));
  });

  it('who may approve in another’s name hears of what waits, and the one they approve for of the approval', async () => {
    const { cutri, publishing, who } = await openNews();
    const delegating = createDelegating({ ...cutri, now: cutri.clock.now, notify: async () => undefined });
    const until = '2026-03-05T00:00:00.000Z';
    await delegating.delegate(minh, { to: 'thu', from: '', until }, await cutri.code('minh'));
    const { id } = valueIn(await publishing.draft(lan, 'notice', content()));
    valueIn(await publishing.submit(lan, id, {}));
    expect(who('lan đã trình')).toEqual(chats('minh', 'both', 'thu'));
    const thu: Actor = { official: 'thu', from: 'telegram' };
    const { hash, phrase = '' } = valueIn(await publishing.preview(thu, id));
    valueIn(await publishing.approve(thu, id, { hash, phrase, code: await cutri.code('thu') }));
    expect(who('thu, thay mặt minh (ủy quyền từ')).toEqual(chats('lan', 'minh'));
  });

  it.each<[Incident['what'], string, string]>([
    ['missed', '2026-03-01T08:00:00.000Z', 'đặt giờ mới'],
    ['recount', '3 → 90', 'duyệt lại'],
    ['approval-lost', 'người duyệt không còn quyền duyệt', 'trình và duyệt lại'],
    ['channel-held', 'zalo-oa', 'Gửi tiếp'],
    ['finished', '', 'Người đăng ký mới'],
    ['expired', '', 'soạn bản mới'],
  ])('author, approver and administrators hear of “%s”, with what to do', async (what, detail, todo) => {
    const { cutri, news, who } = await openNews();
    const { id } = await submitted(cutri);
    const announcement = valueIn(await approved(cutri, id));
    await news.incident({ announcement, what, detail });
    expect(who(todo)).toEqual(chats('lan', 'minh', 'root'));
  });

  it('every official in office hears of an emergency, with its text and how to stop it', async () => {
    const { cutri, news, who } = await openNews();
    const { id } = await approvedTemplate(cutri);
    const announcement = valueIn(await sendEmergency(cutri, { template: id }));
    await news.incident({ announcement, what: 'emergency', detail: '' });
    expect(who('chuyển đến Nhà văn hóa thôn Kim Thành 2')).toEqual(chats('lan', 'minh', 'both', 'lan-2', 'thu', 'root'));
    expect(who('bấm Dừng hẳn')).toHaveLength(6);
  });

  it('what cannot be said now is said later, in order, and never holds the others back', async () => {
    let up = false;
    const { cutri, news, heard } = await openNews((chat) =>
      chat === chatOf('lan') && !up ? { kind: 'unavailable' } : { kind: 'sent' },
    );
    const { id } = await submitted(cutri);
    const announcement = valueIn(await approved(cutri, id));
    await news.incident({ announcement, what: 'channel-held', detail: 'telegram' });
    await news.incident({ announcement, what: 'finished', detail: '' });
    const lans = () => heard.filter(({ chat }) => chat === chatOf('lan')).map(({ message }) => message.text[0]);
    expect(heard.filter(({ chat }) => chat === chatOf('minh'))).toHaveLength(2);
    expect(lans()).toEqual([]);
    up = true;
    await news.tick();
    expect(lans()).toEqual(['⚠', '✅'].map((sign) => sign[0]));
    await news.tick();
    expect(lans()).toHaveLength(2);
  });

  it('a failure to tell is reported and goes no further', async () => {
    const { cutri, news, errors } = await openNews(() => {
      throw new Error('socket closed');
    });
    const { id } = await submitted(cutri);
    await news.incident({ announcement: valueIn(await approved(cutri, id)), what: 'finished', detail: '' });
    expect(errors).toHaveLength(1);
  });
});

describe('progress in a chat', () => {
  async function openBoard(cutri: Announcing, refuse?: () => SendOutcome | undefined) {
    const shown: string[] = [];
    const boards = createProgressBoards({
      publishing: cutri.publishing,
      async send(_, { text }) {
        shown.push(`new: ${text}`);
        return { kind: 'sent', messageId: '7' };
      },
      async edit(_, messageId, { text }) {
        const outcome = refuse?.() ?? { kind: 'sent' };
        if (outcome.kind === 'sent') shown.push(`${messageId}: ${text}`);
        return outcome;
      },
      report(error) {
        throw error;
      },
      now: cutri.clock.now,
    });
    const { id } = await submitted(cutri);
    valueIn(await approved(cutri, id));
    valueIn(await letGo(cutri, id));
    const lans = (await cutri.officials.list()).find((one) => one.id === 'lan')!;
    boards.follow({ chat: 'telegram:1', official: lans, actor: { official: 'lan', from: 'telegram' } }, { id });
    return { boards, shown, id };
  }

  it('is one message, edited in place until it is over', async () => {
    const cutri = await createAnnouncing({ canary: 1 });
    await cutri.subscribe(50);
    const { boards, shown } = await openBoard(cutri);
    await boards.tick();
    await boards.tick();
    expect(shown).toHaveLength(1);
    await cutri.run(122_000);
    await boards.tick();
    await cutri.run(60_000);
    await boards.tick();
    await boards.tick();
    expect(shown.map((text) => text.split(':')[0])).toEqual(['new', '7', '7']);
    expect(shown.at(-1)).toContain('Đã gửi: 50/50');
    await cutri.run(5_000);
    await boards.tick();
    expect(shown).toHaveLength(3);
  });

  it('the last state is shown even when the platform was busy at the end', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(5);
    let busy = true;
    const { boards, shown } = await openBoard(cutri, () => (busy ? { kind: 'rate-limited', retryAfterMs: 5_000 } : undefined));
    await boards.tick();
    await cutri.run(20_000);
    await boards.tick();
    busy = false;
    await boards.tick();
    expect(shown.at(-1)).toContain('Đã gửi: dưới 10/dưới 10');
  });

  it('ends for an official who is disabled', async () => {
    const cutri = await createAnnouncing({ canary: 1 });
    await cutri.subscribe(50);
    const { boards, shown } = await openBoard(cutri);
    await boards.tick();
    await cutri.officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, disabled: true } : one)));
    await cutri.run(10_000);
    await boards.tick();
    await boards.tick();
    expect(shown).toHaveLength(1);
  });
});

describe('an official who is told on Zalo or the web page', () => {
  const toldIn = (cutri: Announcing, id: string, ...notices: string[]) =>
    cutri.officialsNow((held) => held.map((one) => (one.id === id ? { ...one, notices } : one)));

  it('hears the same there, without buttons and with the way to where it is done', async () => {
    const { cutri, publishing, heard } = await openNews();
    await toldIn(cutri, 'far', 'zalo-oa:7', 'web:visitor-1');
    const { id } = valueIn(await publishing.draft({ official: 'lan', from: 'console' }, 'notice', content()));
    valueIn(await publishing.submit({ official: 'lan', from: 'console' }, id, {}));
    const told = heard.filter(({ chat }) => chat === 'zalo-oa:7' || chat === 'web:visitor-1');
    expect(told).toHaveLength(2);
    for (const { message } of told) {
      expect(message.text).toContain('lan đã trình');
      expect(message.text).toContain('Xem và làm ở bàn làm việc: https://bau-cu.example.vn/quan-tri');
      expect(message.choices).toBeUndefined();
    }
  });

  it('hears it when they write where the platform takes nothing before, once, and not after a day', async () => {
    let isOpen = false;
    const { cutri, news, publishing, heard } = await openNews((chat) =>
      chat.startsWith('zalo-oa:') && !isOpen ? { kind: 'outside-window' } : { kind: 'sent', messageId: '1' },
    );
    await toldIn(cutri, 'far', 'zalo-oa:7');
    const submits = async () => {
      const { id } = valueIn(await publishing.draft({ official: 'lan', from: 'console' }, 'notice', content()));
      valueIn(await publishing.submit({ official: 'lan', from: 'console' }, id, {}));
    };
    const inZalo = () => heard.filter(({ chat }) => chat === 'zalo-oa:7').length;
    await submits();
    isOpen = true;
    await news.tick();
    expect(inZalo()).toBe(0);
    await news.contacted('zalo-oa:7');
    await news.contacted('zalo-oa:7');
    expect(inZalo()).toBe(1);
    isOpen = false;
    await submits();
    await cutri.clock.advance(25 * 3_600_000);
    isOpen = true;
    await news.tick();
    await news.contacted('zalo-oa:7');
    expect(inZalo()).toBe(1);
  });
});
