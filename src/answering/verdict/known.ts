import type { QuestionKind } from '../../elections/fact.ts';
import { fold, syllables } from '../../vietnamese/text.ts';
import { conditionsIn, type FigureSpan } from '../claims/condition.ts';
import { officesIn } from '../question/offices.ts';
import { type AnswerType, readQuestion } from '../question/question.ts';
import { roundsIn, unitNumberIn, yearsSpokenOf } from '../question/slots.ts';
import { type Candidate, textAt } from './candidate.ts';
import type { Contraries } from './contraries.ts';
import type { CandidateWords } from './field.ts';
import { isLight, startsWithDigit } from './grams.ts';
import { type Ideas, ideasIn } from './ideas.ts';
import { plainFigure, timesIn } from './prepared.ts';
import type { SpeltCandidate } from './spelt.ts';

/** A candidate with what is worked out of it once. */
export interface Known {
  candidate: Candidate;
  content: CandidateWords;
  /** Whether one of its wordings asks for a reason. */
  explains: boolean;
  /** How many of its wordings ask for each sort of value. */
  sorts: ReadonlyMap<AnswerType, number>;
  /** Sides its wordings or its statement take. */
  sides: ReadonlySet<string>;
  /** Offices it names; read when first needed. */
  offices(): ReadonlySet<string>;
  /** Figures of its statement and wordings. */
  figures: ReadonlySet<string>;
  /** Its statement, folded: to see whether a place is named. */
  stated: string;
  unit: string | undefined;
  /** Times of day of its statement, in minutes. */
  times: ReadonlySet<number>;
  /** Its numbers, each with the words that name what it counts. */
  counts: readonly { is: number; named: ReadonlySet<string> }[];
  /** Whom it holds for, where its subject sets that by a figure. */
  conditions: readonly FigureSpan[];
  /** Rounds its statement names, else its wordings: who asks tells of others on the way. */
  rounds: ReadonlySet<string>;
  /** What one of its wordings or passages asks; read when first needed. */
  wording(place: number): WordingReading;
}

/** What a wording asks. */
export interface WordingReading {
  kind: QuestionKind;
  wants: AnswerType;
  focus: readonly string[];
  ideas: readonly string[];
  /** Its folded words that carry its subject. */
  telling: readonly string[];
  /** Years it names. */
  years: ReadonlySet<number>;
  /** The wording itself, folded: to see whether a place is named. */
  folded: string;
}

/** Rounds that a folded statement names, else the wordings after it. */
function roundsOf([stated = '', ...wordings]: readonly string[]): ReadonlySet<string> {
  const rounds = roundsIn(stated);
  return new Set(rounds.length > 0 ? rounds : wordings.flatMap(roundsIn));
}

/** Works out of a candidate what questions are compared with; `spelt`, which is not kept, and `content` are its words. */
export function know(
  candidate: Candidate,
  { wordings, statement }: SpeltCandidate,
  content: CandidateWords,
  { ideas, contraries, province }: { ideas: Ideas; contraries: Contraries; province: string },
): Known {
  const readings = new Map<number, WordingReading>();
  let offices: ReadonlySet<string> | undefined;
  const text = fold([candidate.statement, ...candidate.wordings].join(' | '));
  return {
    candidate,
    content,
    explains: wordings.some(({ wants }) => wants === 'reason'),
    sorts: new Map([...Map.groupBy(wordings, ({ wants }) => wants)].map(([sort, all]) => [sort, all.length])),
    sides: new Set([statement, ...wordings].flatMap(({ words }) => contraries.sides(words).map(({ name }) => name))),
    offices: () => (offices ??= officesIn([candidate.statement, ...candidate.wordings].join(' | '), province)),
    figures: new Set([...text.matchAll(/\d[\d.,]*/g)].map(([figure]) => plainFigure(figure))),
    stated: fold(candidate.statement),
    times: new Set(timesIn(candidate.statement)),
    counts: candidate.counts.map(({ is, of, unit }) => ({
      is,
      named: new Set(syllables(`${of} ${unit}`).map(({ folded }) => folded)),
    })),
    conditions: conditionsIn(candidate.subject.kind === 'fact' ? (candidate.subject.fact.subject ?? '') : ''),
    rounds: roundsOf(text.split(' | ')),
    wording(place) {
      const known = readings.get(place);
      if (known) return known;
      const wording = textAt(candidate, place);
      const { kind, wants, focus, words } = readQuestion(wording);
      const telling = words.flatMap(({ folded }) => (isLight(folded) || startsWithDigit(folded) ? [] : [folded]));
      const folded = fold(wording);
      const years = yearsSpokenOf(folded);
      const reading = { kind, wants, focus, telling, ideas: ideasIn(ideas.read(words)), years, folded };
      readings.set(place, reading);
      return reading;
    },
    unit: unitNumberIn(text),
  };
}
