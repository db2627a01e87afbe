import { expect, it } from 'vitest';
import { menuText } from '../../src/messaging/menu.ts';

it('a menu numbers the choices below the heading', () => {
  const choices = [
    { label: 'Phường Cam Đường', value: 'noi:1' },
    { label: 'Xã Hợp Thành', value: 'noi:2' },
  ];
  expect(menuText('Trả lời bằng số:', choices)).toBe('Trả lời bằng số:\n1. Phường Cam Đường\n2. Xã Hợp Thành');
});
