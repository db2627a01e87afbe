/** Instruments, ages and terms an announcement names, against the typed values of the pack. */
import { electedAssembly } from '../../elections/calendar.ts';
import type { Fact } from '../../elections/fact.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { fold } from '../../vietnamese/text.ts';
import { electsAssembly, termsIn } from '../question/announced.ts';
import { asksToStand, readSlots, speaksOfVoting, yearsOfTerms } from '../question/slots.ts';
import { compareDay } from './comparing.ts';
import { wordsOf } from './comparison.ts';
import { electionDay } from './days.ts';
import { doubt, type SentenceCheck, standing, writtenDay } from './statement.ts';
import { claimWords, valueNames } from './words.ts';

const { numberOf, dayOf, years: ageUnit } = valueNames;
const longestBeside = 20;
const besideNumber = new Set(['ngay', 'ban', 'hanh']);

/** Instruments a fact types by number and day: `số của nghị quyết` and `ngày của nghị quyết`. */
const instrumentsOf = (fact: Fact) =>
  fact.values.flatMap((number) => {
    if (number.kind !== 'text' || !number.of.startsWith(numberOf)) return [];
    const day = fact.values.find(({ of }) => of === dayOf + number.of.slice(numberOf.length));
    return day?.kind === 'date' ? [{ number: fold(number.is), day, fact }] : [];
  });

/** An instrument of the sources cited with another date. */
export function createInstrumentCheck({ facts }: KnowledgePack): SentenceCheck {
  const known = facts.flatMap(instrumentsOf);
  return ({ folded, text, days }) =>
    days.flatMap((day) =>
      known.flatMap(({ number, day: held, fact }) => {
        const from = Math.max(0, day.start - number.length - longestBeside);
        const found = folded.slice(from, day.start).lastIndexOf(number);
        const at = found < 0 ? found : from + found;
        const isDated = at >= 0 && wordsOf(text.slice(at + number.length, day.start)).every((word) => besideNumber.has(word));
        if (!isDated || compareDay(day, held) !== 'wrong') return [];
        const written = text.slice(day.start, day.end).replace(/^\D+/u, '');
        const message = claimWords.instrument(text.slice(at, at + number.length), writtenDay(day));
        return [doubt(`instrument:${number}:${written}`, message, standing(fact.sources, fact.statement))];
      }),
    );
}

/** Another age than the one from which people vote or stand. */
export function createAgeCheck({ facts }: KnowledgePack): SentenceCheck {
  const rules = facts.flatMap((fact) => {
    const age = fact.values.find((value) => value.kind === 'number' && value.unit === ageUnit);
    return age?.kind === 'number' && fact.computes ? [{ fact, is: age.is, computes: fact.computes }] : [];
  });
  return ({ text, numbers }) => {
    const said = numbers.find(({ before, noun }) => before.at(-1) === 'du' && noun[0] === 'tuoi')?.value;
    if (said === undefined || rules.some(({ is }) => is === said) || !speaksOfVoting(text)) return [];
    const rule = rules.find(({ computes }) => computes === (asksToStand(text) ? 'standing-age' : 'voting-age'));
    if (!rule) return [];
    return [doubt(`age:${said}`, claimWords.age(said, rule.is), standing(rule.fact.sources, rule.fact.statement))];
  };
}

/** A term of the National Assembly and of the councils, in years (Articles 71 and 115 of the Constitution). */
const termYears = 5;

/** The number of the assembly and the term that are elected. */
export function createTermCheck(pack: KnowledgePack): SentenceCheck {
  const election = electionDay(pack);
  const assembly = electedAssembly(pack.milestones);
  if (!election || !assembly) return () => [];
  const source = standing(election.sources, election.name);
  return ({ folded, text }) => {
    const term = termsIn(folded).find(({ from, to }) => from === assembly.year && to !== assembly.year + termYears);
    const right = `${assembly.year}-${assembly.year + termYears}`;
    const said = electsAssembly(folded) ? /khoa ([ivxl]+)/u.exec(folded)?.[1] : undefined;
    const isOther = said !== undefined && yearsOfTerms(folded, assembly).every((year) => year !== assembly.year);
    const years = isOther ? readSlots(text, assembly.year).years : [];
    return [
      ...(isOther && (years.length === 0 || years.includes(assembly.year))
        ? [doubt(`assembly:${said}`, claimWords.assembly(said.toUpperCase()), source)]
        : []),
      ...(term ? [doubt(`term:${term.to}`, claimWords.term(right, `${term.from}-${term.to}`), source)] : []),
    ];
  };
}
