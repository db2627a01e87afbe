import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkedImage, imageLimits } from '../../../src/announcements/images/checking.ts';
import { createImageReader } from '../../../src/announcements/images/reading.ts';
import { exif, gpsTag, jpeg, orientationTag, png, tiff } from '../../fakes/pictures.ts';

const alt = 'Bản đồ đường đến nhà văn hóa thôn';

describe('a picture for an announcement', () => {
  it('is kept under the hash of its bytes, with its size and what is said of it in one line', () => {
    const bytes = png({ width: 640, height: 480 });
    expect(checkedImage(bytes, `  Bản đồ\n đường  `)).toEqual({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...{ mediaType: 'image/png', width: 640, height: 480, size: bytes.length, alt: 'Bản đồ đường' },
    });
    expect(checkedImage(jpeg({ width: 300, height: 200 }), alt)).toMatchObject({
      mediaType: 'image/jpeg',
      width: 300,
      height: 200,
    });
  });

  it('of a phone that was held upright is as wide as it is shown', () => {
    expect(checkedImage(jpeg({ width: 300, height: 200, beside: [exif({ [orientationTag]: 6 })] }), alt)).toMatchObject({
      width: 200,
      height: 300,
    });
  });

  it.each([
    ['a GIF', Buffer.from('GIF89a\x40\0\x30\0\0\0\0;', 'latin1'), 'kind'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>'), 'kind'],
    ['a page that calls itself a picture', Buffer.from('<html>'), 'kind'],
    ['nothing', Buffer.alloc(0), 'kind'],
    ['a PNG that broke off', png().subarray(0, 40), 'broken'],
    ['a JPEG that broke off', jpeg().subarray(0, -2), 'broken'],
    ['a JPEG without a frame', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'broken'],
    ['an animated PNG', png({ beside: { acTL: Buffer.alloc(8) } }), 'animated'],
    ['more than 5 MB', Buffer.concat([jpeg(), Buffer.alloc(imageLimits.bytes)]), 'too-large'],
    ['a dot', png({ width: 1, height: 1 }), 'dimensions'],
    ['a line', png({ width: 3_000, height: 40 }), 'dimensions'],
    ['more pixels than a phone holds', png({ width: 9_000, height: 1_200 }), 'dimensions'],
    ['a JPEG that says where it was taken', jpeg({ beside: [exif({ [orientationTag]: 1, [gpsTag]: 26 })] }), 'place'],
    ['a PNG that says where it was taken', png({ beside: { eXIf: tiff({ [gpsTag]: 26 }) } }), 'place'],
    [
      'XMP that says where it was taken',
      jpeg({ beside: [Buffer.from('http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude="22,20N"/>')] }),
      'place',
    ],
    ['an Exif block nobody can read', jpeg({ beside: [Buffer.from('Exif\0\0MM\0*\0\0\xff\xff', 'latin1')] }), 'place'],
    ['compressed text that could say it', png({ beside: { zTXt: Buffer.from('x\0\0?') } }), 'place'],
  ])('is not %s', (_, bytes, fault) => {
    expect(checkedImage(bytes, alt)).toBe(fault);
  });

  it('has to be described, in no more than 300 characters', () => {
    expect(checkedImage(png(), ' \n ')).toBe('no-alt');
    expect(checkedImage(png(), 'ă'.repeat(301))).toBe('alt-too-long');
    expect(checkedImage(png(), 'ă'.repeat(300))).toMatchObject({ alt: 'ă'.repeat(300) });
  });

  it('is read only as the bytes of its hash', async () => {
    const bytes = png();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    let kept: Buffer | undefined = png({ seed: 'another' });
    const read = createImageReader({ get: async () => kept });
    expect(await read(sha256)).toBeUndefined();
    kept = bytes;
    expect(await read(sha256)).toBe(bytes);
  });
});
