import type { Milestone } from '../elections/calendar.ts';
import type { Fact } from '../elections/fact.ts';
import { tenseOf, vietnamDate, writtenDate } from '../elections/tense.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { KnowledgePack } from '../knowledge/pack.ts';
import { ageReply, readAge, readStrikes, strikesReply } from './age-replies.ts';
import type { Asked } from './asked.ts';
import { calendarReply } from './calendar-replies.ts';
import { type Candidate, createFactAnswers } from './fact-answers.ts';
import { factReply, milestoneReply } from './fact-replies.ts';
import { passageReply } from './passage-replies.ts';
import { onlyCommune, type PlaceReplies } from './place-replies.ts';
import { isWrongPremise } from './premise.ts';
import type { Reply } from './reply.ts';
import { readScope } from './scope.ts';
import { isAboutAnArea } from './slots.ts';
import { declinedText, factWords, noAnswerText, placeWords, quickChoices, sourcesText, talkText } from './wording.ts';

/** Answers a question that stands on its own. Pure: the same pack, question and `now` give the same reply. */
export interface Answering {
  /** Repairs the typing and reads the slots. */
  read(text: string, now: Date): Asked;
  answer(asked: Asked, now: Date): Reply;
  calendar(now: Date): Reply;
  sources(): Reply;
}

export interface AnsweringParts {
  pack: KnowledgePack;
  base: KnowledgeBase;
  places: PlaceReplies;
  read(text: string, now: Date): Asked;
}

/** How sure a wording match must be: fitted on left-out wordings of the pack, see `docs/accuracy.md`. */
const accepted = { score: 0.6, covered: 0.8, rivalGap: 0.04 };

