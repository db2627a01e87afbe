import { expect, it } from 'vitest';
import { createPublicImages } from '../../../src/announcements/images/public.ts';
import { createImageReader } from '../../../src/announcements/images/reading.ts';
import { content, createAnnouncing, lan, sent, submitted, valueIn } from '../../fakes/announcing.ts';
import { png } from '../../fakes/pictures.ts';

it('a picture is shown to everybody once an announcement with it was sent, and stays so when that is stopped', async () => {
  const cutri = await createAnnouncing();
  await cutri.subscribe(3);
  const read = createPublicImages(createImageReader(cutri.images), cutri.announcements);
  const image = valueIn(await cutri.publishing.addImage(lan, { bytes: png() }, 'Bản đồ'));
  const isShown = async () => (await read(image.sha256)) !== undefined;
  expect(await isShown()).toBe(false);
  valueIn(await cutri.publishing.draft(lan, 'notice', content({ image })));
  await submitted(cutri, { image });
  expect(await isShown()).toBe(false);
  const { id } = await sent(cutri, { image });
  expect(await isShown()).toBe(true);
  valueIn(await cutri.publishing.stop(lan, id, 'sai'));
  expect(await isShown()).toBe(true);
  expect(await read('0'.repeat(64))).toBeUndefined();
});
