import { createHash } from 'node:crypto';
import { articleText } from '../elections/pack/article.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import { daysBetween } from '../elections/tense.ts';
import type { ArticleDraft } from './article-draft.ts';
import { headlineKey } from './headline.ts';

/** Where a draft belongs among the articles already there. */
export type Placing =
  | { kind: 'added'; document: SourceDocument }
  | { kind: 'changed'; document: SourceDocument; parts: string[] }
  | { kind: 'unchanged'; document: SourceDocument };

/** Articles of one title this close in time are one article, reported and then corrected. */
const sameArticleDays = 3;
const longestSlug = 80;

/** What two printings of one headline have in common. */
export function titleKey(article: Pick<SourceDocument, 'title' | 'publisher'>): string {
  return `${headlineKey(article.publisher)}|${headlineKey(article.title)}`;
}

/**
 * Finds the article a draft is another printing of, and what it adds to it; or gives it a new id: date and title, so that
 * importing the same thing again finds it.
 * @param namesakes articles with the draft's `titleKey`
 * @param isTaken whether an id is in use
 */
export function place(draft: ArticleDraft, namesakes: readonly SourceDocument[], isTaken: (id: string) => boolean): Placing {
  const existing = namesakes.find((document) => isSameArticle(document, draft));
  if (!existing) {
    const { extent: _, ...article } = draft;
    return { kind: 'added', document: { id: freeId(draft, isTaken), ...article } };
  }
  const document = merged(existing, draft);
  if (articleText(document) === articleText(existing)) return { kind: 'unchanged', document: existing };
  const parts = (['title', 'published', 'retrieved', 'url', 'section', 'body'] as const).filter(
    (part) => document[part] !== existing[part],
  );
  return { kind: 'changed', document, parts };
}

function isSameArticle(existing: SourceDocument, draft: ArticleDraft): boolean {
  if (existing.body === draft.body || !existing.published || !draft.published) return true;
  if (Math.abs(daysBetween(existing.published, draft.published)) <= sameArticleDays) return true;
  const [ours = '', theirs = ''] = [existing.body, draft.body].map((body) => body.split('\n\n', 1)[0]);
  return existing.body.includes(theirs) || draft.body.includes(ours);
}

/** A teaser fills gaps only; a full article replaces. The day it was first seen stays, and so does the day read then. */
function merged(existing: SourceDocument, draft: ArticleDraft): SourceDocument {
  const keepsText = existing.body === draft.body || (draft.extent === 'teaser' && existing.body.length >= draft.body.length);
  const retrieved = [existing.retrieved, draft.retrieved].filter((day) => day !== undefined).sort()[0];
  const url = keepsText ? (existing.url ?? draft.url) : (draft.url ?? existing.url);
  const section = keepsText ? existing.section : (draft.section ?? existing.section);
  return {
    id: existing.id,
    title: keepsText ? existing.title : draft.title,
    publisher: existing.publisher,
    published: keepsText ? existing.published || draft.published : draft.published || existing.published,
    ...(retrieved ? { retrieved } : {}),
    ...(url ? { url } : {}),
    ...(section ? { section } : {}),
    body: keepsText ? existing.body : draft.body,
  };
}

/** `2022-12-13-ban-chi-dao-…`: ASCII letters, digits and hyphens only, whatever the title holds. */
function freeId(draft: ArticleDraft, isTaken: (id: string) => boolean): string {
  const slug = headlineKey(draft.title)
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
  const short =
    slug.length <= longestSlug ? slug : slug.slice(0, slug.lastIndexOf('-', longestSlug) + 1 || longestSlug).replace(/-$/u, '');
  const name = short || `article-${createHash('sha256').update(draft.title).digest('hex').slice(0, 12)}`;
  const id = draft.published ? `${draft.published}-${name}` : name;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? id : `${id}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
