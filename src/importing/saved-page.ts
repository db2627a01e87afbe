import type { ArticleReader } from '../elections/pack/article-import.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import { decodeText } from './charset.ts';
import { readHtmlPage } from './html-page.ts';
import { place, titleKey } from './placing.ts';

/** Stands for a publisher that nobody named yet. */
const nobody = '-';

/** Reads one saved page at a time, for somebody who looks at what came of it. */
export function createArticleReader(documents: () => readonly SourceDocument[]): ArticleReader {
  const placed: ArticleReader['place'] = (article) => {
    const key = titleKey(article);
    const all = documents();
    const found = place(
      { ...article, extent: 'full' },
      all.filter((one) => titleKey(one) === key),
      (id) => all.some((one) => one.id === id),
    );
    return { kind: found.kind, id: found.document.id };
  };
  return {
    place: placed,
    read(bytes, { address, retrieved }) {
      const decoded = decodeText(bytes);
      if (decoded.kind === 'unreadable') return { kind: 'refused', why: decoded.reason };
      try {
        const [draft] = read(decoded.text, retrieved);
        if (!draft) return { kind: 'refused', why: 'no article text was found in it' };
        const { extent: _, publisher, url, ...rest } = draft;
        const from = address ?? url;
        const article = {
          ...rest,
          publisher: publisher === nobody ? '' : publisher,
          ...(from === undefined ? {} : { url: from }),
        };
        return { kind: 'read', article };
      } catch (error) {
        return { kind: 'refused', why: error instanceof RangeError ? 'it is too deeply nested' : (error as Error).message };
      }
    },
  };
}

/** As the page says, or as nobody's where it does not say whose it is. */
function read(html: string, retrieved: string) {
  try {
    return readHtmlPage(html, { retrieved }).articles;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('who published')) throw error;
    return readHtmlPage(html, { retrieved, publisher: nobody }).articles;
  }
}
