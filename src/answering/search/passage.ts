import type { Passage, SourceDocument } from '../../elections/pack/document.ts';
import { sentences } from './sentence.ts';

/** A paragraph up to this length is one passage; longer ones are cut at sentence ends. In UTF-16 code units. */
const longestPassage = 2400;
const wantedPassage = 1200;

/** Cuts an over-long paragraph at sentence ends (a "sentence" longer than a passage, at white space). */
function cut(paragraph: string): string[] {
  if (paragraph.length <= longestPassage) return [paragraph];
  const pieces: string[] = [];
  let start = 0;
  let end = 0;
  for (const sentence of sentences(paragraph)) {
    if (end > start && sentence.end - start > wantedPassage) {
      pieces.push(paragraph.slice(start, end).trim());
      start = sentence.start;
    }
    while (sentence.end - start > longestPassage) {
      const space = paragraph.lastIndexOf(' ', start + longestPassage);
      const at = space > start ? space : start + longestPassage;
      pieces.push(paragraph.slice(start, at).trim());
      start = at;
    }
    end = sentence.end;
  }
  if (end > start) pieces.push(paragraph.slice(start, end).trim());
  return pieces.filter((piece) => piece !== '');
}

/**
 * The passages of a document: its paragraphs in order. A line that only introduces the next paragraph (no closing stop, short)
 * stays with it, so that a heading is never quoted alone. A document with a title and no body has none.
 */
export function passagesOf(document: SourceDocument): Passage[] {
  const paragraphs = document.body
    .split(/\n[^\S\n]*\n+/u)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return paragraphs.flatMap(cut).map((text, number) => ({
    id: `${document.id}#${number}`,
    document: document.id,
    title: document.title,
    text,
    published: document.published,
  }));
}
