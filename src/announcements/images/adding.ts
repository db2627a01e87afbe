import type { MessageImage } from '../../messaging/shown-image.ts';
import { checkedImage, checkedPixels, type ImageFault } from './checking.ts';
import type { ImageStore } from './kept.ts';

/** A picture as it is given: its bytes, or the hash of bytes that are kept already. */
export type GivenImage = { bytes: Uint8Array } | { sha256: string };

/** Checks a picture and keeps it, to be put into the content of an announcement: nothing refers to it before. */
export async function keepImage(images: ImageStore, given: GivenImage, alt: string): Promise<MessageImage | ImageFault> {
  const bytes = 'bytes' in given ? given.bytes : await images.get(given.sha256);
  if (!bytes) return 'gone';
  const checked = checkedImage(bytes, alt);
  if (typeof checked === 'string') return checked;
  if ('sha256' in given && checked.sha256 !== given.sha256) return 'gone';
  await images.put(checked.sha256, bytes);
  return checked;
}

/** Checks the bytes of a picture and keeps them for `keepImage`, while somebody is asked what is to be seen on it. Gives its hash. */
export async function holdImage(images: ImageStore, bytes: Uint8Array): Promise<{ sha256: string } | ImageFault> {
  const checked = checkedPixels(bytes);
  if (typeof checked === 'string') return checked;
  await images.put(checked.sha256, bytes);
  return { sha256: checked.sha256 };
}
