import { parseFeed } from 'feedsmith';
import { plainLine } from '../elections/pack/plain-text.ts';
import type { ArticleDraft, FoundArticle } from './article-draft.ts';
import { datelineDay } from './dateline.ts';
import type { PageClaims } from './html-page.ts';
import { fragmentParagraphs } from './html-text.ts';
import { withoutSite } from './page-lines.ts';
import { publishedDay } from './published-day.ts';

/** One entry of any kind of feed. Texts may hold HTML. */
interface Entry {
  title?: string | undefined;
  url?: string | undefined;
  stamp?: string | undefined;
  section?: string | undefined;
  /** The whole article, where the feed carries it. */
  content?: string | undefined;
  summary?: string | undefined;
}

/** Reads RSS 2.0 (and 0.9x), Atom or RDF. Throws an `Error` with the reason where it is none of them. */
export function readFeed(xml: string, claims: PageClaims): FoundArticle {
  const feed = entriesOf(xml);
  const publisher = claims.publisher ?? textOf(feed.publisher);
  if (publisher === '') throw new Error('the feed does not say who publishes it: add --publisher');
  if (feed.entries.length === 0) throw new Error('the feed has no entries');
  const articles: ArticleDraft[] = [];
  const notes: string[] = [];
  for (const [index, entry] of feed.entries.entries()) {
    try {
      articles.push(draftOf(entry, { ...claims, publisher }));
    } catch (error) {
      notes.push(`left out entry ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { articles, notes };
}

function draftOf(entry: Entry, claims: PageClaims & { publisher: string }): ArticleDraft {
  const title = withoutSite(textOf(entry.title), claims.publisher);
  if (title === '') throw new Error('it has no title');
  const full = fragmentParagraphs(entry.content ?? '');
  const paragraphs = full.length > 0 ? full : fragmentParagraphs(entry.summary ?? '');
  if (paragraphs.length === 0) throw new Error(`it has a title and no text: ${title}`);
  const published = publishedDay(entry.stamp) || (claims.retrieved ? datelineDay({ title, paragraphs }, claims.retrieved) : '');
  const section = textOf(entry.section);
  const url = entry.url?.trim() ?? '';
  return {
    title,
    publisher: claims.publisher,
    published,
    ...(claims.retrieved ? { retrieved: claims.retrieved } : {}),
    ...(/^https?:\/\/\S+$/iu.test(url) ? { url } : {}),
    ...(section ? { section } : {}),
    body: paragraphs.join('\n\n'),
    extent: full.length > 0 ? 'full' : 'teaser',
  };
}

/** A line of text that may hold HTML. */
function textOf(html: string | undefined): string {
  return plainLine(fragmentParagraphs(html ?? '').join(' '));
}

function entriesOf(xml: string): { publisher: string | undefined; entries: Entry[] } {
  const parsed = parse(xml);
  if (parsed.format === 'atom') {
    const { feed } = parsed;
    const entries = (feed.entries ?? []).map((entry): Entry => {
      const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0];
      const [category] = entry.categories ?? [];
      return {
        title: entry.title?.value,
        url: link?.href,
        stamp: entry.published ?? entry.updated,
        section: category?.label ?? category?.term,
        content: entry.content?.value,
        summary: entry.summary?.value,
      };
    });
    return { publisher: feed.title?.value, entries };
  }
  if (parsed.format === 'rss' || parsed.format === 'rdf')
    return { publisher: parsed.feed.title, entries: (parsed.feed.items ?? []).map(itemEntry) };
  throw new Error('it is a JSON feed: only RSS, Atom and RDF are read');
}

/** What RSS and RDF items have in common; the dates and subjects of RDF are Dublin Core. */
interface Item {
  title?: string;
  link?: string;
  description?: string;
  pubDate?: string;
  categories?: { name?: string }[];
  content?: { encoded?: string };
  dc?: { dates?: string[]; subjects?: string[] };
}

function itemEntry({ title, link, description, pubDate, categories, content, dc }: Item): Entry {
  return {
    title,
    url: link,
    stamp: pubDate ?? dc?.dates?.[0],
    section: categories?.[0]?.name ?? dc?.subjects?.[0],
    content: content?.encoded,
    summary: description,
  };
}

function parse(xml: string) {
  try {
    return parseFeed(xml);
  } catch (error) {
    throw new Error(
      `it is not an RSS, Atom or RDF feed (${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)})`,
    );
  }
}
