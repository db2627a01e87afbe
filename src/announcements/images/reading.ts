import { createHash } from 'node:crypto';
import type { ReadImage } from '../../messaging/image.ts';
import { dropOldest } from '../../messaging/recent.ts';
import type { ImageStore } from './kept.ts';

/** Pictures held in memory: few are sent at a time, each at most 5 MB. */
const mostHeld = 4;

/** Reads pictures to be sent or shown: nothing but bytes of the hash they are asked by leaves it. */
export function createImageReader(images: Pick<ImageStore, 'get'>): ReadImage {
  const held = new Map<string, Promise<Uint8Array | undefined>>();
  const read = async (sha256: string): Promise<Uint8Array | undefined> => {
    const bytes = await images.get(sha256);
    return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : undefined;
  };
  return (sha256) => {
    const before = held.get(sha256);
    if (before) return before;
    const reading = read(sha256).then((bytes) => {
      // What is not there now may be there the next time.
      if (!bytes) held.delete(sha256);
      return bytes;
    });
    reading.catch(() => held.delete(sha256));
    held.set(sha256, reading);
    dropOldest(held, mostHeld);
    return reading;
  };
}
