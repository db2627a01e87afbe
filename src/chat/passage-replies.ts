import { writtenDate } from '../elections/tense.ts';
import type { Citation } from '../knowledge/answer.ts';
import type { Found } from '../knowledge/decision.ts';
import type { SourceDocument } from '../knowledge/document.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { Asked } from './asked.ts';
import { lines, sourceLines } from './fact-replies.ts';
import type { Reply } from './reply.ts';
import { passageWords } from './wording.ts';

/** A reply from the news: the value, the sentence it stands in, the source. `undefined` where no passage answers. */
export function passageReply(
  base: KnowledgeBase,
  documentOf: (id: string) => SourceDocument | undefined,
  asked: Asked,
): Reply | undefined {
  const found = base.ask(asked.language === 'vi' ? asked.raw : asked.text);
  if (found.kind === 'none') return undefined;
  const words = passageWords[asked.language];
  const cite = ({ quote, passage }: Found): Citation => {
    const document = documentOf(passage.document);
    return {
      document: passage.document,
      title: passage.title,
      publisher: document?.publisher ?? '',
      date: passage.published,
      quote,
      ...(document?.url ? { url: document.url } : {}),
    };
  };
  const citations = [cite(found), ...found.also.slice(0, 2).map(cite)];
  const others = found.also
    .slice(0, 2)
    .map((other) => words.otherSays(other.passage.published ? writtenDate(other.passage.published) : '', other.quote));
  const value = found.value && !found.quote.toLowerCase().startsWith(found.value.toLowerCase()) ? `${found.value}.` : '';
  return {
    kind: 'answer',
    ...(found.value ? { value: found.value } : {}),
    citations,
    text: lines(value, `“${found.quote}”`, ...others, sourceLines(citations, asked.language)),
  };
}
