import type { KnowledgePack } from '../elections/pack/pack.ts';
import { vietnamDate } from '../elections/tense.ts';
import type { Asked } from './question/asked.ts';
import { readScope } from './question/scope.ts';
import { isAboutAnArea } from './question/slots.ts';
import { calendarReply } from './reply/calendar.ts';
import { type Offer, offerOf, saysSame, withOffers } from './reply/offers.ts';
import { passageReply } from './reply/passages.ts';
import { isElsewhere } from './reply/place-title.ts';
import type { PlaceReplies } from './reply/places.ts';
import type { Reply } from './reply/reply.ts';
import { articleOffers, articleReply, sourcesReply, titleReply } from './reply/sources.ts';
import { createSubjectReplies } from './reply/subjects.ts';
import { noAnswerText, offerWords } from './reply/words.ts';
import { oldPlaceWords } from './reply/words-old-places.ts';
import { placeWords } from './reply/words-places.ts';
import { declinedText, quickChoices, talkText } from './reply/words-talk.ts';
import type { KnowledgeBase } from './search/knowledge-base.ts';
import type { Understanding } from './verdict/understanding.ts';
import type { Ranked, Verdict } from './verdict/verdict.ts';

/** Answers a question that stands on its own. Pure: the same pack, question and `now` give the same reply. */
export interface Answering {
  /** Repairs the typing and reads the slots. */
  read(text: string, now: Date): Asked;
  answer(asked: Asked, now: Date): Reply;
  /** The reply to what was offered, in the light of the question it was offered for; `undefined` where there is no such thing. */
  about(target: string, asked: Asked, now: Date): Reply | undefined;
  /** Probability that a question was understood, 0…1; what the news answers counts as even. */
  sureness(asked: Asked, now: Date): number;
  /** What a question was taken for, and why: every reading with its candidates. */
  explain(asked: Asked, now: Date): Verdict;
  calendar(now: Date): Reply;
  sources(): Reply;
  /** The polling station nearest to a shared position, which is not kept. */
  nearest(position: { latitude: number; longitude: number }): Reply;
  /** The source whose title the words name. */
  titled(asked: Asked): Reply;
}

export interface AnsweringParts {
  pack: KnowledgePack;
  base: KnowledgeBase;
  places: PlaceReplies;
  understanding: Understanding;
  read(text: string, now: Date): Asked;
}

/** Most things offered at once. */
const mostOffers = 3;

/** Known not to be in the facts: the news may still say it. */
const isUnanswered = (verdict: Verdict): boolean =>
  verdict.kind === 'answer' && verdict.best.candidate.subject.kind === 'unknown';

