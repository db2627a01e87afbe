import { describe, expect, it } from 'vitest';
import { createMenus, menuText } from '../../src/messaging/menu.ts';
import type { IncomingContent } from '../../src/messaging/message.ts';

const now = () => new Date('2026-03-01T00:00:00.000Z');
const choices = [
  { label: 'Phường Cam Đường', value: 'noi:1' },
  { label: 'Xã Hợp Thành', value: 'noi:2' },
];

describe('a numbered menu', () => {
  it('numbers the choices below the heading', () => {
    expect(menuText('Trả lời bằng số:', choices)).toBe('Trả lời bằng số:\n1. Phường Cam Đường\n2. Xã Hợp Thành');
  });

  it.each([
    ['2', 'noi:2'],
    [' 2. ', 'noi:2'],
    ['1)', 'noi:1'],
    ['3', undefined],
    ['0', undefined],
    ['2 tháng', undefined],
    ['Xã Hợp Thành', undefined],
  ])('"%s" picks %s', (typed, value) => {
    const menus = createMenus(now);
    menus.shown('zalo-oa:1', choices);
    expect(menus.picked('zalo-oa:1', typed)).toBe(value);
  });

  it('makes a choice of the message that picks one, and leaves every other as it is', () => {
    const menus = createMenus(now);
    menus.shown('zalo-oa:1', choices);
    const message = (content: IncomingContent) => ({
      id: '7',
      chat: 'zalo-oa:1',
      content,
      receivedAt: '2026-03-01T00:00:00.000Z',
    });
    expect(menus.withChoice(message({ kind: 'text', text: '2' }))).toEqual(message({ kind: 'choice', value: 'noi:2' }));
    for (const content of [{ kind: 'text', text: 'hai' }, { kind: 'joined' }] as const)
      expect(menus.withChoice(message(content))).toEqual(message(content));
  });

  it('is of one chat, survives answers, is replaced by a newer one only, and lives half an hour', () => {
    let nowMs = now().getTime();
    const clock = () => new Date(nowMs);
    const menus = createMenus(clock);
    menus.shown('zalo-oa:1', choices);
    expect(menus.picked('zalo-oa:2', '1')).toBeUndefined();
    menus.shown('zalo-oa:1', undefined);
    expect(menus.picked('zalo-oa:1', '1')).toBe('noi:1');
    menus.shown('zalo-oa:1', [{ label: 'Khác', value: 'khac' }]);
    expect([menus.picked('zalo-oa:1', '1'), menus.picked('zalo-oa:1', '2')]).toEqual(['khac', undefined]);
    nowMs += 31 * 60_000;
    expect(menus.picked('zalo-oa:1', '1')).toBeUndefined();
  });

  it('A-6: is forgotten when too many other chats were shown one since', () => {
    const menus = createMenus(now, 2);
    for (const chat of ['a', 'b', 'a', 'c']) menus.shown(chat, choices);
    expect(['a', 'b', 'c'].map((chat) => menus.picked(chat, '1') !== undefined)).toEqual([true, false, true]);
  });
});
