import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Asked } from '../question/asked.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { bodyOf } from './body.ts';
import { type OfferedTopic, offerOf, withOffers } from './offers.ts';
import type { NewsFound } from './passages.ts';
import type { Reply } from './reply.ts';
import { articleOffers } from './sources.ts';
import { askThere, noAnswerText, offerWords } from './words.ts';
import { quickChoices } from './words-talk.ts';

/** Most things offered at once. */
const mostOffers = 3;

export interface OfferingDeps {
  base: KnowledgeBase;
  about: ProvinceProfile | undefined;
  nearest: NewsFound['nearest'];
}

/** Least probability of a fact that is offered before the nearest sentence of the news. */
const clearlyFirst = 0.2;

/** Nothing is sure: the likeliest things known, news among them, or a plain decline. */
export function offeringReply(asked: Asked, verdict: Verdict, { base, about, nearest }: OfferingDeps): Reply {
  const likely = verdict.kind === 'offer' ? verdict.offers : [];
  const facts = likely.map(({ candidate, wording }) => offerOf(candidate, wording));
  const news = facts.length < mostOffers ? articleOffers(base, asked, mostOffers) : [];
  const offers: OfferedTopic[] = [...facts, ...news].slice(0, mostOffers);
  const words = noAnswerText[asked.language];
  const isOther = verdict.kind === 'decline' && verdict.why !== 'nothing-near';
  if (nearest && !isOther && (likely[0]?.probability ?? 0) < clearlyFirst) {
    const { quote, citation } = nearest;
    const { unsure, nearest: introduced } = offerWords[asked.language];
    const body = bodyOf({
      language: asked.language,
      headline: `${unsure} ${introduced}`,
      sentences: [`“${quote}”`],
      citations: [citation],
    });
    return withOffers({ kind: 'clarify', ...body }, offers);
  }
  if (facts.length > 0)
    return withOffers({ kind: 'clarify', text: offerWords[asked.language].didYouMean, citations: [] }, offers);
  const ours = offers.length > 0;
  const contacts = (about?.contacts ?? []).map(({ name }) => name);
  const text = ours
    ? `${words.notInSources} ${askThere[asked.language](contacts)} ${offerWords[asked.language].nearest}`
    : words.outOfScope(about);
  const reply: Reply = {
    kind: 'none',
    reason: ours ? 'not-in-sources' : 'out-of-scope',
    text,
    citations: [],
    choices: quickChoices(about),
  };
  return withOffers(reply, offers);
}
