import type { SourceDocument } from './document.ts';

/** The words an import is asked and answered in: `cutri import` speaks them, the importers behind it keep to them. */

/** Which kind of file is read: the text of a saved news page, the HTML of articles, or a feed. */
export type ImportKind = 'page' | 'html' | 'rss';

export interface ImportRequest {
  kind: ImportKind;
  /** A file; for `html` also a folder of `*.html` files. */
  path: string;
  /** Whose articles they are; where left out, what the file says of itself. */
  publisher?: string;
  /** `YYYY-MM-DD` on which the files were saved; dates without a year are resolved against it. Required for `page`. */
  retrieved?: string;
  /** Folder of `*.md` articles to add to. */
  out: string;
  /** Write nothing, only say what would change. */
  dryRun: boolean;
}

/** What happened, or would happen, to one article. */
export interface ArticleChange {
  kind: 'added' | 'changed' | 'unchanged';
  /** Path of the article's file. */
  file: string;
  title: string;
  /** Which parts differ, e.g. `body`, `published`; empty unless `kind` is `changed`. */
  parts: string[];
}

/** What became of one file. */
export interface ImportedFile {
  file: string;
  changes: ArticleChange[];
  /** What was left out of it and why. */
  notes: string[];
  /** Why nothing could be made of it. */
  failure?: string;
}

/** Finds the files of a request, then imports them one after the other. */
export interface ArticleImporter {
  /** Files a request names, in order; throws an `Error` with a readable message where there are none. */
  files(request: ImportRequest): Promise<string[]>;
  /** Never throws for one file: its outcome carries the failure and the rest goes on. */
  run(request: ImportRequest, files: readonly string[]): AsyncIterable<ImportedFile>;
}

/** An article without an id yet. */
export type UnplacedArticle = Omit<SourceDocument, 'id'>;

/** Reads one saved page for somebody who looks at what came of it. */
export interface ArticleReader {
  /** `retrieved`: the day it was saved. An empty publisher or day: the page does not say. Never throws; `why` is in English. */
  read(
    bytes: Uint8Array,
    claims: { address?: string | undefined; retrieved: string },
  ): { kind: 'read'; article: UnplacedArticle } | { kind: 'refused'; why: string };
  /** The id it gets among the articles there are: one of its own, or that of another printing of it. */
  place(article: UnplacedArticle): { kind: 'added' | 'changed' | 'unchanged'; id: string };
}
