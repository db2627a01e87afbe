import type { Content } from '../../announcements/announcement.ts';
import { type Audience, type AudienceTopic, audienceCommunes } from '../../announcements/sending/audience.ts';
import { plainTranslations, type TranslationLanguage, translationLanguages } from '../../announcements/translations/language.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import { placeTitle } from '../../elections/places.ts';
import type { Choice } from '../../messaging/message.ts';
import { fieldInstant, fieldOf } from '../field-time.ts';
import { emptyPlan, filledPlan, type PlanForm, planFormOf } from './plan-form.ts';

/** A form as it was filled in, to be shown again. Times as a browser writes them, Vietnam time: `2026-03-15T07:00`. */
export interface ContentForm {
  kind: 'notice' | 'drill';
  text: string;
  /** Empty where there is none. */
  translations: Record<TranslationLanguage, string>;
  audience: string;
  /** Codes of those chosen. */
  chosen: string[];
  /** Names that are typed, or sought by. */
  communes: string;
  buttons: Choice[];
  sendAt: string;
  expiresAt: string;
  /** Hash of the picture that was sent before; empty: none. */
  image: string;
  imageAlt: string;
  linkPreview: boolean;
  /** When it goes out again and again. */
  plan: PlanForm;
}

/** Why a form could not be read. */
export type ContentProblem =
  | { code: 'bad-time'; field: 'sendAt' | 'expiresAt' }
  | { code: 'unknown-commune'; names: string[] }
  | { code: 'unclear-commune'; name: string; candidates: string[] };

/** What may be changed of an announcement by the form. */
export type FormContent = { [Key in 'text' | 'translations' | 'audience' | 'sendAt' | 'expiresAt']: Content[Key] | undefined } & {
  buttons: readonly Choice[];
};

const translationsBy = (text: (language: TranslationLanguage) => string) =>
  Object.fromEntries(translationLanguages.map((language) => [language, text(language)])) as ContentForm['translations'];

export const emptyForm: ContentForm = {
  kind: 'notice',
  text: '',
  translations: translationsBy(() => ''),
  audience: '',
  chosen: [],
  communes: '',
  buttons: [],
  sendAt: '',
  expiresAt: '',
  image: '',
  imageAlt: '',
  linkPreview: false,
  plan: emptyPlan,
};

/** So many buttons at least can be filled in, and one more than there are. */
const leastButtons = 2;
const mostButtons = 10;

/** The form an announcement is changed with. */
export function formOf({ kind, content }: { kind: string; content: Content }): ContentForm {
  const { text, translations, audience, buttons, image, linkPreview, repeat } = content;
  // Those of a plan follow from it.
  const { sendAt, expiresAt } = repeat ? {} : content;
  return {
    kind: kind === 'drill' ? 'drill' : 'notice',
    text,
    translations: translationsBy((language) => translations?.[language] ?? ''),
    audience: choiceOf(audience),
    chosen: [...audienceCommunes(audience)],
    communes: '',
    buttons: [...buttons],
    sendAt: fieldOf(sendAt),
    expiresAt: fieldOf(expiresAt),
    image: image?.sha256 ?? '',
    imageAlt: image?.alt ?? '',
    linkPreview: linkPreview === true,
    plan: planFormOf(repeat),
  };
}

/** An audience as the form offers it. */
function choiceOf(audience: Audience | undefined): string {
  switch (audience?.kind) {
    case 'topics':
      return audience.topics.join('+');
    case 'communes-and-topics':
      return ['communes', ...topicOrder.filter((topic) => audience.topics.includes(topic))].join('+');
    default:
      return audience?.kind ?? '';
  }
}

const topicOrder: readonly AudienceTopic[] = ['milestones', 'reform'];

/** What was filled in. Chosen communes are fields of their own, named `xa:<code>`; a former district names several. */
export function filledIn(form: URLSearchParams): ContentForm {
  const field = (name: string) => form.get(name) ?? '';
  const lines = (name: string) => field(name).replaceAll('\r\n', '\n');
  const codes = [...form.keys()]
    .flatMap((name) => (name.startsWith('xa:') ? name.split(' ') : []))
    .flatMap((name) => /^xa:(\w{1,10})$/u.exec(name)?.[1] ?? []);
  const rows = Array.from({ length: mostButtons }, (_, at) => ({
    label: field(`label${at}`).trim(),
    value: field(`value${at}`).trim(),
  }));
  return {
    kind: field('kind') === 'drill' ? 'drill' : 'notice',
    text: lines('text'),
    translations: translationsBy((language) => lines(`text-${language}`)),
    audience: field('audience'),
    chosen: [...new Set(codes)],
    communes: field('communes'),
    buttons: rows.flatMap(({ label, value }) => (label === '' && value === '' ? [] : { label, value: value || label })),
    sendAt: field('sendAt'),
    expiresAt: field('expiresAt'),
    image: /^[0-9a-f]{64}$/u.exec(field('image'))?.[0] ?? '',
    imageAlt: field('imageAlt'),
    linkPreview: field('linkPreview') === 'on',
    plan: filledPlan(form),
  };
}

/** The rows of buttons a form has. */
export function buttonRows(buttons: readonly Choice[]): Choice[] {
  const rows = Math.min(mostButtons, Math.max(leastButtons, buttons.length + 1));
  return Array.from({ length: rows }, (_, at) => buttons[at] ?? { label: '', value: '' });
}

/** What it means. `kept`: the audience as it is, where the form cannot choose another (corrections). */
export function contentOf(
  { text, translations, audience, chosen, communes: typed, buttons, sendAt, expiresAt }: ContentForm,
  communes: Pick<CommuneNames, 'list'>,
  kept?: Audience,
): { content: FormContent } | ContentProblem {
  const times = { sendAt: fieldInstant(sendAt), expiresAt: fieldInstant(expiresAt) };
  if (sendAt !== '' && times.sendAt === undefined) return { code: 'bad-time', field: 'sendAt' };
  if (expiresAt !== '' && times.expiresAt === undefined) return { code: 'bad-time', field: 'expiresAt' };
  const named = audience.startsWith('communes') ? communes.list(typed) : { found: [], unclear: [], unknown: [] };
  if (named.unknown.length > 0) return { code: 'unknown-commune', names: named.unknown.map(({ name }) => name) };
  const unclear = named.unclear[0];
  if (unclear) {
    const candidates = unclear.candidates.map(placeTitle);
    return { code: 'unclear-commune', name: unclear.name, candidates };
  }
  const codes = [...new Set([...chosen, ...named.found.map(({ code }) => code)])];
  return {
    content: {
      text,
      translations: plainTranslations(translations),
      audience: kept ?? audienceOf(audience, codes),
      buttons,
      ...times,
    },
  };
}

/** Nobody is implied: a choice there is not is no audience. */
function audienceOf(chosen: string, communes: readonly string[]): Audience | undefined {
  switch (chosen) {
    case 'everyone':
    case 'officials':
      return { kind: chosen };
    case 'communes':
      return { kind: 'communes', communes };
    case 'communes+milestones':
    case 'communes+reform':
    case 'communes+milestones+reform':
      return { kind: 'communes-and-topics', communes, topics: topicOrder.filter((topic) => chosen.includes(topic)) };
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
