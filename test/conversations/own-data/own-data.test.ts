import { describe, expect, it } from 'vitest';
import type { Subscriber } from '../../../src/announcements/sending/subscribers.ts';
import { createCommuneNames } from '../../../src/conversations/commune-names.ts';
import type { KeptOfChat } from '../../../src/conversations/own-data/kept.ts';
import { createOwnData } from '../../../src/conversations/own-data/own-data.ts';
import { readCommandOrWish } from '../../../src/conversations/slash-commands.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { smallPack } from '../../fakes/small-pack.ts';

const nothing: KeptOfChat = { hasLeft: false, deliveries: 0, questions: 0, deadLetters: 0, hasPushAddress: false };

function desk(kept: Readonly<Record<string, Partial<KeptOfChat>>>, linked: Readonly<Record<string, string>> = {}) {
  const looked: string[] = [];
  const ownData = createOwnData({
    async keptOf(chat) {
      looked.push(chat);
      return { ...nothing, ...kept[chat] };
    },
    officials: { list: async () => Object.entries(linked).map(([id, chat]) => ({ id, chat })) },
    communes: createCommuneNames(smallPack),
    now: () => new Date('2026-03-01T08:00:00.000Z'),
  });
  const says = async (chat: string, text = '/dulieu') => (await ownData.reply(chat, text))?.text;
  return { says, looked };
}

const person = (changes: Partial<Subscriber> = {}): { subscriber: Subscriber } => ({
  subscriber: subscriber('telegram:1', { topics: ['reform'], communes: ['02671'], ...changes }),
});

describe('what do you keep of me', () => {
  it.each([
    '/dulieu',
    '#dulieu',
    'bạn lưu gì về tôi',
    'dữ liệu của tôi',
    'Bot đang giữ những gì về em?',
    'cho tôi xem dữ liệu của tôi',
    'bạn lưu thông tin gì về tôi',
    'ban luu gi ve toi vay',
  ])('is asked by “%s”', (text) => expect(readCommandOrWish(text)?.name).toBe('kept'));

  it.each([
    ['xóa dữ liệu của tôi', 'forget'],
    ['dữ liệu dân cư của xã tôi ở đâu', undefined],
    ['bạn biết gì về đại biểu của tôi', undefined],
    ['tôi cần lưu ý gì khi đi bầu', undefined],
  ])('is not read into “%s”', (text, name) => expect(readCommandOrWish(text)?.name).toBe(name));

  it('everything there is, how long, what never, and how to erase it', async () => {
    const { says } = desk(
      {
        'telegram:1': {
          ...person({ language: 'hmn', consent: { day: '2026-02-12', proof: 'Phiếu số 12' } }),
          ...{ deliveries: 3, questions: 1, deadLetters: 2, hasPushAddress: true, hasLeft: true },
          conversation: { chat: 'telegram:1', quietUntil: '2026-03-01T10:00:00.000Z', removedAt: '2026-02-20T01:00:00.000Z' },
        },
      },
      { lan: 'telegram:1', minh: 'telegram:2' },
    );
    const text = (await says('telegram:1'))!;
    const all = [
      'Telegram',
      '01/03/2026',
      'cải cách hành chính',
      'tin của phường Cam Đường',
      '12/02/2026',
      'Phiếu số 12',
      'tiếng Mông',
    ];
    const more = [
      '3 thông báo',
      '7 ngày',
      '1 câu hỏi',
      '30 ngày',
      '2 tin nhắn',
      '24 giờ',
      'trình duyệt',
      '17:00 ngày 01/03/2026',
    ];
    for (const said of [...all, ...more, '20/02/2026', 'cán bộ lan', 'mã băm', 'Không giữ: tên, số điện thoại', '/xoa', '/huy'])
      expect(text).toContain(said);
    expect(text).not.toContain('minh');
  });

  it('says that somebody subscribed by themselves, or has not written yet, where that is so', async () => {
    const { says } = desk({
      'telegram:1': person(),
      'telegram:2': person({ lastContactAt: '1970-01-01T00:00:00.000Z', consent: { day: '2026-02-12', proof: 'x' } }),
    });
    expect(await says('telegram:1')).toContain('tự đăng ký');
    const imported = await says('telegram:2');
    expect(imported).toContain('Chưa ghi nhận lần nào');
    expect(imported).not.toMatch(/1970|tự đăng ký ngay/u);
  });

  it('says so where nothing is kept, and how it would be erased', async () => {
    const { says } = desk({ 'telegram:1': person() });
    const text = await says('telegram:9');
    expect(text).toContain('không giữ gì về cuộc trò chuyện này');
    expect(text).toContain('/xoa');
    expect(text).not.toContain('cải cách');
  });

  it('H-10: is looked up for the chat that asks, and only when it asks', async () => {
    const { says, looked } = desk({});
    expect(await says('telegram:1', 'ngày bầu cử là ngày nào')).toBeUndefined();
    expect(await says('telegram:1', '/dulieu telegram:2')).toBeDefined();
    expect(looked).toEqual(['telegram:1']);
  });
});
