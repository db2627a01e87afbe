import type { Content } from '../../announcements/announcement.ts';
import type { Audience } from '../../announcements/sending/audience.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';

/** A form as it was filled in, to be shown again. Times as a browser writes them, Vietnam time: `2026-03-15T07:00`. */
export interface ContentForm {
  text: string;
  audience: string;
  communes: string;
  sendAt: string;
  expiresAt: string;
}

/** Why a form could not be read. */
export type ContentProblem =
  | { code: 'bad-time'; field: 'sendAt' | 'expiresAt' }
  | { code: 'unknown-commune'; names: string[] }
  | { code: 'unclear-commune'; name: string; candidates: string[] };

/** What may be changed of an announcement by the form: buttons stay as they are. */
export type FormContent = { [Key in 'text' | 'audience' | 'sendAt' | 'expiresAt']: Content[Key] | undefined };

export const emptyForm: ContentForm = { text: '', audience: '', communes: '', sendAt: '', expiresAt: '' };

const vietnamMs = 7 * 3_600_000;
const fieldTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/u;

/** `2026-03-15T00:00:00.000Z` → `2026-03-15T07:00`. */
export const fieldOf = (iso: string | undefined): string =>
  iso === undefined ? '' : new Date(Date.parse(iso) + vietnamMs).toISOString().slice(0, 16);

function instantOf(field: string): string | undefined {
  const ms = fieldTime.test(field) ? Date.parse(`${field}:00.000Z`) - vietnamMs : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** The form an announcement is changed with. */
export function formOf({ text, audience, sendAt, expiresAt }: Content, communes: Pick<CommuneNames, 'title'>): ContentForm {
  return {
    text,
    audience: audience?.kind === 'topics' ? audience.topics.join('+') : (audience?.kind ?? ''),
    communes: audience?.kind === 'communes' ? audience.communes.map(communes.title).join(', ') : '',
    sendAt: fieldOf(sendAt),
    expiresAt: fieldOf(expiresAt),
  };
}

/** What was filled in. */
export function filledIn(form: URLSearchParams): ContentForm {
  const field = (name: string) => form.get(name) ?? '';
  return {
    text: field('text').replaceAll('\r\n', '\n'),
    audience: field('audience'),
    communes: field('communes'),
    sendAt: field('sendAt'),
    expiresAt: field('expiresAt'),
  };
}

/** What it means. `kept`: the audience as it is, where the form cannot choose another (corrections). */
export function contentOf(
  { text, audience, communes: typed, sendAt, expiresAt }: ContentForm,
  communes: Pick<CommuneNames, 'list'>,
  kept?: Audience,
): { content: FormContent } | ContentProblem {
  const times = { sendAt: instantOf(sendAt), expiresAt: instantOf(expiresAt) };
  if (sendAt !== '' && times.sendAt === undefined) return { code: 'bad-time', field: 'sendAt' };
  if (expiresAt !== '' && times.expiresAt === undefined) return { code: 'bad-time', field: 'expiresAt' };
  const named = audience === 'communes' ? communes.list(typed) : { found: [], unclear: [], unknown: [] };
  if (named.unknown.length > 0) return { code: 'unknown-commune', names: named.unknown.map(({ name }) => name) };
  const unclear = named.unclear[0];
  if (unclear) {
    const candidates = unclear.candidates.map(({ type, name }) => `${type} ${name}`);
    return { code: 'unclear-commune', name: unclear.name, candidates };
  }
  const codes = named.found.map(({ code }) => code);
  return { content: { text, audience: kept ?? audienceOf(audience, codes), ...times } };
}

/** Nobody is implied: a choice there is not is no audience. */
function audienceOf(chosen: string, communes: readonly string[]): Audience | undefined {
  switch (chosen) {
    case 'everyone':
    case 'officials':
      return { kind: chosen };
    case 'communes':
      return { kind: 'communes', communes };
    case 'milestones':
    case 'reform':
      return { kind: 'topics', topics: [chosen] };
    case 'milestones+reform':
    case 'reform+milestones':
      return { kind: 'topics', topics: ['milestones', 'reform'] };
    default:
      return undefined;
  }
}