export function createAnswering({ pack, base, places, read }: AnsweringParts): Answering {
  const facts = createFactAnswers(pack);
  const documents = new Map(pack.documents.map((document) => [document.id, document]));
  const electionDay = pack.milestones.find((milestone) => milestone.id === 'election-day');

  const declined = (asked: Asked, reason: 'not-in-sources' | 'out-of-scope'): Reply => ({
    kind: 'none',
    reason,
    text: reason === 'out-of-scope' ? noAnswerText[asked.language].outOfScope : noAnswerText[asked.language].notInSources,
    citations: [],
    choices: quickChoices,
  });

  function scopeReply(asked: Asked): Reply | undefined {
    const scope = readScope(asked.raw) ?? readScope(asked.text);
    if (!scope) return undefined;
    if (scope.kind === 'declined')
      return { kind: 'none', reason: scope.reason, text: declinedText[scope.topic][asked.language], citations: [] };
    if (scope.topic === 'sources') return sources();
    return {
      kind: 'talk',
      text: talkText[scope.topic][asked.language],
      citations: [],
      ...(scope.topic === 'greeting' || scope.topic === 'help' ? { choices: quickChoices } : {}),
    };
  }

  /** A place outside the province, or a name that is several places, decides before anything is looked up. */
  function placeReply(asked: Asked): Reply | undefined {
    const place = asked.places[0];
    if (!place || pack.communes.length === 0) return undefined;
    const words = placeWords[asked.language];
    const home = place.others.some((other) => other.province === pack.province) || place.communes.length > 0;
    if (!home && place.others.length > 0) {
      return isAboutAnArea(asked.kind) || asked.kind === 'yes-no'
        ? {
            kind: 'none',
            reason: 'other-province',
            text: noAnswerText[asked.language].otherProvince(place.name, pack.province),
            citations: [],
          }
        : undefined;
    }
    if (!home) {
      const choices = place.suggestions.slice(0, 4).map((name) => ({ label: name.slice(0, 40), value: name }));
      if (asked.kind !== 'which-unit' && !isAboutAnArea(asked.kind)) return undefined;
      return {
        kind: 'none',
        reason: 'unknown-place',
        text: `${words.unknownPlace(place.name, pack.province)}${choices.length > 0 ? ` ${words.didYouMean}` : ''}`,
        citations: [],
        ...(choices.length > 0 ? { choices } : {}),
      };
    }
    return undefined;
  }

  /** "Yên Bái" alone may be the ward, the former province or the former city: for a unit or a polling place that must be asked. */
  function ambiguousPlace(asked: Asked): Reply | undefined {
    const place = asked.places[0];
    if (!place || onlyCommune(place)) return undefined;
    const words = placeWords[asked.language];
    const choices = place.communes.map((commune) => ({
      label: `${commune.type} ${commune.name}`,
      value: `${commune.type} ${commune.name}`,
    }));
    const former = place.others.find((other) => other.kind === 'former-district' && other.province === pack.province);
    if (choices.length === 0)
      return former
        ? { kind: 'clarify', text: words.formerDistrict(place.name, `tỉnh ${pack.province}`), choices: [], citations: [] }
        : undefined;
    return {
      kind: 'clarify',
      text: former
        ? `${words.whichPlace(place.name)} ${words.formerDistrict(place.name, `tỉnh ${pack.province}`)}`
        : words.whichPlace(place.name),
      choices,
      citations: [],
    };
  }

  const closingFor = (fact: Fact, asked: Asked, today: string): string =>
    electionDay &&
    tenseOf(electionDay.date, today) === 'past' &&
    ['voting', 'eligibility', 'ballots', 'voter-lists'].includes(fact.topic)
      ? factWords[asked.language].electionOver(writtenDate(electionDay.date))
      : '';

  function workedOut(asked: Asked, today: string): Reply | undefined {
    const age = readAge(asked.text);
    const strikes = readStrikes(asked.text);
    if (!age && !strikes) return undefined;
    const wantsToStand = /\b(ung cu|stand)\b/.test(asked.text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
    const find = (id: string): Fact | undefined => pack.facts.find((fact) => fact.id === id);
    if (strikes) {
      const fact = find('how-many-to-strike');
      return fact && strikesReply(strikes, fact, asked.language);
    }
    const fact = find(wantsToStand ? 'standing-age' : 'voting-age');
    if (!age || !fact || !electionDay) return undefined;
    return ageReply(age, fact, electionDay.date, asked.language, closingFor(fact, asked, today));
  }

  const isAccepted = (candidate: Candidate): boolean =>
    candidate.score >= accepted.score && candidate.covered >= accepted.covered;

  function exactReply(asked: Asked, today: string): Reply | undefined {
    const [best] = facts.find(asked.text, asked);
    if (!best || !isAccepted(best)) return undefined;
    const key = best.key;
    switch (key.kind) {
      case 'task':
        if (key.task === 'calendar') return calendarReply(pack.milestones, today, asked.language);
        return ambiguousPlace(asked) ?? (key.task === 'polling-place' ? places.pollingPlace(asked) : unitTask(asked));
      case 'milestone':
        return milestoneAnswer(key.milestone, asked, today);
      case 'fact':
        return factAnswer(key.fact, asked, today);
    }
  }

  function unitTask(asked: Asked): Reply {
    const commune = onlyCommune(asked.places[0]);
    return commune
      ? places.unitsOf(asked, commune)
      : { kind: 'clarify', text: placeWords[asked.language].tellPlace, choices: [], citations: [] };
  }

  function milestoneAnswer(milestone: Milestone, asked: Asked, today: string): Reply | undefined {
    const written = writtenDate(milestone.date);
    const wrong = isWrongPremise(asked, `${milestone.name} ${written} ${milestone.hours ?? ''}`, milestone.date);
    if (wrong === 'unsupported') return undefined;
    return milestoneReply(milestone, today, {
      language: asked.language,
      ...(wrong ? { opening: factWords[asked.language][wrong === 'wrong' ? 'notSo' : 'isSo'] } : {}),
    });
  }

  function factAnswer(best: Fact, asked: Asked, today: string): Reply | undefined {
    const family = facts.series(best);
    const fact = pickByYear(family, best, asked.slots.years);
    if (!fact)
      return {
        kind: 'none',
        reason: 'not-in-sources',
        text: noAnswerText[asked.language].otherYear(asked.slots.years.join(', '), knownYears(family)),
        citations: [],
      };
    if (asked.slots.level && fact.level !== 'all' && fact.level !== asked.slots.level) return undefined;
    if (!coversPlaces(fact, asked)) return undefined;
    const premise = isWrongPremise(asked, `${fact.statement} ${fact.quote ?? ''} ${fact.value ?? ''}`, fact.validFrom);
    if (premise === 'unsupported') return undefined;
    const older =
      asked.slots.years.length > 0 ? [] : family.filter((other) => other !== fact && other.topic === 'offices').slice(0, 1);
    return factReply(fact, {
      language: asked.language,
      older,
      closing: closingFor(fact, asked, today),
      ...(premise ? { opening: factWords[asked.language][premise === 'wrong' ? 'notSo' : 'isSo'] } : {}),
    });
  }

  const knownYears = (family: Fact[]): string =>
    family
      .map((fact) => fact.year ?? fact.validFrom?.slice(0, 4))
      .filter(Boolean)
      .map((year) => `năm ${year}`)
      .join(', ');

  /** A figure of the whole province or country is no answer for one commune of it. */
  function coversPlaces(fact: Fact, asked: Asked): boolean {
    if (!isAboutAnArea(asked.kind)) return true;
    const said = `${fact.statement} ${fact.quote ?? ''} ${fact.territory}`.normalize('NFC');
    return asked.places.every((place) => place.communes.length === 0 || said.includes(place.communes[0]!.name));
  }

  function answer(asked: Asked, now: Date): Reply {
    const today = vietnamDate(now);
    return (
      scopeReply(asked) ??
      placeReply(asked) ??
      (asksForUnitOfAmbiguousPlace(asked) ? ambiguousPlace(asked) : undefined) ??
      places.unitQuestion(asked) ??
      workedOut(asked, today) ??
      exactReply(asked, today) ??
      passageReply(base, (id) => documents.get(id), asked) ??
      declined(asked, /\p{L}/u.test(asked.text) && !mentionsOurWords(asked) ? 'out-of-scope' : 'not-in-sources')
    );
  }

  const asksForUnitOfAmbiguousPlace = (asked: Asked): boolean => asked.kind === 'which-unit';

  /** A question without one informative word of ours is about something else. */
  const mentionsOurWords = (asked: Asked): boolean =>
    (facts.find(asked.text, asked)[0]?.covered ?? 0) >= 0.5 || base.search(asked.text, 1).length > 0;

  function sources(): Reply {
    const newest = [...pack.documents].sort((a, b) => b.published.localeCompare(a.published));
    const named = newest
      .slice(0, 3)
      .map(
        (document) =>
          `• ${document.title} (${document.publisher}${document.published ? `, ${writtenDate(document.published)}` : ''})`,
      );
    return { kind: 'talk', text: sourcesText(pack.documents.length, pack.facts.length, named), citations: [] };
  }

  return { read, answer, sources, calendar: (now) => calendarReply(pack.milestones, vietnamDate(now), 'vi') };
}

/** The fact of a series that speaks of the asked year; without a year the newest. `undefined`: the series has other years only. */
function pickByYear(family: Fact[], best: Fact, years: number[]): Fact | undefined {
  if (years.length === 0) return best.series && best.topic === 'offices' ? family[0] : best;
  const speaks = (fact: Fact): boolean =>
    years.every((year) =>
      fact.year === undefined
        ? `${fact.statement} ${fact.quote ?? ''} ${fact.validFrom ?? ''}`.includes(String(year))
        : fact.year === year,
    );
  return [best, ...family].find(speaks);
}
