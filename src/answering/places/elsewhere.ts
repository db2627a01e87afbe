import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { provinceNames } from '../../elections/pack/province.ts';
import type { Asked } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import { isAboutAnArea } from '../question/slots.ts';
import { offerOf, withOffers } from '../reply/offers.ts';
import type { Reply } from '../reply/reply.ts';
import { noAnswerText, offerWords } from '../reply/words.ts';
import { quickChoices } from '../reply/words-talk.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { PlaceReplies } from './replies.ts';
import { isElsewhere } from './title.ts';
import { placeWords } from './words.ts';
import { oldPlaceWords } from './words-old.ts';

/** A place that is not ours: rules hold everywhere, figures, names and units do not. What may be asked of ours is offered. */
export function elsewhereReply(
  asked: Asked,
  verdict: Verdict,
  { province, about }: Pick<KnowledgePack, 'province' | 'about'>,
  places: PlaceReplies,
): Reply | undefined {
  const own = provinceNames(province, about);
  const place = asked.places[0];
  if (!place || !isElsewhere(place)) return undefined;
  const best = verdict.looked[0]?.ranked[0];
  const subject = best?.candidate.subject;
  const isTask = subject?.kind === 'task';
  if (isTask || asked.kind === 'which-unit') {
    const known = places.elsewhere(asked);
    if (known) return known;
  }
  // What is known to be asked beside something has no sentence of its own: the place says more.
  const isBeside = subject?.kind === 'unknown' && subject.unknown.says === undefined;
  const isTalk = subject?.kind === 'talk';
  const ofRule = verdict.kind === 'answer' && !isTask && !isBeside && !isTalk && best?.features.placeOther === 0;
  if (ofRule || (!isAboutAnArea(asked.kind) && !isTask)) return undefined;
  if (place.resolution.kind === 'elsewhere') {
    const text = noAnswerText[asked.language].otherProvince(place.name, own);
    const reply: Reply = { kind: 'none', reason: 'other-province', text, citations: [], choices: quickChoices(about) };
    return withLikely(reply, verdict, asked.language);
  }
  const choices = place.suggestions.slice(0, 4).map((name) => ({ label: name.slice(0, 40), value: name }));
  const unknown = oldPlaceWords[asked.language].unknown(place.name, own);
  const text = choices.length > 0 ? `${unknown} ${placeWords[asked.language].didYouMean}` : unknown;
  const reply: Reply = { kind: 'none', reason: 'unknown-place', text, citations: [], ...(choices.length > 0 ? { choices } : {}) };
  return choices.length > 0 ? reply : withLikely(reply, verdict, asked.language);
}

/** The place may be where somebody was when it happened: what is likely meant is offered. */
const withLikely = (reply: Reply, verdict: Verdict, language: Language): Reply =>
  verdict.kind === 'offer'
    ? withOffers(
        { ...reply, text: `${reply.text} ${offerWords[language].nearest}` },
        verdict.offers.map(({ candidate, wording }) => offerOf(candidate, wording)),
      )
    : reply;
