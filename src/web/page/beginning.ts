import { type Asset, asset } from '../http/assets.ts';
import { chatPage, type PageFrame } from './page.ts';

/** The page before anything was asked, compressed; in a frame of another site it is another one. */
export type FirstPage = (isEmbedded?: boolean) => Promise<Asset>;

/** Makes it anew only when the pack says something else of its province. */
export async function createFirstPage(frame: () => PageFrame): Promise<FirstPage> {
  const pageAs = async (now: PageFrame) => asset('text/html; charset=utf-8', String(await chatPage(now)));
  const made = async (now: PageFrame) => ({
    about: now.about,
    alone: await pageAs(now),
    embedded: await pageAs({ ...now, isEmbedded: true }),
  });
  let first = await made(frame());
  return async (isEmbedded = false) => {
    if (first.about !== frame().about) first = await made(frame());
    return isEmbedded ? first.embedded : first.alone;
  };
}
