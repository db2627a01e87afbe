import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/importing/charset.ts';

const text = 'Cử tri phường Mẫu Sơn đi bỏ phiếu; độc lập, tự do, hạnh phúc. Đường, ăn, ở, ước mơ.';

/** windows-1258 as an encoder would write it: base letters single bytes, tone marks after them. */
function windows1258(value: string): Uint8Array {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte]),
  );
  const tone = (letter: string) => {
    const parts = letter.normalize('NFD');
    const mark = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(parts)?.[0] ?? '';
    return parts.replace(mark, '').normalize('NFC') + mark;
  };
  return Uint8Array.from(
    Array.from(value.normalize('NFC')).flatMap((letter) => Array.from(tone(letter)).map((part) => table.get(part) ?? 0x3f)),
  );
}

describe('the encoding of a saved file', () => {
  const html = (charset: string) => `<meta charset="${charset}"><p>${text}</p>`;
  it.each<[string, Uint8Array, string | undefined]>([
    ['UTF-8', Buffer.from(html('utf-8')), undefined],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${html('utf-8')}`), undefined],
    ['decomposed UTF-8', Buffer.from(html('utf-8').normalize('NFD')), undefined],
    ['UTF-8 that calls itself windows-1258', Buffer.from(html('windows-1258')), undefined],
    ['windows-1258', windows1258(html('windows-1258')), 'read as windows-1258'],
    ['windows-1258 that calls itself UTF-8', windows1258(html('utf-8')), 'read as windows-1258, although it says utf-8'],
    ['windows-1258 that says nothing', windows1258(text), 'read as windows-1258'],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${html('utf-16')}`, 'utf16le'), 'read as UTF-16LE'],
    ['UTF-16 without one', Buffer.from(html('utf-16'), 'utf16le'), 'read as UTF-16LE'],
    ['big-endian UTF-16', Buffer.from(`\ufeff${html('utf-16')}`, 'utf16le').swap16(), 'read as UTF-16BE'],
  ])('%s is recognised', (_, bytes, note) => {
    const decoded = decodeText(bytes);
    expect(decoded).toMatchObject({ kind: 'text', text: expect.stringContaining(text) as string });
    expect(decoded.kind === 'text' && decoded.note).toBe(note ?? undefined);
  });

  it.each<[string, Uint8Array, RegExp]>([
    // "Chủ tịch Ủy ban nhân dân" in TCVN3, the encoding of .VnTime fonts.
    ['TCVN3', Buffer.from('Chñ tÞch ñy ban nh©n d©n tØnh', 'latin1'), /could not be recognised; it may be TCVN3/u],
    ['damaged UTF-8', Buffer.concat([Buffer.from(text), Buffer.from([0xe1, 0xbb])]), /is not UTF-8/u],
    ['an image', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x81, 0x9d]), /is not UTF-8/u],
    ['an unknown charset', Buffer.from('<meta charset="vps">Chñ tÞch', 'latin1'), /it says vps/u],
    ['half a letter of UTF-16', Buffer.from([0xff, 0xfe, 0x43, 0x00, 0x31]), /looks like UTF-16LE but is damaged/u],
  ])('%s is named, not guessed at', (_, bytes, reason) => {
    expect(decodeText(bytes)).toMatchObject({ kind: 'unreadable', reason: expect.stringMatching(reason) as string });
  });

  it('is found out for any bytes without failing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeText(bytes)));
  });
});
