import { describe, expect, it } from 'vitest';
import type { Announcement, Content, Kind } from '../../src/announcements/announcement.ts';
import type { Finding } from '../../src/announcements/finding.ts';
import { checkText, unresolved } from '../../src/announcements/text-check.ts';
import { draftAnnouncement } from '../contracts/announcement-store.ts';

const issuer = 'Ủy ban bầu cử tỉnh';
const channels = [
  { name: 'telegram', maxTextLength: 4096 },
  { name: 'zalo-oa', maxTextLength: 2000 },
];
const sound = 'Ngày 15/3/2026, cử tri xã Hợp Thành đi bầu từ 7 giờ tại nhà văn hóa thôn.';

function found(changes: Partial<Content>, kind: Kind = 'notice', facts: readonly Finding[] = []) {
  const draft = draftAnnouncement('a');
  const announcement: Announcement = {
    ...draft,
    kind,
    number: 1,
    version: 1,
    content: { text: sound, buttons: [], ...changes },
  };
  return checkText(announcement, { channels, issuer, facts });
}
const codes = (...given: Parameters<typeof found>) => found(...given).map(({ code, severity }) => `${severity} ${code}`);

describe('the text of an announcement', () => {
  it('that says what, when and where has nothing to be mended', () => expect(found({})).toEqual([]));

  it.each([
    ['right-to-left override', 'đi bầu \u202E từ 7 giờ'],
    ['zero-width space', 'đi b\u200Bầu'],
    ['tag characters', 'đi bầu\u{E0041}'],
    ['a soft hyphen', 'đi b\u00ADầu'],
    ['NUL', 'đi bầu\u0000'],
  ])('D-7: with %s cannot be sent, whatever reason is given', (_, text) => {
    const findings = found({ text: `${sound} ${text}` });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['unseen', 'fix']]);
    expect(unresolved(findings, [{ code: 'unseen', reason: 'cố ý' }])).toHaveLength(1);
  });

  it('D-7: with letters of other scripts that look like ours, or marks apart from their letters, cannot be sent', () => {
    expect(codes({ text: `${sound} Ủy bаn` })).toEqual(['fix script']);
    expect(codes({ text: sound.normalize('NFD') })[0]).toBe('fix form');
  });

  it('F-33: without a time or a place asks for a reason', () => {
    const findings = found({ text: 'Bà con nhớ mang theo thẻ cử tri.' });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['when', 'override'],
      ['where', 'override'],
    ]);
    const reasons = [
      { code: 'when', reason: 'nhắc chung' },
      { code: 'where', reason: 'mọi nơi' },
    ];
    expect(unresolved(findings, reasons.slice(0, 1)).map(({ code }) => code)).toEqual(['where']);
    expect(unresolved(findings, reasons)).toEqual([]);
  });

  it('F-33: that contradicts what is known shows the source', () => {
    const source = { title: 'Nghị quyết 199/2025/QH15', publisher: 'Quốc hội', date: '2025-05-21', says: '15/03/2026' };
    const facts: readonly Finding[] = [
      { code: 'fact:election-day', severity: 'override', message: 'Ngày bầu cử khác nguồn.', source },
    ];
    expect(found({}, 'notice', facts)).toMatchObject([{ code: 'fact:election-day', source }]);
  });

  it('F-32: of a drill must not deny that it is one, nor a real one speak of drills', () => {
    expect(codes({ text: `${sound} Đây không phải diễn tập.` }, 'drill')).toEqual(['fix drill']);
    expect(codes({ text: `${sound} Buổi diễn tập.` })).toEqual(['fix drill']);
    expect(codes({ text: 'Thử hệ thống lúc 8 giờ tại tỉnh.' }, 'drill')).toEqual([]);
  });

  it('too long for a channel names the channel, its limit and the length with the lines around it', () => {
    const [finding, ...more] = found({ text: `${sound} ${'a'.repeat(2_000)}` });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'length:zalo-oa', severity: 'fix' });
    expect(finding!.message).toContain('tối đa 2000');
  });

  it.each([
    ['https://laocai.gov.vn/bau-cu', []],
    ['https://quochoi.vn', []],
    ['https://laocai.gov.vn.example.com/x', ['override link:https://laocai.gov.vn.example.com/x']],
    ['http://laocai.gov.vn', ['override link:http://laocai.gov.vn']],
    ['bit.ly/abc', ['override link:bit.ly/abc']],
  ])('with the link %s', (address, expected) => expect(codes({ text: `${sound} ${address}` })).toEqual(expected));

  it.each([
    [{ label: '', value: '/lich' }],
    [{ label: 'x'.repeat(41), value: '/lich' }],
    [{ label: 'Lịch', value: 'ế'.repeat(30) }],
  ])('with a button no platform takes: %j', (button) =>
    expect(found({ buttons: [button] })).toMatchObject([{ severity: 'fix', code: `button:${button.label}` }]),
  );

  it('lists what cannot be sent before what needs a reason', () =>
    expect(codes({ text: 'Bà con nhớ mang thẻ.\u200B' })).toEqual(['fix unseen', 'override when', 'override where']));
});
