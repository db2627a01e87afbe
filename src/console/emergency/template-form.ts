import type { Announcement, Content } from '../../announcements/announcement.ts';
import { type Blank, type BlankType, blankTypes, mostBlanks, type TemplateTerms } from '../../announcements/templates/blank.ts';
import { type ContentForm, filledIn, formOf } from '../announcing/content-form.ts';

/** The row of one blank as it was filled in. */
export interface BlankRow {
  name: string;
  type: BlankType;
  most: string;
}

/** A form for a template as it was filled in, to be shown again. */
export interface TemplateForm extends ContentForm {
  blanks: BlankRow[];
  hours: string;
}

const emptyRow: BlankRow = { name: '', type: 'place', most: '60' };

/** As many rows as there may be blanks: without scripts none can be added. */
export const blankRows = (blanks: readonly BlankRow[]): BlankRow[] =>
  Array.from({ length: mostBlanks }, (_, at) => blanks[at] ?? emptyRow);

export function templateFilledIn(form: URLSearchParams): TemplateForm {
  const field = (name: string) => (form.get(name) ?? '').trim();
  const rows = Array.from({ length: mostBlanks }, (_, at) => ({
    name: field(`blank${at}`).normalize('NFC'),
    type: blankTypes.find((type) => type === field(`type${at}`)) ?? 'text',
    most: field(`most${at}`),
  }));
  return { ...filledIn(form), blanks: rows.filter(({ name }) => name !== ''), hours: field('hours') };
}

/** The form a template is changed with. */
export function templateFormOf({ kind, content }: Pick<Announcement, 'kind' | 'content'>): TemplateForm {
  const { blanks = [], hours = 0 } = content.terms ?? {};
  return {
    ...formOf({ kind, content }),
    blanks: blanks.map(({ name, type, most }) => ({ name, type, most: String(most) })),
    hours: hours === 0 ? '' : String(hours),
  };
}

/** A number that is none becomes 0: the text check says what is wrong with it. */
const numberOf = (typed: string): number => (/^\d{1,4}$/u.test(typed) ? Number(typed) : 0);

export const termsOf = ({ blanks, hours }: TemplateForm): TemplateTerms => ({
  blanks: blanks.map(({ name, type, most }): Blank => ({ name, type, most: numberOf(most) })),
  hours: numberOf(hours),
});

/** The fields of the blanks on the page that sends: one for each, by its place. */
export const valuesOf = (form: URLSearchParams, { terms }: Content): Record<string, string> =>
  Object.fromEntries((terms?.blanks ?? []).map(({ name }, at) => [name, form.get(`value${at}`) ?? '']));
