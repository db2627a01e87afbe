import { describe, expect, it } from 'vitest';
import { isTrustedHost, signsOf } from '../../../src/answering/question/rumour-signs.ts';

describe('links in a text', () => {
  it.each([
    ['xem https://baucu.example/tin?id=1 nhé', ['baucu.example']],
    ['vào www.Nhan-Qua.vip/abc.', ['nhan-qua.vip']],
    ['(http://a.vn), “b.com” và a.vn', ['a.vn', 'b.com']],
    ['laocai.gov.vn', ['laocai.gov.vn']],
    ['vào nhan-qua.top, nhập mã ở qua.vip! Hoặc qua.xyz.', ['nhan-qua.top', 'qua.vip', 'qua.xyz']],
    ['https://a.vn:8080/x', ['a.vn']],
    ['https://a.vn.', ['a.vn']],
    ['https://a.vn…', ['a.vn']],
    ['HTTPS://A.VN#x', ['a.vn']],
    ['bit.ly/3x', ['bit.ly']],
  ])('"%s": %j', (text, links) => expect(signsOf(text).links).toEqual(links));

  it.each(['họp lúc 7.30', 'xong.Mai', 'xã.huyện', 'http://', 'www.', 'ông A.B.C', 'https://?x', `${'a'.repeat(64)}.com`])(
    '"%s" is none',
    (text) => expect(signsOf(text).links).toEqual([]),
  );

  it('a word without end is looked at only at its beginning', () => {
    expect(signsOf(`https://${'a'.repeat(1_000)}.vn`).links).toEqual(['a'.repeat(492)]);
  });
});

describe('a lure', () => {
  it.each(['Bạn đã trúng thưởng', 'chuyen khoan 50k', 'gửi mã OTP', 'nhận quà tặng ngay'])('%s', (text) =>
    expect(signsOf(text).lures).toBe(true),
  );
  it.each(['Ngày bầu cử 15/3', 'thông tin tiền lương'])('not: %s', (text) => expect(signsOf(text).lures).toBe(false));
});

it.each([
  ['laocai.gov.vn', true],
  ['gov.vn', true],
  ['baolaocai.vn', true],
  ['m.baolaocai.vn', true],
  ['gov.vn.example.com', false],
  ['fakegov.vn', false],
  ['xbaolaocai.vn', false],
  ['example.com', false],
])('%s is a host to trust: %s', (host, expected) =>
  expect(isTrustedHost(host, ['other.example', 'baolaocai.vn'])).toBe(expected),
);
