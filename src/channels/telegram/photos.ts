/** Pictures as Telegram takes them (https://core.telegram.org/bots/api#sendphoto). */
import { z } from 'zod';
import { imageName, type ReadImage } from '../../messaging/image.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import { createSharedUploads } from '../shared-uploads.ts';
import type { TelegramAnswer, TelegramApi, TelegramCall } from './api.ts';

/** UTF-16 code units, once parsed. */
export const telegramMaxCaptionLength = 1_024;
/** Of one upload: 5 MB over a slow line. */
const uploadDeadlineMs = 25_000;

const sentPhoto = z.object({ photo: z.array(z.object({ file_id: z.string().min(1) })).min(1) });
type Caption = Omit<TelegramCall<'sendPhoto'>, 'photo'>;

/** Sends a picture; `missing`: we do not have its bytes. */
export type SendPhoto = (image: MessageImage, caption: Caption) => Promise<TelegramAnswer | { kind: 'missing' }>;

export function createPhotoSending(api: TelegramApi, readImage: ReadImage, now: () => Date): SendPhoto {
  const uploads = createSharedUploads<TelegramAnswer | { kind: 'missing' }>(now);

  async function upload(image: MessageImage, caption: Caption) {
    const bytes = await readImage(image.sha256);
    if (!bytes) return { result: { kind: 'missing' as const } };
    const photo = { source: Buffer.from(bytes), filename: imageName(image) };
    const result = await api.call('sendPhoto', { ...caption, photo }, { deadlineMs: uploadDeadlineMs });
    // The largest stands last.
    const id = result.kind === 'ok' ? sentPhoto.safeParse(result.result).data?.photo.at(-1)?.file_id : undefined;
    return { id, result };
  }

  return async (image, caption) => {
    const first = () => upload(image, caption);
    const answer = await uploads.send(image.sha256, {
      known: (photo) => api.call('sendPhoto', { ...caption, photo }),
      first,
    });
    const isForgotten =
      answer.kind === 'refused' && answer.code === 400 && /file identifier|file_id|file reference/iu.test(answer.description);
    if (!isForgotten) return answer;
    uploads.forget(image.sha256);
    return uploads.send(image.sha256, { known: (photo) => api.call('sendPhoto', { ...caption, photo }), first });
  };
}
