import type { KnowledgePack } from '../elections/pack/pack.ts';
import { vietnamDate } from '../elections/tense.ts';
import type { Asked } from './question/asked.ts';
import { readScope } from './question/scope.ts';
import { isAboutAnArea } from './question/slots.ts';
import { calendarReply } from './reply/calendar.ts';
import { createExactReplies } from './reply/exact.ts';
import { passageReply } from './reply/passages.ts';
import { isElsewhere, onlyCommune } from './reply/place-title.ts';
import type { PlaceReplies } from './reply/places.ts';
import type { Reply } from './reply/reply.ts';
import { sourcesReply, titleOffers, titleReply } from './reply/sources.ts';
import { noAnswerText } from './reply/words.ts';
import { oldPlaceWords } from './reply/words-old-places.ts';
import { placeWords } from './reply/words-places.ts';
import { titleWords } from './reply/words-sources.ts';
import { declinedText, quickChoices, talkText } from './reply/words-talk.ts';
import type { KnowledgeBase } from './search/knowledge-base.ts';

/** Answers a question that stands on its own. Pure: the same pack, question and `now` give the same reply. */
export interface Answering {
  /** Repairs the typing and reads the slots. */
  read(text: string, now: Date): Asked;
  answer(asked: Asked, now: Date): Reply;
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
  read(text: string, now: Date): Asked;
}

export function createAnswering({ pack, base, places, read }: AnsweringParts): Answering {
  const exact = createExactReplies(pack, (task, asked) =>
    task === 'polling-place' ? (places.askBack(asked) ?? places.pollingPlace(asked)) : unitOfPlace(asked),
  );

  /** The way of a question; the first that has something to say answers. */
  function answer(asked: Asked, now: Date): Reply {
    return (
      outsideScope(asked) ??
      outsideProvince(asked, now) ??
      places.unitQuestion(asked) ??
      (asked.kind === 'which-unit' ? (places.unitsOfArea(asked) ?? places.askBack(asked)) : undefined) ??
      newsOfPlace(asked) ??
      exact.reply(asked, vietnamDate(now)) ??
      passageReply(base, asked, pack.province) ??
      declined(asked)
    );
  }

  /** "How is commune X preparing?" is news of X before it is a rule for everybody. */
  function newsOfPlace(asked: Asked): Reply | undefined {
    const isOpen = asked.kind === 'how-to' || asked.kind === 'what';
    return isOpen && onlyCommune(asked.places[0]) ? passageReply(base, asked, pack.province) : undefined;
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

  /** A place that is not ours: rules hold everywhere, figures, names and units do not. */
  function outsideProvince(asked: Asked, now: Date): Reply | undefined {
    const place = asked.places[0];
    if (!place || pack.communes.length === 0) return undefined;
    if (!isElsewhere(place)) return undefined;
    if (asked.kind === 'which-unit' || places.asksForPlace(asked)) {
      const known = places.elsewhere(asked);
      if (known) return known;
    }
    // "I work in Hà Nội, where do I vote?" has an answer, "where in Hà Nội is it?" has none here.
    const isRule = asked.kind === 'where' || asked.kind === 'yes-no';
    const rule = isRule && place.others.length > 0 ? exact.reply(asked, vietnamDate(now)) : undefined;
    if (rule?.kind === 'answer') return rule;
    if (!isAboutAnArea(asked.kind) && asked.kind !== 'yes-no' && !places.asksForPlace(asked)) return undefined;
    if (place.resolution.kind === 'elsewhere') {
      return {
        kind: 'none',
        reason: 'other-province',
        text: noAnswerText[asked.language].otherProvince(place.name, pack.province),
        citations: [],
      };
    }
    const words = oldPlaceWords[asked.language];
    const choices = place.suggestions.slice(0, 4).map((name) => ({ label: name.slice(0, 40), value: name }));
    const text = `${words.unknown(place.name, pack.province)}${choices.length > 0 ? ` ${placeWords[asked.language].didYouMean}` : ''}`;
    return { kind: 'none', reason: 'unknown-place', text, citations: [], ...(choices.length > 0 ? { choices } : {}) };
  }

  function unitOfPlace(asked: Asked): Reply {
    const commune = onlyCommune(asked.places[0]);
    if (commune) return places.unitsOf(asked, commune);
    return (
      places.unitsOfArea(asked) ??
      places.askBack(asked) ?? { kind: 'clarify', text: placeWords[asked.language].tellPlace, choices: [], citations: [] }
    );
  }

  /** A question without one informative word of ours is about something else. */
  function declined(asked: Asked): Reply {
    const ours = exact.nearness(asked) >= 0.5 || base.search(asked.typed, 1).length > 0;
    const words = noAnswerText[asked.language];
    const titles = ours ? titleOffers(base, asked) : [];
    return {
      kind: 'none',
      reason: ours ? 'not-in-sources' : 'out-of-scope',
      text: `${ours ? words.notInSources : words.outOfScope}${titles.length > 0 ? ` ${titleWords[asked.language].didYouMean}` : ''}`,
      citations: [],
      choices: titles.length > 0 ? titles : quickChoices(pack.about),
    };
  }

  const sources = (): Reply => sourcesReply(base, pack.facts.length);

  return {
    read,
    answer,
    sources,
    nearest: places.nearestStation,
    titled: (asked) => titleReply(base, asked),
    calendar: (now) => calendarReply(pack.milestones, vietnamDate(now), 'vi'),
  };
}
