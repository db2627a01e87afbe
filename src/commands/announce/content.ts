import type { Command } from 'commander';
import type { Content } from '../../announcements/announcement.ts';
import type { Audience, AudienceTopic } from '../../announcements/sending/audience.ts';
import {
  plainTranslations,
  type TranslationLanguage,
  type Translations,
  translationLanguages,
} from '../../announcements/translations/language.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import { readMoment } from '../../conversations/office/moment.ts';
import type { Commune } from '../../elections/places.ts';
import type { Choice } from '../../messaging/message.ts';
import { fold } from '../../vietnamese/text.ts';
import type { CommandIo } from '../io.ts';
import { contentWords } from './words-content.ts';

/** Texts in other languages; an empty one takes out what there was. */
export interface TranslationOptions {
  textHmn?: string;
  textDao?: string;
  textTay?: string;
  textGiay?: string;
  textEn?: string;
}

/** A picture, and whether links are previewed. */
export interface ImageOptions {
  /** Path of a file at the terminal; an empty one takes the picture out. */
  image?: string;
  /** What is to be seen on it. */
  imageAlt?: string;
  linkPreview?: boolean;
}

/** What can be said of an announcement's content on the command line. */
export interface ContentOptions extends TranslationOptions, ImageOptions {
  /** `everyone`, `officials`, `milestones`, `reform`, or names or codes of communes, separated by commas. */
  to?: string;
  /** `milestones`, `reform`, or both, separated by commas: of the communes of `to` only who asked for one of these besides. */
  topic?: string;
  /** When it goes out; `now`: as soon as somebody sends it. */
  at?: string;
  /** Until when it is in force; a day alone: to its end. */
  until?: string;
  /** `label=text`, what pressing it says to the bot; without `=` the label itself. */
  button?: string[];
}

/** Something on the command line that cannot be understood. Vietnamese. */
export interface Unreadable {
  code: 'unreadable';
  message: string;
}

type Changes = { [Key in keyof Content]?: Content[Key] | undefined };

const audiences: Record<string, Audience> = {
  everyone: { kind: 'everyone' },
  tatca: { kind: 'everyone' },
  officials: { kind: 'officials' },
  canbo: { kind: 'officials' },
  milestones: { kind: 'topics', topics: ['milestones'] },
  moc: { kind: 'topics', topics: ['milestones'] },
  reform: { kind: 'topics', topics: ['reform'] },
  caicach: { kind: 'topics', topics: ['reform'] },
};

const endOfDay = { hour: 23, minute: 59 };
const mostLabel = 40;
const mostValueBytes = 64;

/** Reads the options; keys that were not given are absent. */
export function readContent(options: ContentOptions, communes: CommuneNames, now: Date): Changes | Unreadable {
  const changes: Changes = {};
  if (options.to !== undefined) {
    const audience = readAudience(options.to, communes);
    if ('code' in audience) return audience;
    const narrowed = options.topic === undefined ? audience : narrowedTo(audience, options.topic);
    if ('code' in narrowed) return narrowed;
    changes.audience = narrowed;
  } else if (options.topic !== undefined) return unreadable(contentWords.topicAlone);
  if (options.at !== undefined) {
    const at = options.at.trim() === 'now' ? undefined : typedInstant(options.at, now);
    if (at === undefined && options.at.trim() !== 'now') return unreadable(contentWords.noMoment('--at', options.at));
    changes.sendAt = at;
  }
  if (options.until !== undefined) {
    const until = typedInstant(options.until, now, endOfDay);
    if (until === undefined) return unreadable(contentWords.noMoment('--until', options.until));
    changes.expiresAt = until;
  }
  if (options.button !== undefined) {
    const buttons = options.button.map(readButton);
    const wrong = buttons.find((button): button is Unreadable => 'code' in button);
    if (wrong) return wrong;
    changes.buttons = buttons as Choice[];
  }
  return changes;
}

/** The options of the texts in other languages. */
export const withTranslations = (command: Command): Command =>
  command
    .option('--text-hmn <text>', 'the text in Hmong; an empty one takes it out, as with the others')
    .option('--text-dao <text>', 'the text in Dao')
    .option('--text-tay <text>', 'the text in Tay')
    .option('--text-giay <text>', 'the text in Giay')
    .option('--text-en <text>', 'the text in English');

const translationOptions = {
  hmn: 'textHmn',
  ium: 'textDao',
  tyz: 'textTay',
  pcc: 'textGiay',
  en: 'textEn',
} as const satisfies Record<TranslationLanguage, keyof TranslationOptions>;
/** Larger than this no text can be sent. */
const mostTextLength = 20_000;

/** Whether a text in another language is given, or taken out. */
const namedIn = (options: TranslationOptions): TranslationLanguage[] =>
  translationLanguages.filter((language) => options[translationOptions[language]] !== undefined);

