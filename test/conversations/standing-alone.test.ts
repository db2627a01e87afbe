import { describe, expect, it } from 'vitest';
import { openPack } from '../../src/app/knowledge.ts';
import { smallPack } from '../fakes/small-pack.ts';

const now = new Date('2026-11-23T02:00:00Z');
const knowledge = openPack(smallPack());
const open = () => knowledge.openPlainDialogue();
const say = (dialogue: ReturnType<typeof open>, text: string) => dialogue.reply({ chat: 'web:1', text }, now);

describe('an answer has a link', () => {
  it.each([
    ['typed', ['Ngày bầu cử là ngày nào?']],
    ['typed without marks', ['ngay bau cu la ngay nao']],
    ['one of the questions to press', ['cauhoi:1']],
    ['a follow-up', ['Phường Cam Đường thuộc đơn vị bầu cử nào?', 'còn xã Gia Phú?']],
    ['the calendar', ['/lich']],
  ])('to a question that gives the same by itself: %s', (_, lines) => {
    const dialogue = open();
    const said = lines.map((line) => say(dialogue, line)).at(-1)!;
    expect(said.kind).toBe('answer');
    expect(said.asks).toBeTruthy();
    expect(open().alone(said.asks!, now)?.text).toBe(said.text);
  });

  it('unless it is none, and never one with a number that belongs to somebody', () => {
    const dialogue = open();
    expect(say(dialogue, 'giá vàng hôm nay').asks).toBeUndefined();
    const said = say(dialogue, 'Ngày bầu cử là ngày nào? Số tôi 0912345678');
    expect(said.kind).toBe('answer');
    expect(said.asks ?? '').not.toContain('0912345678');
  });
});

describe('a link asks', () => {
  it('without a conversation: nothing said in one changes what it gives, and it changes none', () => {
    const dialogue = open();
    say(dialogue, 'Phường Cam Đường thuộc đơn vị bầu cử nào?');
    const before = dialogue.alone('còn xã Gia Phú?', now);
    expect(before?.text).toBe(open().alone('còn xã Gia Phú?', now)?.text);
    expect(say(dialogue, 'còn xã Gia Phú?').kind).toBe('answer');
  });

  it.each([
    '/xoa',
    '#xoa',
    'xóa dữ liệu của tôi',
    '/dangky tất cả',
    'đăng ký nhận thông báo',
    'hủy đăng ký',
    '/thongbao',
    '/start',
    'gặp cán bộ',
  ])('G-15: for nothing that only a person may ask for themselves: %s', (text) => {
    expect(open().alone(text, now)).toBeUndefined();
  });
});
