import { crc32, deflateSync } from 'node:zlib';

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const u16 = (value: number): Buffer => u32(value).subarray(2);

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  return Buffer.concat([u32(body.length), named, u32(crc32(named))]);
}

/** A PNG that every reader shows: black, with `beside` (type of chunk → body) before the pixels. `seed` makes it another one. */
export function png({
  width = 64,
  height = 48,
  seed = '',
  beside = {},
}: {
  width?: number;
  height?: number;
  seed?: string;
  beside?: Record<string, Buffer>;
} = {}): Buffer {
  const header = Buffer.concat([u32(width), u32(height), Buffer.from([1, 0, 0, 0, 0])]);
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(seed === '' ? [] : [chunk('tEXt', Buffer.from(`Comment\0${seed}`, 'latin1'))]),
    ...Object.entries(beside).map(([type, body]) => chunk(type, body)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);

/** What stands before and after the pixels of a JPEG. */
export function jpeg({
  width = 64,
  height = 48,
  beside = [],
}: {
  width?: number;
  height?: number;
  beside?: readonly Buffer[];
} = {}): Buffer {
  const frame = Buffer.concat([Buffer.from([8]), u16(height), u16(width), Buffer.from([1, 1, 0x11, 0])]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...beside.map((body) => segment(0xe1, body)),
    segment(0xc0, frame),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0, 0xff, 0xd9]),
  ]);
}

/** An Exif block with tags (all of them short numbers, 1), as a camera writes it. */
export function tiff(tags: Readonly<Record<number, number>>): Buffer {
  const entries = Object.entries(tags).map(([tag, value]) =>
    Buffer.concat([u16(Number(tag)), u16(3), u32(1), u16(value), u16(0)]),
  );
  return Buffer.concat([Buffer.from('MM\0*', 'latin1'), u32(8), u16(entries.length), ...entries, u32(0)]);
}

export const exif = (tags: Readonly<Record<number, number>>): Buffer =>
  Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(tags)]);
export const gpsTag = 0x8825;
export const orientationTag = 0x0112;