/**
 * The texts in other languages after the options were read: those given in the place of those of `before`, which is asked for only then. Nothing is given
 * where no option was. The options hold the texts themselves: the service, which may run this, opens no file that somebody names.
 */
export async function readTranslations(
  options: TranslationOptions,
  before: () => Promise<Translations | undefined> = async () => undefined,
): Promise<{ translations?: Translations | undefined } | Unreadable> {
  const named = namedIn(options);
  if (named.length === 0) return {};
  const typed: Partial<Record<TranslationLanguage, string>> = { ...(await before()) };
  for (const language of named) {
    const text = options[translationOptions[language]]!;
    const option = `--${translationOptions[language].replace('text', 'text-').toLowerCase()}`;
    if ((text !== '' && text.trim() === '') || text.length > mostTextLength || text.includes('\uFFFD'))
      return unreadable(contentWords.noText(option, mostTextLength));
    typed[language] = text.replaceAll('\r\n', '\n');
  }
  return { translations: plainTranslations(typed) };
}

/** The text of an announcement: the argument, or everything typed or piped in. */
export async function readText(argument: string | undefined, io: Pick<CommandIo, 'stdin'>): Promise<string> {
  if (argument !== undefined && argument !== '-') return argument;
  let text = '';
  for await (const chunk of io.stdin) text += String(chunk);
  return text.trim();
}

const unreadable = (message: string): Unreadable => ({ code: 'unreadable', message });

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/** An instant as it is typed: ISO 8601 with its zone, or Vietnam time in words; see `readMoment`. ISO 8601 UTC. */
export function typedInstant(typed: string, now: Date, timeIfNone?: { hour: number; minute: number }): string | undefined {
  if (!isoInstant.test(typed.trim())) return readMoment(typed, now, timeIfNone);
  const at = new Date(typed.trim());
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function readAudience(typed: string, communes: CommuneNames): Audience | Unreadable {
  const chosen = audiences[fold(typed).replace(/[\s_-]/gu, '')];
  if (chosen) return chosen;
  const named = readCommunes(typed, communes);
  if ('code' in named) return named;
  return named.length === 0 ? unreadable(contentWords.noAudience(typed)) : { kind: 'communes', communes: named };
}

/** Codes of communes written by name or code, with commas or semicolons between them; a name that is not exactly one of theirs is none. */
export function readCommunes(typed: string, communes: Pick<CommuneNames, 'list'>): string[] | Unreadable {
  const { found, unclear, unknown } = communes.list(typed);
  if (unknown[0]) {
    const { name, suggestions } = unknown[0];
    return unreadable(contentWords.noCommune(name, suggestions));
  }
  if (unclear[0]) {
    const names = unclear[0].candidates.map(({ type, name, code }) => `${type} ${name} (${code})`).join(', ');
    return unreadable(contentWords.severalCommunes(unclear[0].name, names));
  }
  if (found.length === 0) return [];
  // A slip is not put right here: it decides who gets the announcement.
  const slip = namesIn(typed).find((name) => !found.some((commune) => isNameOf(name, commune)));
  if (slip !== undefined) return unreadable(contentWords.slip(slip, found));
  return found.map(({ code }) => code);
}

/** Of the communes only those who asked for one of the topics besides. */
function narrowedTo(audience: Audience, typed: string): Audience | Unreadable {
  if (audience.kind !== 'communes') return unreadable(contentWords.topicAlone);
  const topics: AudienceTopic[] = [];
  for (const name of namesIn(typed)) {
    const named = audiences[fold(name).replace(/[\s_-]/gu, '')];
    if (named?.kind !== 'topics') return unreadable(contentWords.noTopic(name));
    topics.push(...named.topics.filter((topic) => !topics.includes(topic)));
  }
  if (topics.length === 0) return unreadable(contentWords.noTopic(typed));
  return { kind: 'communes-and-topics', communes: audience.communes, topics };
}

const namesIn = (typed: string): string[] =>
  typed
    .split(/[,;\n]/u)
    .map((name) => name.trim())
    .filter(Boolean);

const isNameOf = (typed: string, { code, type, name }: Commune): boolean =>
  typed === code || [name, `${type} ${name}`].some((one) => fold(one) === fold(typed));

function readButton(typed: string): Choice | Unreadable {
  const at = typed.indexOf('=');
  const label = (at < 0 ? typed : typed.slice(0, at)).trim();
  const value = (at < 0 ? typed : typed.slice(at + 1)).trim();
  if (label === '' || value === '') return unreadable(contentWords.emptyButton(typed));
  if (label.length > mostLabel || Buffer.byteLength(value) > mostValueBytes)
    return unreadable(contentWords.longButton(label, { mostLabel, mostValueBytes }));
  return { label, value };
}
