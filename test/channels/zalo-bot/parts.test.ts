import { describe, expect, it } from 'vitest';
import { botMaxTextLength, botParts } from '../../../src/channels/zalo-bot/parts.ts';

const choices = [
  { label: 'Hôm nay', value: 'a' },
  { label: 'Ngày mai', value: 'b' },
];
const long = 'Danh sách các điểm bỏ phiếu của xã. '.repeat(100).trim();

describe('what somebody sees of a message of a Zalo bot', () => {
  it.each([
    ['is its text where nothing is to be chosen', {}],
    ['is its text where a list of choices is empty', { choices: [] }],
  ])('%s', (_, none) => expect(botParts({ text: 'Vâng.', ...none })).toMatchObject([{ text: 'Vâng.' }]));

  it('ends with what can be chosen, by number', () => {
    const [part, ...more] = botParts({ text: 'Bạn hỏi ngày nào?', choices });
    expect(part!.text).toMatch(/^Bạn hỏi ngày nào\?\n[\s\S]*1\. Hôm nay[\s\S]*2\. Ngày mai/u);
    expect(more).toEqual([]);
  });

  it('is in parts that Zalo takes; what can be chosen stands whole in the last of them', () => {
    for (const message of [{ text: long }, { text: long, choices }]) {
      const parts = botParts(message);
      expect(parts.length).toBeGreaterThan(1);
      for (const { text } of parts) expect(text.length).toBeLessThanOrEqual(botMaxTextLength);
    }
    expect(botParts({ text: long, choices }).at(-1)!.text).toMatch(/1\. Hôm nay[\s\S]*2\. Ngày mai/u);
  });
});
