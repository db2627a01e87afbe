import type { Actor } from '../../announcements/acting.ts';
import type { Content } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import type { CommandIo } from '../io.ts';
import type { ImageOptions, Unreadable } from './content.ts';
import { contentWords } from './words-content.ts';

type ImageChanges = { image?: Content['image'] | undefined; linkPreview?: true | undefined };

const unreadable = (message: string): Unreadable => ({ code: 'unreadable', message });

/**
 * The picture and whether links are previewed, as the options say; keys that were not given are absent. The terminal's side reads the file, the service is
 * given its bytes: it opens no path that somebody names. `before`: the picture there is, asked for where only what is said of it changes.
 */
export async function readImage(
  { image: path, imageAlt: alt, linkPreview }: ImageOptions,
  actor: Actor,
  { desk, io }: { desk: { publishing: Pick<Publishing, 'addImage'> }; io: Pick<CommandIo, 'attachment'> },
  before: () => Promise<Content['image']> = async () => undefined,
): Promise<Outcome<ImageChanges> | Unreadable> {
  const preview: ImageChanges = linkPreview === undefined ? {} : { linkPreview: linkPreview ? true : undefined };
  if (path === undefined && alt === undefined) return { kind: 'done', value: preview };
  if (path === '') return { kind: 'done', value: { ...preview, image: undefined } };
  if (alt === undefined) return unreadable(contentWords.noAlt);
  const given = path === undefined ? await before() : await bytesOf(path, io);
  if (!given) return unreadable(path === undefined ? contentWords.altAlone : contentWords.noFile(path));
  const added = await desk.publishing.addImage(actor, given, alt);
  return added.kind === 'refused' ? added : { kind: 'done', value: { ...preview, image: added.value } };
}

async function bytesOf(path: string, { attachment }: Pick<CommandIo, 'attachment'>): Promise<{ bytes: Uint8Array } | undefined> {
  try {
    return attachment && { bytes: await attachment(path) };
  } catch {
    return undefined;
  }
}
