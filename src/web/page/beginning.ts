import { type Asset, asset } from '../http/assets.ts';
import { chatPage, type PageFrame } from './page.ts';

/** The page before anything was asked, compressed; in a frame of another site it is another one. */
export type FirstPage = (isEmbedded?: boolean) => Promise<Asset>;

const valuesOf = ({ choices }: PageFrame): string => choices.map(({ value }) => value).join('\n');

/** Makes it anew only when the pack says something else of its province, or the calendar offers something else. */
export async function createFirstPage(frame: () => PageFrame): Promise<FirstPage> {
  const pageAs = async (now: PageFrame) => asset('text/html; charset=utf-8', String(await chatPage(now)));
  const made = async (now: PageFrame) => ({
    about: now.about,
    values: valuesOf(now),
    alone: await pageAs(now),
    embedded: await pageAs({ ...now, isEmbedded: true }),
  });
  let first = await made(frame());
  return async (isEmbedded = false) => {
    const now = frame();
    if (first.about !== now.about || first.values !== valuesOf(now)) first = await made(now);
    return isEmbedded ? first.embedded : first.alone;
  };
}
