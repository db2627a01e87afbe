/** Whether an exact thing answers the very question: its kind, place, year and unit. */
import type { Milestone } from '../../elections/calendar.ts';
import type { Fact } from '../../elections/fact.ts';
import { fold } from '../../vietnamese/text.ts';
import { withoutFigures } from '../claims/premise.ts';
import type { Asked } from '../question/asked.ts';
import { readQuestion } from '../question/question.ts';
import { isAboutAnArea } from '../question/slots.ts';
import { type Candidate, speaksOfYear } from '../verdict/fact-answers.ts';
import { withoutAge } from './age.ts';
import { isElsewhere, onlyCommune } from './place-title.ts';

/** What the question is about, without the places, years and figures that are checked by themselves. */
export function subjectOf(asked: Asked): string {
  let text = asked.text;
  for (const place of [...asked.places].reverse()) {
    if (onlyCommune(place) || (isRule(asked.kind) && isElsewhere(place)))
      text = `${text.slice(0, place.start)} ${text.slice(place.end)}`;
  }
  return withoutFigures(withoutAge(text.replace(hamlet, ' ')));
}

/** `thôn 3`, `tổ dân phố số 12`, `bản Làng Nủ`: where in a commune somebody lives is no part of what is asked. */
const hamlet =
  /(?<!\p{L})(?:[Tt]ổ dân phố|[Tt]o dan pho|[Tt]ổ|[Tt]o|[Tt]hôn|[Tt]hon|[Bb]ản|[Bb]an|[Xx]óm|[Xx]om|[Kk]hu phố|[Kk]hu pho)(?: số| so)? (?:\d+|\p{Lu}\p{L}*(?: \p{Lu}\p{L}*)*)(?!\p{L})/gu;

/** Asked how many, a fact without a figure is no answer; asked who, one that names nobody is none; a date alone says neither what nor why. */
export function isOfKind(key: Candidate['key'], { kind, text }: Asked): boolean {
  const definition = /\b(la gi|nghia la|la sao|the nao la|vi sao|tai sao)\b/.test(fold(text));
  switch (key.kind) {
    case 'task':
      return !definition;
    case 'milestone':
      return (
        kind === 'when' ||
        kind === 'yes-no' ||
        (kind === 'what' && !definition && !/\b(thi sao|lam gi|lam sao|the nao)\b/.test(fold(text)))
      );
    case 'fact':
      if (definition && !key.fact.kinds.includes('what')) return false;
      return !['how-many', 'who', 'where', 'when'].includes(kind) || key.fact.kinds.includes(kind);
  }
}

const counted = /\b(?:bao nhieu|may) ([a-z]+)/u;
/** People are counted by shares too, and points may be given in per cent. */
const countedInShares = new Set(['nguoi', 'diem']);
/** Figures that are no count of things. */
const measure = /\d[\d.,]{0,20} ?(?:%|(?:nghin |trieu |ty )?dong\b)/u;

/** Whether the question counts things and the fact only knows a share or a sum: asked how many procedures, 47 % is no answer, nor are 60 billion dong. */
export function measuresInstead({ statement, value = '' }: Fact, asked: Asked): boolean {
  if (asked.kind !== 'how-many' || readQuestion(asked.text).wants !== 'number') return false;
  const noun = counted.exec(fold(asked.text))?.[1];
  if (noun === undefined || countedInShares.has(noun) || !measure.test(fold(value))) return false;
  return !new RegExp(`\\d[\\d.,/]*(?: %)?(?: [a-z]+){0,3} ${noun}\\b`, 'u').test(fold(`${value} ${statement}`));
}

const own = /\b(?:(?:cua|cho|nha|noi|xa|phuong|thon|ban|to) (?:toi|minh|em|chau|nha toi))\b/u;

/** Whether the question is about where the person lives, and the statement about one numbered unit: nobody said that they live there. */
export const isOfSomeUnit = (statement: string, { text, slots }: Asked): boolean =>
  slots.unitNumber === undefined &&
  own.test(fold(text)) &&
  /\bdon vi bau cu (?:(?:dai bieu|quoc hoi|hdnd|tinh) )*so 0*\d/u.test(fold(statement));

/** Whether a statement speaks of the electoral unit of that number. */
export const numbersUnit = (statement: string, number: number): boolean =>
  [...fold(statement).matchAll(/\bso 0*(\d{1,3})\b(?!\/)/gu)].some((match) => Number(match[1]) === number);

/** Years are named, and the milestone's is none of them. */
export const isOfOtherYear = ({ date }: Milestone, { slots: { years } }: Asked): boolean =>
  years.length > 0 && !years.includes(Number(date.slice(0, 4)));

/** `năm 2020, năm 2022`: the years a family of facts speaks of. */
export const knownYears = (family: Fact[]): string => {
  const years = family.map((fact) => fact.year ?? fact.validFrom?.slice(0, 4)).filter(Boolean);
  return [...new Set(years)].map((year) => `năm ${year}`).join(', ');
};

/** Kinds that one rule answers for the whole country. */
const isRule = (kind: Asked['kind']): boolean => ['when', 'how-to', 'where', 'yes-no'].includes(kind);

/** A figure, name or place of one area is no answer for another: the commune, province or country asked about must be the one meant. */
export function coversPlaces(fact: Fact, asked: Asked, province: string): boolean {
  if (asked.places.some((place) => isElsewhere(place)) && !fact.territory.includes('cả nước')) return false;
  const bare = asked.kind === 'what' && !readQuestion(asked.text).words.some(({ role }) => role === 'asking');
  if (!isAboutAnArea(asked.kind) && !bare) return true;
  if (/\b(ca nuoc|toan quoc)\b/.test(fold(asked.text)) && !fact.territory.includes('cả nước')) return false;
  const said = `${fact.statement} ${fact.quote ?? ''} ${fact.territory}`.normalize('NFC');
  return asked.places.every((place) => {
    const commune = onlyCommune(place);
    // The ward of Lào Cai is not the province of that name.
    if (commune)
      return (
        said.toLowerCase().includes(`${commune.type} ${commune.name}`.toLowerCase()) ||
        (commune.name !== province && said.includes(commune.name))
      );
    return place.others.some((other) => other.province === province) ? said.includes(province) : true;
  });
}

/** The fact of a series that speaks of the asked year; without a year the newest. `undefined`: other years only. */
export function pickByYear(family: Fact[], best: Fact, years: number[]): Fact | undefined {
  if (years.length === 0) return family[0] ?? best;
  return [best, ...family].find((fact) => years.every((year) => speaksOfYear(fact, year)));
}
