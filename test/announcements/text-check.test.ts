import { describe, expect, it } from 'vitest';
import type { Announcement, Content, Kind } from '../../src/announcements/announcement.ts';
import type { Finding } from '../../src/announcements/finding.ts';
import { type ChannelLimits, rendered, renderedAlone, renderedTranslations } from '../../src/announcements/rendering.ts';
import { checkText, unresolved } from '../../src/announcements/text-check.ts';
import { withImageLink, withoutImage } from '../../src/messaging/image.ts';
import type { MessageImage } from '../../src/messaging/shown-image.ts';
import { draftAnnouncement } from '../contracts/announcement-store.ts';

const issuer = 'Ủy ban bầu cử tỉnh';
const channels = [
  { name: 'telegram', maxTextLength: 4096 },
  { name: 'zalo-oa', maxTextLength: 2000 },
];
const sound = 'Ngày 15/3/2026, cử tri xã Hợp Thành đi bầu từ 7 giờ tại nhà văn hóa thôn.';

function announced(changes: Partial<Content>, kind: Kind = 'notice'): Announcement {
  return { ...draftAnnouncement('a'), kind, number: 1, version: 1, content: { text: sound, buttons: [], ...changes } };
}
const found = (changes: Partial<Content>, kind: Kind = 'notice', facts: readonly Finding[] = []) =>
  checkText(announced(changes, kind), { channels, issuer, facts });
/** Whether it may go out on a channel that takes messages of so many characters. */
function fits(announcement: Announcement, maxTextLength: number, picture?: ChannelLimits['picture']): boolean {
  const channel = { name: 'kênh', maxTextLength, ...(picture ? { picture } : {}) };
  return !checkText(announcement, { channels: [channel], issuer, facts: [] }).some(({ code }) => code.includes('length:kênh'));
}
const image: MessageImage = {
  ...{ sha256: 'ab'.repeat(32), mediaType: 'image/png', width: 800, height: 600, size: 1_000 },
  alt: 'Sơ đồ phòng bỏ phiếu',
};
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

  it.each<[string, Partial<Content>]>([
    ['label of a button', { buttons: [{ label: 'Lịch\u200B', value: '/lich' }] }],
    ['value of a button', { buttons: [{ label: 'Lịch', value: '/lich\u200B' }] }],
    ['words of a picture', { image: { ...image, alt: `${image.alt}\u200B` } }],
  ])('D-7: with something hidden in the %s cannot be sent either', (_, changes) => {
    expect(codes(changes)).toEqual(['fix unseen']);
  });

  it('is not read as one word with the button below it', () => {
    const buttons = [{ label: 'com', value: '/lich' }];
    expect(codes({ text: `${sound} https://laocai.gov.vn`, buttons })).toEqual([]);
  });

  it('may be as long as a channel takes, with the lines around it, and not one character longer', () => {
    const held = announced({});
    const whole = rendered(held, issuer).text.length;
    expect([fits(held, whole), fits(held, whole - 1)]).toEqual([true, false]);
  });

  it('with a picture leaves room for its words and its address on a channel that shows none', () => {
    const held = announced({ image });
    const whole = rendered(held, issuer);
    const inWords = withoutImage(withImageLink(whole, 'https://cutri.laocai.gov.vn')).text.length;
    expect([fits(held, whole.text.length, {}), fits(held, whole.text.length - 1, {})]).toEqual([true, false]);
    expect([fits(held, inWords + 200), fits(held, inWords - 1)]).toEqual([true, false]);
  });

  it('of a correction is counted as who never got the first announcement reads it', () => {
    const held: Announcement = { ...announced({}, 'correction'), about: { id: 'b', number: 3, text: 'Đi bầu từ 8 giờ.' } };
    const whole = renderedAlone(held, issuer)!.text.length;
    expect([fits(held, whole), fits(held, whole - 1)]).toEqual([true, false]);
  });

  it('with buttons that platforms take has nothing to be mended, and one that says nothing back cannot be sent', () => {
    const buttons = [{ label: 'x'.repeat(40), value: 'y'.repeat(64) }];
    expect(found({ buttons })).toEqual([]);
    expect(codes({ buttons: [{ label: 'Lịch', value: '' }] })).toEqual(['fix button:Lịch']);
  });

  it('that denies to be a drill is told so once where it is none', () => {
    expect(codes({ text: `${sound} Đây không phải diễn tập.` })).toEqual(['fix drill']);
  });

  it.each(['correction', 'retraction', 'reminder', 'emergency'] as const)('of a %s may leave out when and where', (kind) => {
    expect(codes({ text: 'Bà con nhớ mang theo thẻ cử tri.' }, kind)).toEqual([]);
  });

  it('that a template cannot carry asks for a reason, but nobody gives one for a reminder', () => {
    const template = { id: 't', parameters: [{ name: 'a', field: 'title' as const, most: 10 }], priceVnd: 300 };
    const limits = [{ name: 'zalo-oa', maxTextLength: 2000, template }];
    const withTemplate = (kind: Kind) => checkText(announced({}, kind), { channels: limits, issuer, facts: [] });
    expect(withTemplate('notice')).toMatchObject([{ code: 'template:title', severity: 'override' }]);
    expect(withTemplate('reminder')).toEqual([]);
  });

  it('lists what cannot be sent first, also where it stands in another language', () =>
    expect(codes({ text: 'Bà con nhớ mang thẻ.', translations: { en: 'Bring your card.\u200B', hmn: ' ' } })).toEqual([
      'fix hmn:empty',
      'fix en:unseen',
      'override when',
      'override where',
    ]));
});

