import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { articleText, readArticle } from '../elections/pack/article.ts';
import type { ArticleChange } from '../elections/pack/article-import.ts';
import type { SourceDocument } from '../elections/pack/document.ts';
import { packText } from '../elections/pack/text.ts';
import type { ArticleDraft } from './article-draft.ts';
import { place, titleKey } from './placing.ts';
import { writeWhole } from './whole-file.ts';

const maxArticleBytes = 4 * 1024 * 1024;

/** The articles of a folder, and the way to add to them. */
export interface ArticleFolder {
  /** Adds an article or brings it up to date; writes its file unless the folder was opened for a dry run. */
  put(draft: ArticleDraft): Promise<ArticleChange>;
}

interface Kept {
  file: string;
  document: SourceDocument;
}

/** Reads the articles already in a folder (which need not exist yet). A file that is no article is left alone, and its name is not used. */
export async function openArticleFolder(dir: string, dryRun: boolean): Promise<ArticleFolder> {
  const byTitle = new Map<string, Kept[]>();
  const taken = new Set<string>();
  const keep = (kept: Kept) => {
    const key = titleKey(kept.document);
    const namesakes = (byTitle.get(key) ?? []).filter(({ document }) => document.id !== kept.document.id);
    byTitle.set(key, [...namesakes, kept]);
    taken.add(kept.document.id);
  };

  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new Error(`the folder ${dir} cannot be read (${error.code ?? error.message}): name another one with --out`);
  });
  for (const name of names.filter((entry) => /^[^.].*\.md$/iu.test(entry)).sort()) {
    taken.add(basename(name, '.md'));
    const file = join(dir, name);
    const decoded = packText(await readFile(file), file, maxArticleBytes);
    const document = decoded.kind === 'text' ? readArticle(decoded.text, file).document : undefined;
    if (document) keep({ file, document });
  }

  return {
    async put(found) {
      const draft = asKept(found);
      const namesakes = byTitle.get(titleKey(draft)) ?? [];
      const placing = place(
        draft,
        namesakes.map(({ document }) => document),
        (id) => taken.has(id),
      );
      const { document } = placing;
      const file = namesakes.find((kept) => kept.document.id === document.id)?.file ?? join(dir, `${document.id}.md`);
      if (placing.kind !== 'unchanged' && !dryRun) {
        await mkdir(dir, { recursive: true });
        await writeWhole(file, articleText(document));
      }
      keep({ file, document });
      return { kind: placing.kind, file, title: document.title, parts: placing.kind === 'changed' ? placing.parts : [] };
    },
  };
}

/** The draft as it will read from its file, so that an article is compared with itself and never written in a form nobody can read. */
function asKept(draft: ArticleDraft): ArticleDraft {
  const { document, problems } = readArticle(articleText({ id: 'draft', ...draft }), draft.title);
  if (!document) throw new Error(`it makes no article: ${problems.map(({ message }) => message).join('; ')}`);
  const { id: _, ...article } = document;
  return { ...article, extent: draft.extent };
}
