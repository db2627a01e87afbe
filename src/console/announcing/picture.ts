import type { Content } from '../../announcements/announcement.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { refusalText } from '../../announcements/words.ts';
import type { OfficialVisit } from '../route.ts';
import { type ContentForm, filledIn } from './content-form.ts';

/** A form with its picture read: `filled` to be shown again, what it adds to the content, and why the picture is not taken, if it is not. */
export interface ReadForm {
  filled: ContentForm;
  content: { [Key in 'image' | 'linkPreview']: Content[Key] | undefined };
  problem?: string;
}

/** Said of a picture that was sent before anybody has described it, so that it has not to be sent twice. */
const undescribed = '?';

/** What was filled in, with the file that came along. A picture that is taken is named by its hash from then on, whatever is wrong with the rest. */
export async function readPicture(publishing: Pick<Publishing, 'addImage'>, visit: OfficialVisit): Promise<ReadForm> {
  const filled = filledIn(visit.form);
  const file = visit.form.get('do') === 'unpicture' ? undefined : visit.files.get('imageFile');
  if (visit.form.get('do') === 'unpicture') return pictureOf(publishing, visit, { ...filled, image: '', imageAlt: '' });
  if (!file) return pictureOf(publishing, visit, filled);
  const added = await publishing.addImage(visit.actor, { bytes: file.bytes }, undescribed);
  if (added.kind === 'refused')
    return {
      filled,
      content: { image: undefined, linkPreview: filled.linkPreview || undefined },
      problem: refusalText(added.refusal),
    };
  return pictureOf(publishing, visit, { ...filled, image: added.value.sha256 });
}

/** The picture that a form names. */
export async function pictureOf(
  publishing: Pick<Publishing, 'addImage'>,
  { actor }: Pick<OfficialVisit, 'actor'>,
  filled: ContentForm,
): Promise<ReadForm> {
  const linkPreview = filled.linkPreview || undefined;
  if (filled.image === '') return { filled, content: { image: undefined, linkPreview } };
  const named = await publishing.addImage(actor, { sha256: filled.image }, filled.imageAlt);
  if (named.kind === 'done') return { filled, content: { image: named.value, linkPreview } };
  return { filled, content: { image: undefined, linkPreview }, problem: refusalText(named.refusal) };
}
