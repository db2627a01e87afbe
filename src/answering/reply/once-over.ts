import type { Milestone } from '../../elections/calendar.ts';
import { tenseOf, writtenDate } from '../../elections/tense.ts';
import type { Language } from '../question/language.ts';
import { lines } from './facts.ts';
import type { Reply } from './reply.ts';
import { placeWords } from './words-places.ts';

/** A reply about where to vote; from the day after the election on it says first that the election is over. */
export function onceOver(reply: Reply, electionDay: Milestone | undefined, today: string, language: Language): Reply {
  if (!electionDay || tenseOf(electionDay.date, today) !== 'past') return reply;
  return { ...reply, text: lines(placeWords[language].electionOver(writtenDate(electionDay.date)), reply.text) };
}