describe('the text of an emergency template', () => {
  const terms = { blanks: [{ name: 'nơi mới', type: 'place' as const, most: 60 }], hours: 12 };
  const text = `${sound} Đến {nơi mới}.`;

  it('whose blanks are not those it declares cannot be sent', () => {
    expect(codes({ text, terms }, 'template')).toEqual([]);
    expect(codes({ text: `${sound} Đến {chỗ khác}.`, terms }, 'template')).toEqual([
      'fix blank-unused:nơi mới',
      'fix blank-undefined:chỗ khác',
    ]);
  });

  it('is as long as it gets with its blanks full', () => {
    const held = announced({ text, terms }, 'template');
    const whole = rendered(held, issuer).text.length - '{nơi mới}'.length + 60;
    expect([fits(held, whole), fits(held, whole - 1)]).toEqual([true, false]);
  });
});

describe('a version of an announcement in another language', () => {
  const hmn = 'Hnub 15/3/2026, xã Hợp Thành, 7:00.';
  const inHmong = (text: string, changes: Partial<Content> = {}) => codes({ translations: { hmn: text }, ...changes });

  it.each([
    ['is sound', hmn, []],
    ['says nothing', ' \n', ['fix hmn:empty', 'override hmn:differs:[["15/3","7:00","2026"],[]]']],
    ['has something hidden', `${hmn}\u200B`, ['fix hmn:unseen']],
    ['has a control character', `${hmn}\u0007`, ['fix hmn:unseen']],
    ['has letters that look like ours', `${hmn} Hnubа`, ['fix hmn:script']],
    ['has marks apart from their letters', hmn.normalize('NFD'), ['fix hmn:form']],
    ['leads to an official page', `${hmn} https://laocai.gov.vn/15-3`, []],
    ['leads elsewhere', `${hmn} Bit.ly/7x9`, ['override hmn:link:bit.ly/7x9']],
    ['says two figures, an address between them', `${hmn} 9 laocai.gov.vn:30`, ['override hmn:differs:[[],["9","30"]]']],
    ['says another day', hmn.replace('15/3', '16/3'), ['override hmn:differs:[["15/3"],["16/3"]]']],
  ])('that %s: %j', (_, text, expected) => {
    expect(inHmong(text)).toEqual(expected);
  });

  it('is named in what is said of it', () => {
    const [finding] = found({ translations: { hmn: `${hmn}\u200B` } });
    expect(finding!.message).toBe(
      'Bản tiếng Mông: Văn bản có ký tự ẩn hoặc ký tự đảo chiều chữ. Hãy gõ lại đoạn đó, đừng dán từ nơi khác.',
    );
  });

  it('may be as long as a channel takes, with the lines around it, and not one character longer', () => {
    const held = announced({ translations: { hmn: hmn.repeat(5) } });
    const whole = renderedTranslations(held, issuer)[0]!.message.text.length;
    expect([fits(held, whole), fits(held, whole - 1)]).toEqual([true, false]);
  });

  it('with a picture leaves room for its words and its address on a channel that shows none', () => {
    const held = announced({ image, translations: { hmn: hmn.repeat(5) } });
    const whole = renderedTranslations(held, issuer)[0]!.message;
    const inWords = withoutImage(withImageLink(whole, 'https://cutri.laocai.gov.vn')).text.length;
    expect([fits(held, whole.text.length, {}), fits(held, whole.text.length - 1, {})]).toEqual([true, false]);
    expect([fits(held, inWords + 200), fits(held, inWords - 1)]).toEqual([true, false]);
  });

  it('of a correction is counted as who never got the first announcement reads it', () => {
    const about = { id: 'b', number: 3, text: 'Cũ.', translations: { hmn: 'Hnub 14/3/2026.'.repeat(9) } };
    const held: Announcement = { ...announced({ translations: { hmn } }, 'correction'), about };
    const whole = renderedTranslations(held, issuer)[0]!.alone!.text.length;
    expect([fits(held, whole), fits(held, whole - 1)]).toEqual([true, false]);
  });

  it('that a correction or a retraction leaves out asks for a reason, and no other', () => {
    const about = { id: 'b', number: 3, translations: { hmn, en: 'On 15 March 2026 from 7 am.' } };
    const held: Announcement = { ...announced({ translations: { hmn } }, 'retraction'), about };
    expect(checkText(held, { channels, issuer, facts: [] })).toMatchObject([
      { code: 'en:not-followed', severity: 'override', message: expect.stringContaining('Thông báo số 3 có bản tiếng Anh') },
    ]);
    const without: Announcement = { ...announced({}, 'retraction'), about };
    expect(checkText(without, { channels, issuer, facts: [] }).map(({ code }) => code)).toEqual([
      'hmn:not-followed',
      'en:not-followed',
    ]);
  });

  it('of a template has the same blanks, whose names say no figure', () => {
    const terms = { blanks: [{ name: 'điểm 2', type: 'place' as const, most: 60 }], hours: 12 };
    const inTemplate = (translated: string) =>
      codes({ text: `${sound} Đến {điểm 2}.`, terms, translations: { hmn: translated } });
    expect(inTemplate(`${hmn} {điểm 2}`)).toEqual([]);
    expect(inTemplate(hmn)).toEqual(['fix hmn:blank-unused:điểm 2']);
    expect(inTemplate(`${hmn} {điểm 2} {chỗ 5}`)).toEqual(['fix hmn:blank-undefined:chỗ 5']);
    const held = announced({ text: `${sound} {điểm 2}`, terms, translations: { hmn: `${hmn.repeat(5)} {điểm 2}` } }, 'template');
    const whole = renderedTranslations(held, issuer)[0]!.message.text.length - '{điểm 2}'.length + 60;
    expect([fits(held, whole), fits(held, whole - 1)]).toEqual([true, false]);
  });

  it('makes one figure of none that a blank stands between', () => {
    const terms = { blanks: [{ name: 'nơi', type: 'place' as const, most: 60 }], hours: 12 };
    expect(codes({ text: `${sound} Tầng 2{nơi}3.`, terms, translations: { hmn: `${hmn} 2 {nơi} 3` } }, 'template')).toEqual([]);
  });

  it('of a template with wrong terms says so once, of the Vietnamese text', () => {
    const terms = { blanks: [], hours: 0 };
    expect(codes({ terms, translations: { hmn } }, 'template')).toEqual(['fix hours:']);
  });
});
