import { z } from 'zod';
import type { Fact, FactValue } from '../elections/fact.ts';
import { isDate } from '../elections/pack/article.ts';
import { findDates } from '../vietnamese/dates.ts';
import { unitWords, unnamedIn } from '../vietnamese/noun.ts';
import { findNumbers, type NumberMention } from '../vietnamese/numbers.ts';
import { fold } from '../vietnamese/text.ts';
import type { Fault } from './fact-rules.ts';

const text = z.string().trim().min(1);
const decimal = z
  .string()
  .regex(/^-?\d+(?:\.\d+)?$/u, 'write digits with a point for decimals and none for thousands, e.g. 1972 or 99.7')
  .transform(Number);
const day = z.string().refine(isDate, 'write a day of the calendar as year-month-day, e.g. 2031-05-20');
const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`;
const comparator = z.enum(['exactly', 'at-least', 'at-most', 'within', 'about']).optional();
const kinds = ['number', 'date', 'hours', 'person', 'text'] as const;

/** A typed value as the file has it: the key that holds it says its kind, e.g. `{ of: cử tri, number: 1185763, unit: người }`. */
export const valueSchema = z
  .strictObject({
    of: text,
    comparator,
    number: decimal.optional(),
    date: day.optional(),
    hours: z
      .string()
      .regex(new RegExp(`^${clock}(?:-${clock})?$`, 'u'), 'write 07:00 or 07:00-19:00')
      .optional(),
    person: text.optional(),
    text: text.optional(),
    to: text.optional(),
    unit: text.optional(),
  })
  .superRefine((given, context) => {
    const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
    if (kinds.filter((kind) => given[kind] !== undefined).length !== 1) refuse(`give one of ${kinds.join(', ')}`);
    else if ((given.number !== undefined) !== (given.unit !== undefined)) refuse('a number has a unit, nothing else has one');
    else if (given.to !== undefined && given.number === undefined && given.date === undefined)
      refuse('only a number or a date has "to"');
    else if (given.to !== undefined && !(given.number === undefined ? day : decimal).safeParse(given.to).success)
      refuse('write "to" like the value itself');
    else if (given.number !== undefined && (given.to !== undefined) !== (given.comparator === 'within'))
      refuse('a number has "to" where its comparator is within');
  })
  .transform(({ of, comparator: how = 'exactly', number, date, hours, person, text: words, to, unit }): FactValue => {
    if (number !== undefined)
      return { kind: 'number', of, comparator: how, is: number, unit: unit!, ...(to === undefined ? {} : { to: Number(to) }) };
    if (date !== undefined) return { kind: 'date', of, comparator: how, is: date, ...(to === undefined ? {} : { to }) };
    if (hours !== undefined) return { kind: 'hours', of, comparator: how, is: hours };
    return person === undefined
      ? { kind: 'text', of, comparator: how, is: words! }
      : { kind: 'person', of, comparator: how, is: person };
  });

/** What a typed value must show in the text: each is looked for by itself. */
function parts(value: FactValue): (string | number)[] {
  if (value.kind === 'number' || value.kind === 'date') return [value.is, ...(value.to === undefined ? [] : [value.to])];
  return value.kind === 'hours' ? value.is.split('-') : [value.is];
}

/** Whether a text of a fact says a value: figures in digits or words, days as `20/05/2031`, hours as `07:00`, names and words as they are. */
function says(said: string, value: FactValue): boolean {
  const folded = fold(said);
  switch (value.kind) {
    case 'number': {
      const numbers = findNumbers(said).flatMap(({ value: number, outOf }) => (outOf === undefined ? [number] : [number, outOf]));
      return parts(value).every((part) => numbers.some((number) => Math.abs(number - Number(part)) < 1e-9));
    }
    case 'date': {
      const dates = findDates(said).flatMap((found) =>
        found.kind === 'date' && found.year !== undefined
          ? [`${found.year}-${String(found.month).padStart(2, '0')}-${String(found.day).padStart(2, '0')}`]
          : [],
      );
      return parts(value).every((part) => dates.includes(String(part)));
    }
    case 'hours':
      return parts(value).every((part) => said.includes(String(part)));
    case 'person':
      return said.normalize('NFC').includes(value.is.normalize('NFC'));
    case 'text':
      return folded.includes(fold(value.is));
  }
}

const shown = (value: FactValue): string => parts(value).join(' to ');

const holds = ({ value, outOf }: NumberMention, figure: number): boolean =>
  [value, outOf].some((number) => number !== undefined && Math.abs(number - figure) < 1e-9);

/** Whether a sentence that says the number says its unit too: in a list the unit stands once. */
function saysUnit(said: string, { is, unit }: Extract<FactValue, { kind: 'number' }>): boolean {
  const sentences = said.split(/(?<=[.!?])\s/u).filter((sentence) => findNumbers(sentence).some((mention) => holds(mention, is)));
  return unitWords(unit).some((word) => sentences.some((sentence) => fold(sentence).includes(fold(word))));
}

/** What a text does not say of a value: the thing itself, the noun it is said of, or the unit it is counted in. */
function valueFault(said: string, area: string, value: FactValue): Omit<Fault, 'key'> | undefined {
  if (!says(said, value))
    return {
      message: `the value "${value.of}" is ${shown(value)}, the statement and the quote do not say so`,
      fix: 'correct the value, or say it in the statement',
    };
  const unsaid = unnamedIn(value.of, `${said} ${area}`);
  if (unsaid.length > 0)
    return {
      message: `the value ${shown(value)} is of "${value.of}", the statement and the quote do not say "${unsaid.join(' ')}"`,
      fix: 'name it in the words of the statement, or say it in the statement',
    };
  if (value.kind === 'number' && !saysUnit(said, value))
    return {
      message: `the value "${value.of}" is ${shown(value)} ${value.unit}, no sentence with the figure says "${value.unit}"`,
      fix: 'write the unit that the statement has, or say it with the figure',
    };
  return undefined;
}

/** Values whose figure, day or name, whose noun or whose unit neither the statement nor the quote holds. */
export function valueFaults({ statement, quote = '', area, values }: Fact): Fault[] {
  const said = `${statement} ${quote}`.normalize('NFC');
  return values.flatMap((value) => {
    const fault = valueFault(said, area, value);
    return fault ? [{ key: 'values' as const, ...fault }] : [];
  });
}
