import type { FactSource } from '../../elections/fact.ts';
import { writtenDate } from '../../elections/tense.ts';
import type { Language } from '../question/language.ts';
import type { Citation } from '../search/citation.ts';
import { factWords } from './words.ts';

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

/** `Nguồn: Báo Lào Cai, 13/12/2022 – “Ban Chỉ đạo …”.` One line per source, at most two (or `most`): a phone screen is small. */
export function sourceLines(citations: Citation[], language: Language, most = 2): string {
  const seen = new Set<string>();
  const shown = citations.filter(({ title, date }) => !seen.has(title + date) && seen.add(title + date)).slice(0, most);
  return shown
    .map((citation) =>
      factWords[language].source(citation.title, citation.publisher, citation.date && writtenDate(citation.date)),
    )
    .join('\n');
}
