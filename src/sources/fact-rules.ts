import type { Fact, FactSource } from '../elections/fact.ts';
import { isDate } from '../elections/pack/article.ts';
import { unnamedIn } from '../vietnamese/noun.ts';
import { fold } from '../vietnamese/text.ts';

/** What is wrong with a fact of the right shape, and at which of its keys. */
export interface Fault {
  key: keyof Fact;
  message: string;
  fix: string;
}

/** Words that are only true on the day they are written. */
const ageing =
  /\b(hom nay|hom qua|ngay mai|nam nay|nam ngoai|nam toi|thang nay|hien nay|hien tai|hien hanh|duong kim|bay gio|sap toi|vua qua|moi day|gan day|den nay|moi nhat)\b/u;
const datesIn = (text: string): string[] => text.match(/(?<!\d)\d{1,2}\/\d{1,2}\/\d{4}(?!\d)/gu) ?? [];
const figuresIn = (text: string): string[] => text.match(/\d+(?:[.,:/]\d+)*/gu) ?? [];

/** A fact says what is true whenever it is read, and nothing the value says is missing from what is cited. */
export function factFaults(fact: Fact): Fault[] {
  const faults: Fault[] = [];
  const { statement, value, quote = '', year, validFrom, validTo } = fact;
  for (const date of datesIn(`${statement} ${value ?? ''}`)) {
    const [dayOfMonth = '', month = '', inYear = ''] = date.split('/');
    if (!isDate(`${inYear}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`))
      faults.push({ key: 'statement', message: `${date} is not a day of the calendar`, fix: 'correct the date' });
  }
  // Folding keeps every letter's place.
  const found = ageing.exec(fold(statement));
  const word = found && statement.normalize('NFC').slice(found.index, found.index + found[0].length);
  if (word)
    faults.push({
      key: 'statement',
      message: `the statement says "${word}", which is true for a day only`,
      fix: 'write the date or the year',
    });
  if (fact.nextStep !== undefined && (fact.nextStepBefore ?? fact.nextStepAfter) !== undefined)
    faults.push({
      key: 'nextStep',
      message: '"nextStep" stands beside the steps before and after the vote',
      fix: 'write "nextStep" alone, or "nextStepBefore" and "nextStepAfter"',
    });
  const said = new Set(figuresIn(`${statement} ${quote}`));
  const unsaid = figuresIn(value ?? '').filter((figure) => !said.has(figure) && !said.has(figure.replace('.', '')));
  if (unsaid.length > 0)
    faults.push({
      key: 'value',
      message: `the value says ${unsaid.join(', ')}, the statement and the quote do not`,
      fix: 'say the figure in the statement, or correct the value',
    });
  if (year !== undefined && !`${statement} ${quote}`.includes(String(year)))
    faults.push({ key: 'year', message: `the statement does not say its year ${year}`, fix: 'write the year in the statement' });
  if (validFrom && validTo && validFrom > validTo)
    faults.push({
      key: 'validTo',
      message: `"validTo" ${validTo} lies before "validFrom" ${validFrom}`,
      fix: 'correct one of the two',
    });
  return faults;
}

/** The words of an area that are written as a name, e.g. `Điện Biên` of `tỉnh Điện Biên`. */
const capitals = (area: string): string =>
  area
    .normalize('NFC')
    .split(' ')
    .filter((word) => /^\p{Lu}/u.test(word))
    .join(' ');

/** Area and year have fields of their own: a measure that says them can be compared with no other area's and no other year's. */
export function measureFaults(measure: string, area: string, said: string): Omit<Fault, 'key'>[] {
  const unsaid = unnamedIn(measure, said);
  if (unsaid.length > 0)
    return [
      {
        message: `the measure "${measure}" says "${unsaid.join(' ')}", what it is measured for does not`,
        fix: 'name it in the words of the statement, the subject or the values',
      },
    ];
  const named = capitals(area);
  const [twice] = [/(?<!\d)(?:19|20)\d\d(?!\d)/u.exec(measure)?.[0] ?? '', named].filter(
    (word) => word !== '' && measure.normalize('NFC').includes(word),
  );
  return twice === undefined
    ? []
    : [{ message: `the measure "${measure}" says "${twice}"`, fix: 'leave it to "area", "year" or "validFrom"' }];
}

/** A quote stands word for word in the article that is the fact's first source. */
export function quoteFaults({ quote, sources: [first], confidence, sources }: Fact, bodies: Map<string, string>): Fault[] {
  const faults: Fault[] = [];
  if (quote !== undefined && !first.document)
    faults.push({
      key: 'quote',
      message: 'the quote is of no article',
      fix: 'make the article the first source ("document: …"), or remove the quote',
    });
  else if (quote !== undefined && !bodies.get(first.document!)?.includes(quote.normalize('NFC')))
    faults.push({
      key: 'quote',
      message: `the quote does not stand in "${first.document}"`,
      fix: 'copy it letter for letter from the article',
    });
  if (confidence === 'established' && sources.length < 2 && !sources.some(({ article }) => article))
    faults.push({
      key: 'confidence',
      message: 'established, but with one source and no article of a law',
      fix: 'name a second source or the article, or write single-source',
    });
  return faults;
}

/** Whether a person can look a source up: an article or number, an address, an article of the pack, or at least the year it is from. */
const isCheckable = ({ title, article, url, document, date }: FactSource): boolean =>
  Boolean(article || url || document || date) || /(?<!\p{L})số \d/u.test(title);

/** A fact is worth what its sources are: one at least can be looked up, and nothing copied stands beside what it copied. */
export function sourceFaults({ sources, confidence }: Fact): Fault[] {
  const faults: Fault[] = [];
  const own = sources.filter(({ reprint }) => !reprint);
  if (!sources.some(isCheckable))
    faults.push({
      key: 'sources',
      message: 'nobody can look up where this is from',
      fix: 'give a source an article, an address or a date',
    });
  const isEnough = confidence === 'official' || own.length > 1 || own.some(({ article }) => article);
  const [copy] = sources.filter(({ reprint }) => reprint);
  if (copy && isEnough)
    faults.push({
      key: 'sources',
      message: `"${copy.title}" (${copy.publisher}) is a copy, and the other sources say the same`,
      fix: 'take the copy out',
    });
  if (copy && own.length === 0 && (confidence === 'official' || confidence === 'established') && sources.length < 2)
    faults.push({ key: 'confidence', message: `${confidence}, but from a copy only`, fix: 'write single-source' });
  return faults;
}
