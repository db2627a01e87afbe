import type { Asked } from '../../src/answering/question/asked.ts';
import type { AskedReading } from '../../src/answering/question/asked-reading.ts';
import { createCourtesy } from '../../src/answering/question/courtesy.ts';
import { readingsOf } from '../../src/answering/question/readings.ts';
import { createQuestionReader } from '../../src/answering/reading.ts';
import { createKnowledgeBase } from '../../src/answering/search/knowledge-base.ts';
import { createIdeas, type WrittenWord } from '../../src/answering/verdict/ideas.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import { syllables } from '../../src/vietnamese/text.ts';
import { smallPack } from './small-pack.ts';

/** Long after the election day of the small pack. */
export const autumn = new Date('2026-11-23T02:00:00Z');

/** Reads questions as the small pack lets them be read. */
export function questionReader(pack: KnowledgePack = smallPack()): (text: string) => Asked {
  const read = createQuestionReader(pack, createKnowledgeBase({ lexicon: pack.lexicon }));
  return (text) => read(text, autumn);
}

export const plainCourtesy = createCourtesy(['chào {ad|bác|}', 'cho {em|tôi} hỏi'], ['cảm ơn {ad|}', 'ạ']);

/** The readings of a question, the whole of it first. */
export const readings = (asked: Asked): AskedReading[] => readingsOf(asked, plainCourtesy, 2026);

export const noIdeas = createIdeas(new Map());

export const wordsOf = (text: string): WrittenWord[] => syllables(text);
