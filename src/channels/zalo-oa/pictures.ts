/** Pictures of an Official Account (https://developers.zalo.me/docs/official-account/tin-nhan/quan-ly-tai-san/upload-hinh-anh). */
import { z } from 'zod';
import { imageName, type ReadImage } from '../../messaging/image.ts';
import type { MessageImage } from '../../messaging/shown-image.ts';
import { createSharedUploads } from '../shared-uploads.ts';
import type { ZaloOaAnswer, ZaloOaApi } from './api.ts';

/** Zalo takes no larger ones. */
export const oaMaxImageBytes = 1024 * 1024;
/** What was uploaded is gone after seven days; a day before that it is uploaded anew. */
const lifeMs = 6 * 24 * 3_600_000;

const uploaded = z.object({ attachment_id: z.string().min(1) });

export type OaPicture =
  /** Zalo's id of it, to be named in a message. */
  | { kind: 'id'; id: string }
  /** We do not have its bytes. */
  | { kind: 'missing' }
  /** What became of the upload. Nobody has got anything by it: it is always safe to repeat. */
  | Exclude<ZaloOaAnswer, { kind: 'ok' }>;

export interface OaPictures {
  idOf(image: MessageImage): Promise<OaPicture>;
  /** A message that named it was refused. */
  forget(image: MessageImage): void;
}

export function createOaPictures(api: ZaloOaApi, readImage: ReadImage, now: () => Date): OaPictures {
  const uploads = createSharedUploads<OaPicture>(now, lifeMs);

  async function upload(image: MessageImage): Promise<{ id?: string; result: OaPicture }> {
    const bytes = await readImage(image.sha256);
    if (!bytes) return { result: { kind: 'missing' } };
    const form = new FormData();
    form.set('file', new Blob([Uint8Array.from(bytes)], { type: image.mediaType }), imageName(image));
    const encoded = new Response(form);
    const file = {
      contentType: encoded.headers.get('content-type') ?? '',
      body: new Uint8Array(await encoded.arrayBuffer()),
    };
    const answer = await api.call({ method: 'POST', path: '/v2.0/oa/upload/image', file });
    if (answer.kind !== 'ok') return { result: answer };
    const id = uploaded.safeParse(answer.data).data?.attachment_id;
    return id === undefined ? { result: { kind: 'failed', reached: true, why: 'not-json' } } : { id, result: { kind: 'id', id } };
  }

  return {
    idOf: (image) => uploads.send(image.sha256, { known: async (id) => ({ kind: 'id', id }), first: () => upload(image) }),
    forget: ({ sha256 }) => uploads.forget(sha256),
  };
}
