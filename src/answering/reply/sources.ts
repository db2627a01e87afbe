import type { SourceDocument } from '../../elections/pack/document.ts';
import { writtenDate } from '../../elections/tense.ts';
import type { Choice } from '../../messaging/message.ts';
import { syllables } from '../../vietnamese/text.ts';
import type { Asked } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import type { Citation } from '../search/citation.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import { sentences } from '../search/sentence.ts';
import { bodyOf } from './body.ts';
import type { OfferedTopic } from './offers.ts';
import type { Reply } from './reply.ts';
import { sourcesOf } from './source-line.ts';
import { original, sourcesText } from './words.ts';
import { sourceWords, titleWords } from './words-sources.ts';

/** Titles shown at once. */
const mostTitles = 3;
/** How much of an article is shown of its beginning, in UTF-16 code units; a sentence is never cut. */
const openingLength = 300;
/** How much of an article whose title is the question: it is the answer. */
const answerLength = 600;
const longestLabel = 40;
/** What a button may carry (Telegram: 64 bytes). */
const longestValue = 64;

/** The sources there are: how many, and the newest. */
export function sourcesReply(base: KnowledgeBase, facts: number): Reply {
  const documents = [...base.documents()];
  const newest = documents.toSorted((a, b) => b.published.localeCompare(a.published)).slice(0, mostTitles);
  const named = newest.map(
    ({ title, publisher, published }) => `• ${title} (${publisher}${published ? `, ${writtenDate(published)}` : ''})`,
  );
  return { kind: 'talk', text: sourcesText(documents.length, facts, named), citations: [] };
}

/** Sources one a line, each once and the strongest first, with its address. */
export const sourceRows = (citations: readonly Citation[]): string[] =>
  sourcesOf(citations).map(({ title, publisher, date, url }) => sourceWords.vi.listed(title, publisher, writtenDate(date), url));

/** All sources of one reply; `undefined` where there is none. */
export function citedReply(citations: readonly Citation[]): Reply | undefined {
  const rows = sourceRows(citations);
  return rows.length === 0 ? undefined : { kind: 'talk', text: [titleWords.vi.cited, ...rows].join('\n'), citations: [] };
}

/** The article whose title the words name: how it begins, where it stands, and others with a title like it. */
export function titleReply(base: KnowledgeBase, { typed, language }: Pick<Asked, 'typed' | 'language'>): Reply {
  const [best, ...others] = base.titled(typed, mostTitles);
  if (!best) return { kind: 'none', reason: 'not-in-sources', text: titleWords[language].unknown, citations: [] };
  return articleReply(best, others, language);
}

/** How an article begins and where it stands; others like it as choices. */
export function articleReply(best: SourceDocument, others: readonly SourceDocument[], language: Language): Reply {
  const words = titleWords[language];
  const { id, title, publisher, published, url } = best;
  const quote = openingOf(best);
  const citations = [{ document: id, title, publisher, date: published, quote, ...(url ? { url } : {}) }];
  return {
    kind: 'answer',
    ...bodyOf({
      language,
      headline: title,
      sentences: [quote !== '' && `${words.opening} “${quote}”`, url],
      citations,
      nextStep: others.length > 0 && words.others,
    }),
    ...(others.length > 0 ? { choices: others.map(titleChoice) } : {}),
  };
}

/** What an article says whose title is what was asked. */
export function guideReply(document: SourceDocument, language: Language): Reply {
  const { id, title, publisher, published, url, body } = document;
  const quote = openingOf({ body: body.split('\n').filter(Boolean).join(' ') }, answerLength);
  const citations = [{ document: id, title, publisher, date: published, quote, ...(url ? { url } : {}) }];
  return { kind: 'answer', about: id, ...bodyOf({ language, sentences: [original[language](`“${quote}”`)], citations }) };
}

/** Articles that come nearest to an unanswered question: those whose title it names first, then those that hold its words. */
export function articleOffers(base: KnowledgeBase, { typed }: Pick<Asked, 'typed'>, most: number): OfferedTopic[] {
  const found = new Map<string, SourceDocument>();
  for (const document of base.titled(typed, most)) found.set(document.id, document);
  for (const { passage } of base.search(typed, most)) {
    const document = base.document(passage.document);
    if (document) found.set(document.id, document);
  }
  return [...found.values()].slice(0, most).map((document) => ({ ...titleChoice(document), target: document.id }));
}

/** A button that asks for the article: as much of its title as the button may carry, without diacritics. */
function titleChoice({ title }: SourceDocument): Choice {
  let value = '/nguon';
  for (const { folded } of syllables(title)) {
    if (value.length + 1 + folded.length > longestValue) break;
    value += ` ${folded}`;
  }
  const short = title.length <= longestLabel;
  return { label: short ? title : `${title.slice(0, title.lastIndexOf(' ', longestLabel - 1))}…`, value };
}

/** The first sentences of an article that fit, at least one. */
function openingOf({ body }: Pick<SourceDocument, 'body'>, length = openingLength): string {
  const paragraph = body.split(/\n\s*\n/u)[0] ?? '';
  const ends = sentences(paragraph).map(({ end }) => end);
  return paragraph.slice(0, ends.findLast((end) => end <= length) ?? ends[0] ?? 0).trim();
}
