import type { MessageImage } from '../../messaging/shown-image.ts';
import type { ImageStore } from './kept.ts';

/** What is wrong with the picture of an announcement, beside its approval: others, or no bytes are kept under the hash that was approved. */
export type ImageFlaw = 'image-changed' | undefined;

export type FindImageFlaw = (announcement: { content: { image?: MessageImage } }) => Promise<ImageFlaw>;

/** Looks every time. */
export const createImageLook =
  (images: Pick<ImageStore, 'isIntact'>): FindImageFlaw =>
  async ({ content: { image } }) =>
    !image || (await images.isIntact(image.sha256)) ? undefined : 'image-changed';

/** How long a look counts: while something is sent it is asked for every second. */
const freshMs = 5_000;

/** Looks every five seconds, while something is sent. Whatever is in between, nothing but the bytes that were approved is read to be sent. */
export function createImageWatch(images: Pick<ImageStore, 'isIntact'>, now: () => Date): FindImageFlaw {
  const look = createImageLook(images);
  const seenAtMs = new Map<string, number>();
  return async (announcement) => {
    const { image } = announcement.content;
    if (!image) return undefined;
    const ageMs = now().getTime() - (seenAtMs.get(image.sha256) ?? Number.NEGATIVE_INFINITY);
    if (ageMs >= 0 && ageMs < freshMs) return undefined;
    const flaw = await look(announcement);
    if (flaw) seenAtMs.delete(image.sha256);
    else seenAtMs.set(image.sha256, now().getTime());
    return flaw;
  };
}
