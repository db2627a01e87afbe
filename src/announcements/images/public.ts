import type { ReadImage } from '../../messaging/image.ts';

/** Pictures that may be shown to everybody: those of announcements that were approved and have begun. Asked each time, so that nothing of a draft is given out. */
export const createPublicImages =
  (read: ReadImage, announcements: { page(query: { image: string; limit: number }): Promise<readonly object[]> }): ReadImage =>
  async (sha256) =>
    (await announcements.page({ image: sha256, limit: 1 })).length > 0 ? read(sha256) : undefined;

/** Whether people outside have been sent the picture of this hash with an announcement: approved, begun, and no drill. */
export const hasShown = (
  announcement: { content: { image?: { sha256: string } }; approval?: object; startedAt?: string; kind: string },
  sha256: string,
): boolean => {
  const { content, approval, startedAt, kind } = announcement;
  return content.image?.sha256 === sha256 && approval !== undefined && startedAt !== undefined && kind !== 'drill';
};
