import type { ProvinceProfile } from '../../elections/pack/province.ts';
import type { Asked } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import type { KnowledgeBase } from '../search/knowledge-base.ts';
import type { Subject } from '../verdict/candidate.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { bodyOf, underHeadline } from './body.ts';
import { type OfferedTopic, offerOf, withOffers } from './offers.ts';
import { whomToAsk } from './offices.ts';
import type { NewsFound } from './passages.ts';
import type { Reply } from './reply.ts';
import { articleOffers } from './sources.ts';
import { noAnswerText, offerWords } from './words.ts';
import { quickChoices } from './words-talk.ts';

/** Most things offered at once. */
const mostOffers = 3;
/** What is meant more likely than not is said before the nearest sentence of the news. */
const evens = 0.5;

export interface OfferingDeps {
  base: KnowledgeBase;
  about: ProvinceProfile | undefined;
  nearest: NewsFound['nearest'];
  /** Election day is past. */
  isOver: boolean;
  /** What answers something offered, without a verdict on what the question claims. */
  said(subject: Subject): Reply;
}

/** The answer to the question that was probably meant: nobody can take it for the answer to another. */
function ifMeant(reply: Reply, question: string, language: Language): Pick<Reply, 'text' | 'parts' | 'citations'> {
  const { ifMeant: headline, notMeant } = offerWords[language];
  const { parts } = reply;
  return underHeadline(parts ? { ...reply, parts: { ...parts, nextStep: notMeant } } : reply, headline(question), language);
}

/** Articles whose titles are questions, the likeliest first: a search of the words alone finds less. */
const guidesNear = ({ looked }: Verdict): OfferedTopic[] =>
  looked
    .flatMap(({ ranked }) =>
      ranked.filter(({ candidate, clash }) => candidate.subject.kind === 'document' && clash === undefined),
    )
    .sort((a, b) => b.probability - a.probability)
    .map(({ candidate, wording }) => offerOf(candidate, wording));

/** An article may be a candidate, and found by its words as well. */
const eachOnce = (offers: readonly OfferedTopic[]): OfferedTopic[] =>
  offers.filter(({ target }, i) => offers.findIndex((other) => other.target === target) === i);

/** Nothing is sure: the likeliest things known, news among them, or a plain decline. */
export function offeringReply(asked: Asked, verdict: Verdict, { base, about, nearest, isOver, said }: OfferingDeps): Reply {
  const { language } = asked;
  const isOther = verdict.kind === 'decline' && verdict.why !== 'nothing-near';
  const likely = verdict.kind === 'offer' ? verdict.offers : isOther && verdict.nearest ? [verdict.nearest] : [];
  const facts = likely.map(({ candidate, wording }) => offerOf(candidate, wording));
  const news = facts.length === 0 || nearest !== undefined ? articleOffers(base, asked, mostOffers) : [];
  const offers = eachOnce([...facts, ...guidesNear(verdict), ...news]).slice(0, mostOffers);
  const words = noAnswerText[language];
  const { unsure, nearest: introduced, didYouMean } = offerWords[language];
  // Of the two that may say it the surer is shown, the other is a button below.
  const sure = verdict.kind === 'offer' ? verdict.sure : 0;
  if (nearest && !isOther && sure < evens && nearest.confidence > sure) {
    const { quote, citation } = nearest;
    const headline = `${unsure} ${introduced}`;
    return withOffers(
      { kind: 'clarify', ...bodyOf({ language, headline, sentences: [`“${quote}”`], citations: [citation] }) },
      offers,
    );
  }
  const shown = verdict.kind === 'offer' && verdict.shows ? said(verdict.offers[0]!.candidate.subject) : undefined;
  if (shown?.kind === 'answer') return withOffers({ kind: 'clarify', ...ifMeant(shown, offers[0]!.label, language) }, offers);
  if (facts.length > 0 && !isOther) return withOffers({ kind: 'clarify', text: didYouMean, citations: [] }, offers);
  const choices = quickChoices(about);
  if (offers.length === 0) return { kind: 'none', reason: 'out-of-scope', text: words.outOfScope(about), citations: [], choices };
  const nextStep = `${whomToAsk(asked, verdict.looked[0]?.ranked[0], about, isOver)} ${introduced}`;
  const body = bodyOf({ language, sentences: [words.notInSources], nextStep });
  return withOffers({ kind: 'none', reason: 'not-in-sources', ...body }, offers);
}
