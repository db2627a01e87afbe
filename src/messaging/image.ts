import type { OutgoingMessage } from './message.ts';
import type { MessageImage } from './shown-image.ts';
import { imageWords } from './words-image.ts';

/** The bytes under a hash; `undefined` where there are none, or others than those of the hash. */
export type ReadImage = (sha256: string) => Promise<Uint8Array | undefined>;

const ending = { 'image/jpeg': 'jpg', 'image/png': 'png' } as const satisfies Record<MessageImage['mediaType'], string>;

/** The name of its file, which says what it is called at a platform too. */
export const imageName = ({ sha256, mediaType }: Pick<MessageImage, 'sha256' | 'mediaType'>): string =>
  `${sha256}.${ending[mediaType]}`;

/** Where our own page has it, without the origin. */
export const imagePath = (image: Pick<MessageImage, 'sha256' | 'mediaType'>): string => `/images/${imageName(image)}`;

/** What a picture is read as by who cannot be shown one, and where it is to be seen. */
export function imageInWords({ image, imageLink, language }: OutgoingMessage): string {
  if (!image) return '';
  const words = imageWords[language ?? 'vi'];
  return [words.alt(image.alt), ...(imageLink === undefined ? [] : [words.link(imageLink)])].join('\n');
}

/** The message for a channel that shows no pictures: what is to be seen is said, and where. */
export function withoutImage(message: OutgoingMessage): OutgoingMessage {
  if (!message.image) return message;
  const { image: _, imageLink: __, ...rest } = message;
  return { ...rest, text: `${message.text}\n\n${imageInWords(message)}` };
}

/** With the address of the picture on our own page, for who is shown none. `page`: its origin; absent: nobody knows. */
export const withImageLink = (message: OutgoingMessage, page: string | undefined): OutgoingMessage =>
  message.image && page !== undefined
    ? { ...message, imageLink: `${page.replace(/\/$/u, '')}${imagePath(message.image)}` }
    : message;
