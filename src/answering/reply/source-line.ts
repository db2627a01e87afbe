import type { FactSource } from '../../elections/fact.ts';
import { writtenDate } from '../../elections/tense.ts';
import type { Language } from '../question/language.ts';
import type { Citation } from '../search/citation.ts';
import { instruments, partsOfInstruments, sourceWords } from './words-sources.ts';

export function citationOf(source: FactSource, id: string, quote: string): Citation {
  return {
    document: source.document ?? id,
    title: source.article ? `${source.title}, ${source.article}` : source.title,
    publisher: source.publisher,
    date: source.date,
    quote,
    ...(source.url ? { url: source.url } : {}),
  };
}

/** Two lines of a phone 360 px wide, of about 42 letters each. */
const longestLine = 78;
/** A title is not cut shorter than this, whatever else stands in the line. */
const shortestTitle = 18;

/** Each source once, the strongest first: an instrument of the law before what somebody writes of it. */
export function sourcesOf<Source extends Pick<Citation, 'title' | 'date'>>(citations: readonly Source[]): Source[] {
  const byTitle = new Map(citations.toReversed().map((citation) => [citation.title + citation.date, citation]));
  const each = citations.filter((citation) => byTitle.get(citation.title + citation.date) === citation);
  return [...each.filter(isInstrument), ...each.filter((citation) => !isInstrument(citation))];
}

/**
 * The strongest source and how many more there are, in one line: `Nguồn: Luật 85/2015/QH13, Điều 71 (Quốc hội, 25/06/2015) và 2 nguồn khác.`
 * `isOnly` says that nobody else says it. Empty without a source.
 */
export function sourceLine(citations: readonly Citation[], language: Language, isOnly = false): string {
  const [strongest, ...others] = sourcesOf(citations);
  if (!strongest) return '';
  const date = strongest.date && writtenDate(strongest.date);
  const line = (title: string, publisher = strongest.publisher): string =>
    sourceWords[language].line(title, publisher, date, others.length, isOnly && others.length === 0);
  const title = shortTitle(strongest.title, Math.max(shortestTitle, longestLine - line('').length));
  // The number of an instrument tells whose it is.
  return isInstrument(strongest) && line(title).length > longestLine ? line(title, '') : line(title);
}

const isInstrument = ({ title }: Pick<Citation, 'title'>): boolean =>
  instruments.some((name) => title.startsWith(name)) && numberIn(title) !== undefined;

/** `85/2015/QH13`. */
const numberIn = (title: string): string | undefined => /\d{1,5}\/[^\s,;()]{1,40}/u.exec(title)?.[0];

/** A title in at most so many letters. An instrument goes by its kind, its number and the article; another title is cut after a word. */
export function shortTitle(title: string, longest: number): string {
  const kind = instruments.find((name) => title.startsWith(name));
  const number = numberIn(title);
  if (title.length <= longest && !(kind && number && title.indexOf(number) !== title.lastIndexOf(number))) return title;
  if (kind === undefined || number === undefined) return cut(title, longest);
  const pieces = title.split(', ').slice(1);
  const article = pieces.slice(pieces.findLastIndex((piece) => !isPart(piece)) + 1).join(', ');
  return [`${kind} ${number}`, article].filter(Boolean).join(', ');
}

/** `khoản 1 Điều 71`. */
const isPart = (piece: string): boolean =>
  partsOfInstruments.some((part) => piece.toLowerCase().startsWith(part)) && /\d/.test(piece);

/** A title that is longer than that, as much of it as is whole words. */
const cut = (title: string, longest: number): string =>
  `${title.slice(0, title.lastIndexOf(' ', longest - 1)).replace(/[\s,;:–-]{1,9}$/u, '')}…`;
