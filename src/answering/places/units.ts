import type { ElectoralUnits } from '../../elections/electoral-units.ts';
import type { Confidence } from '../../elections/fact.ts';
import { type Commune, type ElectoralUnit, placeTitle } from '../../elections/places.ts';
import type { Asked } from '../question/asked.ts';
import type { Language } from '../question/language.ts';
import { bodyOf, underHeadline } from '../reply/body.ts';
import type { Reply } from '../reply/reply.ts';
import { citationOf } from '../reply/source-line.ts';
import { noteOn, officeKnows } from '../reply/words.ts';
import type { Citation } from '../search/citation.ts';
import { aroundPlace } from './title.ts';
import { type LevelNames, placeWords } from './words.ts';

/** Replies from the table of electoral units. */
export interface UnitReplies {
  /** The units of a commune, at the level asked for or at every one that is known. */
  of(asked: Asked, commune: Commune): Reply;
  /** Whether a commune is in the unit of that number. */
  confirm(asked: Asked, commune: Commune, number: string): Reply;
  /** The communes or the seats of the unit of that number. */
  numbered(asked: Asked, number: string, ask: 'members' | 'seats'): Reply;
}

const levels = ['national-assembly', 'province', 'commune'] as const;

/** `đơn vị bầu cử số 3 (bầu Quốc hội)`. */
export const unitTitle = (
  { level, number }: Pick<ElectoralUnit, 'level' | 'number'>,
  language: Language,
  names: LevelNames,
): string => placeWords[language].unit(names[language][level], number);

/** What is to be kept in mind of units: a caveat that holds for all of them once, else with the level it holds for. */
export function notesOnUnits(
  units: readonly (Pick<ElectoralUnit, 'level'> & { confidence: Confidence })[],
  language: Language,
  names: LevelNames,
) {
  const levelsOf = new Map<string, Set<string>>();
  for (const { level, confidence } of units) {
    const note = noteOn(confidence, language);
    if (note !== '') levelsOf.set(note, (levelsOf.get(note) ?? new Set()).add(names[language][level]));
  }
  const all = new Set(units.map(({ level }) => level)).size;
  return [...levelsOf].map(([note, of]) => (of.size === all ? note : placeWords[language].noteFor([...of].join(', '), note)));
}

const withSeats = (unit: ElectoralUnit, language: Language, names: LevelNames): string =>
  unit.seats === undefined
    ? `${unitTitle(unit, language, names)}.`
    : placeWords[language].unitWithSeats(unitTitle(unit, language, names), unit.seats);

/** How well what is asked of units is supported. */
const ofAsk = (units: readonly ElectoralUnit[], ask: 'members' | 'seats') =>
  units.map(({ level, confidence, seatsConfidence }) => ({
    level,
    confidence: ask === 'seats' ? (seatsConfidence ?? confidence) : confidence,
  }));

const levelAsked = ({ slots: { level }, language }: Asked, names: LevelNames): string => (level ? names[language][level] : '');

export function createUnitReplies(communes: readonly Commune[], units: ElectoralUnits, names: LevelNames): UnitReplies {
  const ofCode = new Map(communes.map((commune) => [commune.code, commune]));
  const members = (unit: ElectoralUnit): string => unit.communes.map((code) => placeTitle(ofCode.get(code)!)).join(', ');
  const cite = (unit: ElectoralUnit, quote: string): Citation =>
    citationOf(unit.source, `unit-${unit.level}-${unit.number}`, quote);

  function of(asked: Asked, commune: Commune): Reply {
    const { language, slots } = asked;
    const words = placeWords[language];
    const wanted = units.ofCommune(commune.code).filter(({ level }) => !slots.level || level === slots.level);
    const { opening, closing, citations: past } = aroundPlace(asked);
    if (wanted.length === 0) {
      const sentences = [opening, words.unitUnknown(placeTitle(commune), levelAsked(asked, names))];
      const body = { language, sentences, nextStep: officeKnows[language], citations: past };
      return { kind: 'none', reason: 'not-in-sources', ...bodyOf(body) };
    }
    const citations = [...wanted.map((unit) => cite(unit, `${withSeats(unit, language, names)} ${members(unit)}.`)), ...past];
    const missing = levels.filter(
      (level) => !wanted.some((unit) => unit.level === level) && (!slots.level || level === slots.level),
    );
    return {
      kind: 'answer',
      value: wanted.map((unit) => unitTitle(unit, language, names)).join('; '),
      ...bodyOf({
        language,
        sentences: [
          opening,
          ...(wanted.length === 1
            ? [words.belongsTo(placeTitle(commune), withSeats(wanted[0]!, language, names))]
            : [words.belongs(placeTitle(commune)), ...wanted.map((unit) => `• ${withSeats(unit, language, names)}`)]),
        ],
        notes: [
          ...notesOnUnits(wanted, language, names),
          missing.length > 0 && words.otherLevelsUnknown(missing.map((level) => names[language][level]).join(', ')),
          closing,
        ],
        citations,
      }),
    };
  }

  function confirm(asked: Asked, commune: Commune, number: string): Reply {
    const reply = of(asked, commune);
    if (reply.kind !== 'answer' || !reply.parts) return reply;
    const holds = units.numbered(number, asked.slots.level).some((unit) => unit.communes.includes(commune.code));
    const words = placeWords[asked.language];
    return { ...reply, ...underHeadline(reply, holds ? words.yes : words.notThatUnit(number), asked.language) };
  }

  function numbered(asked: Asked, number: string, ask: 'members' | 'seats'): Reply {
    const { language, slots } = asked;
    const words = placeWords[language];
    const found = units.numbered(number, slots.level).filter((unit) => ask === 'members' || unit.seats !== undefined);
    if (found.length === 0) {
      const sentences = [words.noSuchUnit(number, levelAsked(asked, names))];
      return { kind: 'none', reason: 'not-in-sources', ...bodyOf({ language, sentences, nextStep: officeKnows[language] }) };
    }
    const said = found.map((unit) =>
      ask === 'seats'
        ? words.seats(unitTitle(unit, language, names), unit.seats!)
        : words.members(unitTitle(unit, language, names), unit.communes.length, members(unit)),
    );
    return {
      kind: 'answer',
      value: found.map((unit) => (ask === 'seats' ? String(unit.seats) : members(unit))).join('; '),
      ...bodyOf({
        language,
        sentences: said,
        notes: [
          ...notesOnUnits(ofAsk(found, ask), language, names),
          found.length === 1 && !slots.level && words.onlyLevel(names[language][found[0]!.level]),
        ],
        citations: found.map((unit, i) => cite(unit, said[i]!)),
      }),
    };
  }

  return { of, confirm, numbered };
}
