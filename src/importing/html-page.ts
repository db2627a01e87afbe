import { Readability } from '@mozilla/readability';
import { z } from 'zod';
import { plainLine } from '../elections/pack/plain-text.ts';
import type { ArticleDraft, FoundArticle } from './article-draft.ts';
import { datelineDay, metadataDay } from './dateline.ts';
import { headlineKey } from './headline.ts';
import { type HtmlDocument, type HtmlNode, htmlParagraphs, parseHtml } from './html-text.ts';
import { isProse, pageBlocks, withoutSite } from './page-lines.ts';
import { publishedDay } from './published-day.ts';

const named = z
  .union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)])
  .optional()
  .catch(undefined);
const line = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')])
  .optional()
  .catch(undefined);
/** What we use of schema.org's Article (https://schema.org/Article), as JSON-LD carries it. */
const linkedArticle = z.looseObject({
  '@type': z
    .union([z.string(), z.array(z.string()).transform((all) => all.join(' '))])
    .refine((type) => /Article|Posting/u.test(type)),
  headline: line,
  datePublished: line,
  articleSection: line,
  publisher: named,
});

/** What the operator says of the files; where left out, what each page says of itself. */
export interface PageClaims {
  publisher?: string;
  /** `YYYY-MM-DD` on which the page was saved. */
  retrieved?: string;
}

/** Reads the article of a saved HTML page. Throws an `Error` with the reason where there is none to be made out. */
export function readHtmlPage(html: string, claims: PageClaims): FoundArticle {
  const document = parseHtml(html);
  const linked = linkedArticles(document)[0];
  const meta = (...names: string[]) => names.map((name) => metaContent(document, name)).find((content) => content !== '') ?? '';

  // Read before Readability, which takes the page apart.
  const site = plainLine(linked?.publisher ?? '') || meta('og:site_name');
  const publisher = claims.publisher ?? site;
  const heading = plainLine(document.querySelector('h1')?.textContent ?? '');
  const title = withoutSite(
    meta('og:title') ||
      plainLine(linked?.headline ?? '') ||
      heading ||
      plainLine(document.querySelector('title')?.textContent ?? ''),
    site,
  );
  const url = webAddress(document.querySelector('link[rel="canonical"]')?.getAttribute('href')) || webAddress(meta('og:url'));
  const section = meta('article:section') || plainLine(linked?.articleSection ?? '');
  const stamps = [
    meta('article:published_time', 'datePublished', 'pubdate', 'publishdate', 'dc.date'),
    linked?.datePublished,
    timeStamp(document),
    printedDay(document, title),
  ];

  const paragraphs = articleParagraphs(document, title);
  if (title === '') throw new Error('it has no title (og:title, <h1> or <title>)');
  if (paragraphs.length === 0) throw new Error('no article text was found in it');
  if (publisher === '') throw new Error('it does not say who published it: add --publisher');

  const published =
    stamps.map(publishedDay).find((day) => day !== '') ??
    (claims.retrieved ? datelineDay({ title, paragraphs }, claims.retrieved) : '');
  const draft: ArticleDraft = {
    title,
    publisher,
    published,
    ...(claims.retrieved ? { retrieved: claims.retrieved } : {}),
    ...(url ? { url } : {}),
    ...(section ? { section } : {}),
    body: paragraphs.join('\n\n'),
    extent: 'full',
  };
  return { articles: [draft], notes: published ? [] : [`the day it was published is not known: ${title}`] };
}

const linesBelowHeading = 6;

/** The day printed under the headline (or right above it): `16/11/2026, 14:20`, alone or among other metadata. */
function printedDay(document: HtmlDocument, title: string): string {
  const lines = htmlParagraphs(document.documentElement);
  const heading = lines.findLastIndex((text) => headlineKey(text) === headlineKey(title));
  if (heading < 0) return '';
  const below = lines.slice(heading + 1, heading + 1 + linesBelowHeading);
  const text = below.findIndex(isProse);
  const near = [...(text < 0 ? below : below.slice(0, text)), ...lines.slice(Math.max(0, heading - 1), heading)];
  return near.map(metadataDay).find((day) => day !== '') ?? '';
}

/** The main text, found by Readability; page chrome it left, the title, time stamps and list headings are taken off. */
function articleParagraphs(document: HtmlDocument, title: string): string[] {
  const reader = new Readability<HtmlNode>(document as never, { serializer: (node) => node as unknown as HtmlNode });
  const content = reader.parse()?.content;
  if (!content) return [];
  return pageBlocks(htmlParagraphs(content).join('\n\n'))
    .filter((block) => block.heading === '' || isProse(block.text))
    .map((block) => block.text)
    .filter((text) => headlineKey(text) !== headlineKey(title) && metadataDay(text) === '');
}

/** Articles a page describes as JSON-LD; a block that is not JSON is passed over. */
function linkedArticles(document: HtmlDocument): z.infer<typeof linkedArticle>[] {
  return [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) => {
    try {
      const parsed: unknown = JSON.parse(script.textContent ?? '');
      const graph = z.looseObject({ '@graph': z.array(z.unknown()) }).safeParse(parsed);
      const things = graph.success ? graph.data['@graph'] : [parsed].flat();
      return things.map((thing) => linkedArticle.safeParse(thing)).flatMap((result) => (result.success ? [result.data] : []));
    } catch {
      return [];
    }
  });
}

function metaContent(document: HtmlDocument, name: string): string {
  const element = document.querySelector(`meta[property="${name}"],meta[name="${name}"],meta[itemprop="${name}"]`);
  return plainLine(element?.getAttribute('content') ?? '');
}

function timeStamp(document: HtmlDocument): string {
  return document.querySelector('time[datetime]')?.getAttribute('datetime') ?? '';
}

function webAddress(text: string | null | undefined): string {
  const address = text?.trim() ?? '';
  return /^https?:\/\//iu.test(address) && URL.canParse(address) ? new URL(address).href : '';
}
