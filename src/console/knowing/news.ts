import type { Proposing } from '../../conversations/proposals/proposing.ts';
import { isDate } from '../../elections/pack/article.ts';
import type { ArticleReader, UnplacedArticle } from '../../elections/pack/article-import.ts';
import type { PackEdit } from '../../elections/pack/edit.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { vietnamDate } from '../../elections/tense.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import type { ChannelFace } from '../views/channel-face.ts';
import { consolePath } from '../views/layout.tsx';
import { importFaultText } from '../views/words-problems.ts';
import { ArticlePage, NewsPage } from './news-page.tsx';
import { proposalProblem } from './proposals.ts';
import { TrialAnswers } from './trial-answers.tsx';
import { articleQuestions, type TryOut, tryEdit } from './trying.ts';
import { newsWords as words } from './words-news.ts';

export interface NewsDeps {
  articles: ArticleReader;
  pack: () => KnowledgePack;
  proposing: Proposing;
  tryOut: TryOut;
  channels: readonly ChannelFace[];
  now: () => Date;
  show: Show;
}

type Run = (visit: OfficialVisit) => Promise<Response>;
type Fields = Readonly<Record<string, string>>;

const mostListed = 10;
const longestLine = 600;
const longestBody = 200_000;

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/iu.test(text) && URL.canParse(text);
const line = (text: string | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim().slice(0, longestLine);
const plainBody = (text: string | undefined): string =>
  (text ?? '')
    .slice(0, longestBody)
    .replace(/\r\n?/gu, '\n')
    .split(/\n\s*\n/u)
    .map((paragraph) => oneLine(paragraph))
    .filter(Boolean)
    .join('\n\n');
const oneLine = (paragraph: string): string => paragraph.replace(/\s+/gu, ' ').trim();

function articleOf(fields: Fields): UnplacedArticle {
  const [url, section, retrieved] = ['url', 'section', 'retrieved'].map((name) => line(fields[name]));
  return {
    ...{ title: line(fields.title), publisher: line(fields.publisher), published: line(fields.published) },
    ...(retrieved ? { retrieved } : {}),
    ...(url ? { url } : {}),
    ...(section ? { section } : {}),
    body: plainBody(fields.body),
  };
}

/** What is missing or wrong, by field. */
function articleProblems(article: UnplacedArticle, isConfirmed: boolean, today: string): Map<string, string[]> {
  const { title, publisher, published, retrieved, url, body } = article;
  const problems = new Map<string, string[]>();
  for (const [name, text] of Object.entries({ title, publisher, body })) if (text === '') problems.set(name, [words.missing]);
  if (published !== '' && (!isDate(published) || published > today)) problems.set('published', [words.badDay]);
  if (retrieved !== undefined && !isDate(retrieved)) problems.set('published', [words.badDay]);
  if (url !== undefined && !isAddress(url)) problems.set('url', [words.badAddress]);
  if (!isConfirmed) problems.set('confirmed', [words.notConfirmed]);
  return problems;
}

/** Articles: a saved page is read, confirmed and proposed. Nothing is fetched. */
export function createNews(deps: NewsDeps): Record<'list' | 'read' | 'article', Run> {
  const { articles, pack, proposing, tryOut, channels, now, show } = deps;

  function list({ c, official, formToken }: OfficialVisit, problem?: string, address?: string): Promise<Response> {
    const { documents } = pack();
    const latest = documents.toSorted((a, b) => (a.published < b.published ? 1 : -1)).slice(0, mostListed);
    const props = {
      official,
      formToken,
      count: documents.length,
      latest,
      problem,
      ...(address === undefined ? {} : { address }),
    };
    return show(c, NewsPage, props, problem === undefined ? 200 : 422);
  }

  return {
    list: (visit) => list(visit),
    async read(visit) {
      const { c, official, formToken, form, files } = visit;
      const address = line(form.get('address') ?? '');
      const file = files.get('file');
      if (!file) return list(visit, words.noFile, address);
      if (address !== '' && !isAddress(address)) return list(visit, words.badAddress, address);
      const claims = { address: address === '' ? undefined : new URL(address).href, retrieved: vietnamDate(now()) };
      const read = articles.read(file.bytes, claims);
      if (read.kind === 'refused') return list(visit, importFaultText(read.why), address);
      const { article } = read;
      const fields = { ...(article as unknown as Fields), questions: articleQuestions(article).join('\n') };
      const { kind } = articles.place(article);
      const notice = kind === 'changed' ? words.changed : kind === 'unchanged' ? words.unchanged : undefined;
      const problem = article.published === '' ? words.unknownDay : undefined;
      return show(c, ArticlePage, { official, formToken, fields, problems: new Map(), notice, problem });
    },
    async article(visit) {
      const { c, official, formToken, form } = visit;
      const fields: Fields = Object.fromEntries(form);
      const article = articleOf(fields);
      const page = { official, formToken, fields: { ...fields, body: article.body } };
      const wish = fields.do;
      const problems = articleProblems(article, fields.confirmed === 'on' || wish === 'look', vietnamDate(now()));
      if (problems.size > 0) return show(c, ArticlePage, { ...page, problems, problem: words.wrongFields }, 422);
      const edit: PackEdit = { kind: 'article', document: { id: articles.place(article).id, ...article } };
      if (wish === 'look') {
        const tried = await tryEdit(tryOut, edit, fields.questions ?? '');
        if (tried.kind !== 'tried')
          return show(c, ArticlePage, { ...page, problems: new Map(), problem: proposalProblem(tried) }, 422);
        return show(c, ArticlePage, { ...page, problems, trial: TrialAnswers({ lines: tried.lines, channels }) });
      }
      const outcome = await proposing.propose(official, edit);
      if (outcome.kind === 'proposed') return c.redirect(`${consolePath}/de-xuat/${outcome.proposal.id}?da=luu`, 303);
      return show(
        c,
        ArticlePage,
        { ...page, problems, problem: proposalProblem(outcome) },
        outcome.kind === 'conflict' ? 409 : 422,
      );
    },
  };
}
