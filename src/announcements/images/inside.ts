/** What stands beside the pixels of a JPEG (ITU-T T.81, Annex B) or a PNG (https://www.w3.org/TR/png-3/#5DataRep). */
import type { MessageImage } from '../../messaging/shown-image.ts';

interface Segment {
  /** Marker of a JPEG, e.g. `e1`; type of a chunk of a PNG, e.g. `eXIf`. */
  name: string;
  body: Buffer;
}

function* segmentsOf(bytes: Buffer, mediaType: MessageImage['mediaType']): Generator<Segment> {
  yield* mediaType === 'image/png' ? chunksOf(bytes) : markersOf(bytes);
}

function* chunksOf(bytes: Buffer): Generator<Segment> {
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    yield { name: bytes.toString('latin1', at + 4, at + 8), body: bytes.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

/** Up to the pixels. */
function* markersOf(bytes: Buffer): Generator<Segment> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (marker === 0xda || length < 2) return;
    yield { name: marker.toString(16), body: bytes.subarray(at + 4, at + 2 + length) };
    at += 2 + length;
  }
}

/** Whether it is more than one picture. A JPEG never is. */
export function isAnimated(bytes: Buffer, mediaType: MessageImage['mediaType']): boolean {
  if (mediaType !== 'image/png') return false;
  for (const { name } of chunksOf(bytes)) if (name === 'acTL') return true;
  return false;
}

/** Where XMP keeps a place, in whatever form of XML. */
const placeInXmp = Buffer.from('GPSL');

/** Whether it says where it was taken: a phone writes that into every photo, and everybody who gets it could read the photographer's home. */
export function placeIn(bytes: Buffer, mediaType: MessageImage['mediaType']): boolean {
  for (const { name, body } of segmentsOf(bytes, mediaType)) {
    if (name === 'e1' && body.toString('latin1', 0, 6) === 'Exif\0\0' && hasGps(body.subarray(6))) return true;
    if (name === 'eXIf' && hasGps(body)) return true;
    // Compressed text could hold anything: nobody needs it in a picture for everyone.
    if (name === 'zTXt' || (name === 'iTXt' && isCompressed(body))) return true;
    if ((name === 'e1' || name === 'iTXt' || name === 'tEXt') && body.includes(placeInXmp)) return true;
  }
  return false;
}

/** https://www.w3.org/TR/png-3/#11iTXt: keyword, 0, compression flag. */
const isCompressed = (body: Buffer): boolean => body[body.indexOf(0) + 1] === 1;

const gpsTag = 0x8825;

/** Whether the first directory of an Exif block points to one of a place (CIPA DC-008, 4.6.3); one that cannot be read counts as if it did. */
function hasGps(tiff: Buffer): boolean {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const number = (at: number, long = false): number =>
    long ? (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)) : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  try {
    const directory = number(4, true);
    const entries = number(directory);
    for (let entry = 0; entry < entries; entry += 1) if (number(directory + 2 + entry * 12) === gpsTag) return true;
    return false;
  } catch {
    return true;
  }
}
