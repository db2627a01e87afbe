import type { SourceDocument } from '../elections/pack/document.ts';

/** An article an importer found, before it has a place (and so an id) among the articles already there. */
export interface ArticleDraft extends Omit<SourceDocument, 'id'> {
  /** A teaser is a headline with its first paragraph: it never replaces the article it announces. */
  extent: 'full' | 'teaser';
}

/** What one file held: the articles, and what was left out and why (each a sentence in English for the operator). */
export interface FoundArticle {
  articles: ArticleDraft[];
  notes: string[];
}
