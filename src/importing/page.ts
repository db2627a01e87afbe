import { plainLine } from '../elections/pack/plain-text.ts';
import type { ArticleDraft, FoundArticle } from './article-draft.ts';
import { datelineDay, metadataDay } from './dateline.ts';
import { headlineKey } from './headline.ts';
import { type Block, isCaption, isProse, isTableRow, pageBlocks, withoutSite } from './page-lines.ts';

/** What the page itself does not say. */
export interface PageOrigin {
  publisher: string;
  /** `YYYY-MM-DD` on which the page was saved. */
  retrieved: string;
}

/** One entry of a list of related articles: a headline, printed once or twice, and what stands under it. */
interface Entry {
  title: string;
  heading: string;
  doubled: boolean;
  texts: string[];
}

/**
 * Reads the text of a saved news page: one article, then lists of related ones (headline, mostly doubled, and first paragraph).
 * Days are read from the text itself (`dateline.ts`). Throws nothing; a page without an article gives no articles and a note.
 */
export function readPage(text: string, origin: PageOrigin): FoundArticle {
  if (/<(?:!doctype|html|body|div|p|span)[\s>]/iu.test(text))
    return { articles: [], notes: ['this is HTML, not text: use "cutri import html"'] };
  const { stamp, section, blocks } = withoutHeader(pageBlocks(text), origin.publisher);
  const [title, ...rest] = blocks;
  if (!title || (isProse(title.text) && !same(title, rest[0])))
    return { articles: [], notes: ['no headline found: the first line of the article has to be its title'] };

  const body = rest.slice(same(title, rest[0]) ? 1 : 0);
  const related = relatedStart(body);
  const entries = relatedEntries(body.slice(related));
  const paragraphs = body.slice(0, related).map((block) => block.text);
  const notes: string[] = [];
  // A box of links inside the article: what follows it is the article again.
  for (const entry of entries.slice(0, -1).filter(isArticleGoingOn)) {
    notes.push(`"${entry.title}" was taken for a link inside the article; the text under it for the article's own`);
    paragraphs.push(...entry.texts.splice(0));
  }
  if (isByline(paragraphs.at(-1))) paragraphs.pop();

  const articles: ArticleDraft[] = [];
  const add = (
    extent: ArticleDraft['extent'],
    headline: string,
    texts: string[],
    facts: { published?: string; section?: string },
  ) => {
    if (articles.some((article) => sameText(article.title, headline))) return;
    if (texts.length === 0) return void notes.push(`left out, a headline without text: ${headline}`);
    const published = facts.published || datelineDay({ title: headline, paragraphs: texts }, origin.retrieved);
    const [lead = '', ...more] = texts;
    const draft = { title: headline, ...origin, published, body: [withoutAgency(lead), ...more].join('\n\n'), extent };
    articles.push(facts.section ? { ...draft, section: facts.section } : draft);
  };
  add('full', withoutSite(title.text, origin.publisher), paragraphs, { published: stamp, section });
  for (const entry of entries) {
    const { texts, leftOut } = lead(entry.texts);
    add('teaser', entry.title, texts, { section: entry.heading });
    if (leftOut > 0)
      notes.push(`left out, it is not clear which headline it belongs to: ${leftOut} paragraph(s) after "${entry.title}"`);
  }
  return { articles, notes };
}

/** Takes off what stands above the headline: site name, breadcrumb (its last part is the section), time stamp, single menu words. */
function withoutHeader(blocks: Block[], publisher: string): { stamp: string; section: string; blocks: Block[] } {
  let stamp = '';
  let section = '';
  const kept = blocks.filter(({ text }, index) => {
    if (index > 8) return true;
    const crumbs = text.split(/\s{1,9}[›»>/|]\s{1,9}/u);
    const day = metadataDay(text);
    if (day) stamp ||= day;
    else if (crumbs.length > 1 && /^trang chủ$/iu.test(crumbs[0]!)) section = plainLine(crumbs.at(-1)!);
    else return !sameText(text, publisher);
    return false;
  });
  const firstText = kept.findIndex(({ text }) => isProse(text));
  const headline = kept.findIndex(({ text }, index) => index <= Math.max(firstText, 0) && text.split(' ').length >= 5);
  return { stamp, section, blocks: kept.slice(Math.max(headline, 0)) };
}

/** Where the lists begin: under the first list heading, or at the first headline printed twice. */
function relatedStart(blocks: readonly Block[]): number {
  const start = blocks.findIndex((block, index) => block.heading !== '' || (index > 0 && same(block, blocks[index + 1])));
  return start < 0 ? blocks.length : start;
}

function relatedEntries(blocks: readonly Block[]): Entry[] {
  const entries: Entry[] = [];
  for (const [index, block] of blocks.entries()) {
    const entry = entries.at(-1);
    if (isProse(block.text) && !same(block, blocks[index + 1]) && !(entry && sameText(entry.title, block.text))) {
      // Prose before the first headline is the caption of a picture.
      entry?.texts.push(block.text);
    } else if (entry && sameText(entry.title, block.text) && entry.texts.every(isCaption)) {
      entry.doubled = true;
      entry.texts = [];
    } else {
      entries.push({ title: block.text, heading: block.heading, doubled: false, texts: [] });
    }
  }
  return entries;
}

/** The first paragraph under a headline. What comes after a caption may belong to a headline that is missing: left out. */
function lead(texts: readonly string[]): { texts: string[]; leftOut: number } {
  const start = texts.findIndex((text) => !isCaption(text));
  if (start < 0) return { texts: [...texts].sort((a, b) => b.length - a.length).slice(0, 1), leftOut: 0 };
  const end = texts.findIndex((text, index) => index > start && isCaption(text));
  if (end < 0) return { texts: texts.slice(start), leftOut: 0 };
  return { texts: texts.slice(start, end), leftOut: texts.slice(end).filter((text) => !isCaption(text)).length };
}

/** A box of links has a heading of its own and headlines printed once; several paragraphs under the last of them are the article's. */
function isArticleGoingOn({ heading, doubled, texts }: Entry): boolean {
  const inBox = /^(?:xem|đọc) (?:thêm|tiếp)$|liên quan$/iu.test(heading);
  return inBox && !doubled && texts.length >= 3 && texts.filter((text) => !isCaption(text)).length >= 2;
}

/** A name under the article: short and not a sentence. */
function isByline(text: string | undefined): boolean {
  return text !== undefined && text.length <= 40 && !isProse(text) && !isTableRow(text);
}

/** `LCĐT – Chiều 13/12, …` → `Chiều 13/12, …`: the publisher is said elsewhere. */
function withoutAgency(text: string): string {
  const agency =
    /^\(?(?:\p{Lu}{1,6}ĐT|TTXVN|VOV|VTV|Vietnam\+|[\p{Lu}.]{2,10}(?=\)?\s*[-–—]\s+(?:sáng|trưa|chiều|tối|đêm|ngày|hôm)\s))\)?\s*[-–—]\s+/iu;
  const rest = text.replace(agency, '');
  return rest === text ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}

function sameText(a: string, b: string): boolean {
  return headlineKey(a) === headlineKey(b);
}

function same(block: Block, other: Block | undefined): boolean {
  return other !== undefined && sameText(block.text, other.text);
}
