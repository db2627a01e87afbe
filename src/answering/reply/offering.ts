import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Asked } from '../question/asked.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { bodyOf } from './body.ts';
import { type OfferedTopic, offerOf, withNearest, withOffers } from './offers.ts';
import { whomToAsk } from './offices.ts';
import type { Reply } from './reply.ts';
import { articleOffers } from './sources.ts';
import { noAnswerText, offerWords } from './words.ts';
import { quickChoices } from './words-talk.ts';

/** Most things offered at once. */
const mostOffers = 3;

/** Nothing is sure: the likeliest things known, news among them, or a plain decline. `isOver`: election day is past. */
export function offeringReply(
  asked: Asked,
  verdict: Verdict,
  base: KnowledgeBase,
  about: ProvinceProfile | undefined,
  isOver: boolean,
): Reply {
  const { language } = asked;
  const likely = verdict.kind === 'offer' ? verdict.offers : [];
  const facts = likely.map(({ candidate, wording }) => offerOf(candidate, wording));
  const news = facts.length < mostOffers ? articleOffers(base, asked, mostOffers) : [];
  const offers: OfferedTopic[] = [...facts, ...news].slice(0, mostOffers);
  const words = noAnswerText[language];
  if (facts.length > 0) return withOffers({ kind: 'clarify', text: offerWords[language].didYouMean, citations: [] }, offers);
  const choices = quickChoices(about);
  if (offers.length === 0) return { kind: 'none', reason: 'out-of-scope', text: words.outOfScope(about), citations: [], choices };
  const nextStep = whomToAsk(asked, verdict.looked[0]?.ranked[0], about, isOver);
  const sentences = [words.notInSources];
  return withNearest({ kind: 'none', reason: 'not-in-sources', ...bodyOf({ language, sentences, nextStep }) }, offers, language);
}
