import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Asked } from '../question/asked.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { bodyOf } from './body.ts';
import { type OfferedTopic, offerOf, withOffers } from './offers.ts';
import { whomToAsk } from './offices.ts';
import type { NewsFound } from './passages.ts';
import type { Reply } from './reply.ts';
import { articleOffers } from './sources.ts';
import { noAnswerText, offerWords } from './words.ts';
import { quickChoices } from './words-talk.ts';

/** Most things offered at once. */
const mostOffers = 3;

export interface OfferingDeps {
  base: KnowledgeBase;
  about: ProvinceProfile | undefined;
  nearest: NewsFound['nearest'];
  /** Election day is past. */
  isOver: boolean;
}

/** Least probability of a fact that is offered before the nearest sentence of the news. */
const clearlyFirst = 0.2;

/** Nothing is sure: the likeliest things known, news among them, or a plain decline. */
export function offeringReply(asked: Asked, verdict: Verdict, { base, about, nearest, isOver }: OfferingDeps): Reply {
  const { language } = asked;
  const isOther = verdict.kind === 'decline' && verdict.why !== 'nothing-near';
  const likely = verdict.kind === 'offer' ? verdict.offers : isOther && verdict.nearest ? [verdict.nearest] : [];
  const facts = likely.map(({ candidate, wording }) => offerOf(candidate, wording));
  const news = facts.length === 0 || nearest !== undefined ? articleOffers(base, asked, mostOffers) : [];
  // An article whose title is a question is a candidate as well: it is offered once.
  const others = news.filter(({ target }) => !facts.some((fact) => fact.target === target));
  const offers: OfferedTopic[] = [...facts, ...others].slice(0, mostOffers);
  const words = noAnswerText[language];
  const { unsure, nearest: introduced, didYouMean } = offerWords[language];
  if (nearest && !isOther && (likely[0]?.probability ?? 0) < clearlyFirst) {
    const { quote, citation } = nearest;
    const headline = `${unsure} ${introduced}`;
    return withOffers(
      { kind: 'clarify', ...bodyOf({ language, headline, sentences: [`“${quote}”`], citations: [citation] }) },
      offers,
    );
  }
  if (facts.length > 0 && !isOther) return withOffers({ kind: 'clarify', text: didYouMean, citations: [] }, offers);
  const choices = quickChoices(about);
  if (offers.length === 0) return { kind: 'none', reason: 'out-of-scope', text: words.outOfScope(about), citations: [], choices };
  const nextStep = `${whomToAsk(asked, verdict.looked[0]?.ranked[0], about, isOver)} ${introduced}`;
  const body = bodyOf({ language, sentences: [words.notInSources], nextStep });
  return withOffers({ kind: 'none', reason: 'not-in-sources', ...body }, offers);
}
