import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Announcement, AnnouncementStore } from '../../src/announcements/announcement.ts';
import { type ImageStore, unusedImageMs } from '../../src/announcements/images/kept.ts';
import type { TestClock } from '../fakes/clock.ts';
import { png } from '../fakes/pictures.ts';
import { draftAnnouncement, someRecord } from './announcement-store.ts';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const imageOf = (bytes: Uint8Array): NonNullable<Announcement['content']['image']> => ({
  ...{ sha256: hashOf(bytes), mediaType: 'image/png' as const, width: 64, height: 48, size: bytes.length, alt: 'Bản đồ' },
});

/** What every store promises of pictures. `open` gives an empty one; its `tidy` lets go of what is too old. */
export function describeImageStore(
  open: () => Promise<{
    images: ImageStore;
    announcements: AnnouncementStore;
    clock: TestClock;
    tidy(): Promise<void>;
  }>,
): void {
  const picture = png();
  const sha256 = hashOf(picture);

  it('gives a picture back byte for byte, and nothing under another hash', async () => {
    const { images } = await open();
    await images.put(sha256, picture);
    await images.put(sha256, picture);
    expect(Buffer.from((await images.get(sha256))!).equals(picture)).toBe(true);
    expect(await images.isIntact(sha256)).toBe(true);
    expect(await images.get(hashOf(png({ seed: 'other' })))).toBeUndefined();
    expect(await images.isIntact(hashOf(png({ seed: 'other' })))).toBe(false);
  });

  it('says of bytes that are not those of the hash that they are not', async () => {
    const { images } = await open();
    await images.put(sha256, png({ seed: 'other' }));
    expect(await images.isIntact(sha256)).toBe(false);
  });

  it('keeps a picture as long as an announcement refers to it, and a day longer what none refers to', async () => {
    const { images, announcements, clock, tidy } = await open();
    const unused = png({ seed: 'unused' });
    await images.put(sha256, picture);
    await images.put(hashOf(unused), unused);
    const draft = draftAnnouncement('a');
    const made = await announcements.create(
      { ...draft, content: { ...draft.content, image: imageOf(picture) } },
      someRecord('a'),
    );
    await tidy();
    expect(await images.isIntact(hashOf(unused))).toBe(true);
    await clock.advance(unusedImageMs + 60_000);
    await tidy();
    expect(await images.isIntact(sha256)).toBe(true);
    expect(await images.get(hashOf(unused))).toBeUndefined();

    const { image: _, ...without } = made.content;
    await announcements.save({ ...made, content: without }, someRecord('a'));
    await tidy();
    await clock.advance(unusedImageMs + 60_000);
    await tidy();
    expect(await images.get(sha256)).toBeUndefined();
  });
}