export function createAnswering({ pack, base, places, understanding, read }: AnsweringParts): Answering {
  const sources = (): Reply => sourcesReply(base, pack.facts.length);
  const subjects = createSubjectReplies({ pack, places, sources });

  /** The way of a question: what needs no looking up, the verdict, the news, and what may be offered instead. */
  function answer(asked: Asked, now: Date): Reply {
    const verdict = understanding.decide(asked, now);
    return (
      outsideScope(asked) ??
      articleOfTitle(asked) ??
      placeElsewhere(asked, verdict) ??
      (asked.kind === 'which-unit' && asked.slots.unitNumber === undefined
        ? (places.unitsOfArea(asked) ?? places.askBack(asked))
        : undefined) ??
      (isUnanswered(verdict) ? undefined : decided(asked, verdict, now)) ??
      passageReply(base, asked, pack.province) ??
      decided(asked, verdict, now) ??
      offered(asked, verdict)
    );
  }

  function outsideScope(asked: Asked): Reply | undefined {
    const scope = readScope(asked.raw) ?? readScope(asked.text);
    if (!scope) return undefined;
    if (scope.kind === 'declined')
      return { kind: 'none', reason: scope.reason, text: declinedText[scope.topic][asked.language], citations: [] };
    if (scope.topic === 'sources') return sources();
    const offers = scope.topic === 'greeting' || scope.topic === 'help';
    return {
      kind: 'talk',
      text: talkText(pack.about)[scope.topic][asked.language],
      citations: [],
      ...(offers ? { choices: quickChoices(pack.about) } : {}),
    };
  }

  /** A question that is the title of an article asks for that article. */
  function articleOfTitle(asked: Asked): Reply | undefined {
    const [best] = base.titled(asked.typed, 1);
    return best && saysSame(asked.text, best.title) ? { ...articleReply(best, [], asked.language), about: best.id } : undefined;
  }

  /** A place that is not ours: rules hold everywhere, figures, names and units do not. */
  function placeElsewhere(asked: Asked, verdict: Verdict): Reply | undefined {
    const place = asked.places[0];
    if (!place || pack.communes.length === 0 || !isElsewhere(place)) return undefined;
    const best = verdict.looked[0]?.ranked[0];
    const isTask = best?.candidate.subject.kind === 'task';
    if (isTask || asked.kind === 'which-unit') {
      const known = places.elsewhere(asked);
      if (known) return known;
    }
    const ofRule = verdict.kind === 'answer' && !isTask && best?.features.placeOther === 0;
    if (ofRule || (!isAboutAnArea(asked.kind) && !isTask)) return undefined;
    if (place.resolution.kind === 'elsewhere') {
      const text = noAnswerText[asked.language].otherProvince(place.name, pack.province);
      return { kind: 'none', reason: 'other-province', text, citations: [] };
    }
    const choices = place.suggestions.slice(0, 4).map((name) => ({ label: name.slice(0, 40), value: name }));
    const unknown = oldPlaceWords[asked.language].unknown(place.name, pack.province);
    const text = choices.length > 0 ? `${unknown} ${placeWords[asked.language].didYouMean}` : unknown;
    return { kind: 'none', reason: 'unknown-place', text, citations: [], ...(choices.length > 0 ? { choices } : {}) };
  }

  /** What the verdict says; `undefined` where it leaves room for the news. */
  function decided(asked: Asked, verdict: Verdict, now: Date): Reply | undefined {
    if (verdict.kind === 'answer') {
      const reply = said(verdict.best, asked, now);
      return verdict.also && reply.kind === 'answer'
        ? withOffers(reply, [offerOf(verdict.also.candidate, verdict.also.wording)])
        : reply;
    }
    if (verdict.kind !== 'decline' || verdict.why !== 'year' || !verdict.nearest) return undefined;
    return subjects.otherYear(verdict.nearest.candidate.subject, asked);
  }

  const said = ({ candidate }: Pick<Ranked, 'candidate'>, asked: Asked, now: Date): Reply => ({
    ...subjects.reply(candidate.subject, asked, vietnamDate(now)),
    about: candidate.id,
  });

  /** Nothing is sure: the likeliest things known, news among them, or a plain decline. */
  function offered(asked: Asked, verdict: Verdict): Reply {
    const likely = verdict.kind === 'offer' ? verdict.offers : [];
    const facts = likely.map(({ candidate, wording }) => offerOf(candidate, wording));
    const news = articleOffers(base, asked, mostOffers);
    const offers: Offer[] = [...facts, ...news].slice(0, mostOffers);
    const words = noAnswerText[asked.language];
    if (facts.length > 0)
      return withOffers({ kind: 'clarify', text: offerWords[asked.language].didYouMean, citations: [] }, offers);
    const ours = offers.length > 0;
    const text = ours ? `${words.notInSources} ${offerWords[asked.language].nearest}` : words.outOfScope;
    const reply: Reply = {
      kind: 'none',
      reason: ours ? 'not-in-sources' : 'out-of-scope',
      text,
      citations: [],
      choices: quickChoices(pack.about),
    };
    return withOffers(reply, offers);
  }

  function about(target: string, asked: Asked, now: Date): Reply | undefined {
    const document = base.document(target);
    if (document) return { ...articleReply(document, [], asked.language), about: target };
    const candidate = understanding.candidate(target);
    return candidate && said({ candidate }, asked, now);
  }

  return {
    read,
    answer,
    about,
    sureness(asked, now) {
      const verdict = understanding.decide(asked, now);
      return verdict.kind === 'answer' ? verdict.best.probability : 0.5;
    },
    explain: (asked, now) => understanding.decide(asked, now),
    sources,
    nearest: places.nearestStation,
    titled: (asked) => titleReply(base, asked),
    calendar: (now) => calendarReply(pack.milestones, vietnamDate(now), 'vi'),
  };
}
