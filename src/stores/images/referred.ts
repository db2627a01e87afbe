import type { Announcement } from '../../announcements/announcement.ts';

/** Hashes of the pictures that announcements refer to: those they send, those an official last looked at, those of the template they were made from. */
export function referredImages(announcements: readonly Announcement[]): Set<string> {
  return new Set(
    announcements
      .flatMap(({ content, reviewed, filled, occurrence }) => [content, reviewed, filled?.of.content, occurrence?.of.content])
      .flatMap((content) => content?.image?.sha256 ?? []),
  );
}
