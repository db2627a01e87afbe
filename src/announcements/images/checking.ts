import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import type { MessageImage } from '../../messaging/shown-image.ts';
import { isAnimated, placeIn } from './inside.ts';

/** What an announcement's picture may be. `alt` in UTF-16 code units. */
export const imageLimits = { bytes: 5 * 1024 * 1024, shortestSide: 32, sidesTogether: 10_000, ratio: 20, alt: 300 } as const;

/** Why a picture is not taken. */
export type ImageFault =
  | 'kind'
  | 'broken'
  | 'animated'
  | 'too-large'
  | 'dimensions'
  | 'place'
  | 'no-alt'
  | 'alt-too-long'
  | 'gone';

const types: Record<string, MessageImage['mediaType']> = { jpg: 'image/jpeg', png: 'image/png' };
const jpegBegin = Buffer.from([0xff, 0xd8, 0xff]);
const jpegEnd = Buffer.from([0xff, 0xd9]);
const pngBegin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngEnd = Buffer.from('IEND');

/**
 * A picture as it is kept, or why it is not taken. The limits are Telegram's (https://core.telegram.org/bots/api#sendphoto: sides together at most 10,000,
 * one at most 20 times the other) but for the size, which every platform of ours and a phone on a slow network can take.
 */
export function checkedImage(given: Uint8Array, alt: string): MessageImage | ImageFault {
  const shown = checkedPixels(given);
  if (typeof shown === 'string') return shown;
  const said = plainAlt(alt);
  return altFault(said) ?? { ...shown, alt: said };
}

/** The same of the bytes alone, before anybody has said what is to be seen. */
export function checkedPixels(given: Uint8Array): Omit<MessageImage, 'alt'> | ImageFault {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length > imageLimits.bytes) return 'too-large';
  const measured = measure(bytes);
  if (typeof measured === 'string') return measured;
  const { mediaType, width, height } = measured;
  if (isAnimated(bytes, mediaType)) return 'animated';
  if (placeIn(bytes, mediaType)) return 'place';
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const { shortestSide, sidesTogether, ratio } = imageLimits;
  if (short < shortestSide || width + height > sidesTogether || long > short * ratio) return 'dimensions';
  return { sha256: createHash('sha256').update(bytes).digest('hex'), mediaType, width, height, size: bytes.length };
}

/** One line, without what is typed around it. */
export const plainAlt = (typed: string): string => typed.normalize('NFC').trim().replace(/\s+/gu, ' ');

/** What is wrong with what is said of a picture. */
export const altFault = (alt: string): ImageFault | undefined =>
  alt === '' ? 'no-alt' : alt.length > imageLimits.alt ? 'alt-too-long' : undefined;

function measure(bytes: Buffer): Pick<MessageImage, 'mediaType' | 'width' | 'height'> | ImageFault {
  const isJpeg = bytes.subarray(0, 3).equals(jpegBegin);
  if (!isJpeg && !bytes.subarray(0, 8).equals(pngBegin)) return 'kind';
  // Of a picture whose sending broke off platforms show half.
  if (isJpeg ? bytes.lastIndexOf(jpegEnd) < 0 : bytes.lastIndexOf(pngEnd) < 0) return 'broken';
  try {
    const { type = '', width, height, orientation = 1 } = imageSize(bytes);
    const mediaType = types[type];
    if (mediaType === undefined || !(width > 0) || !(height > 0)) return 'broken';
    // From 5 on it lies on its side.
    return orientation >= 5 ? { mediaType, width: height, height: width } : { mediaType, width, height };
  } catch {
    return 'broken';
  }
}
