import type { OutgoingMessage } from '../messaging/message.ts';
import type { Announcement } from './announcement.ts';
import type { ApprovedTemplate, TemplateField, TemplateFlaw } from './templates/platform.ts';
import { languagesIn, type TranslationLanguage } from './translations/language.ts';
import { englishFrame } from './translations/words.ts';
import { frame, vietnamTime } from './words.ts';

/** What of an announcement is said to people. */
type Said = Pick<Announcement, 'kind' | 'number' | 'about' | 'content'>;

/**
 * The message exactly as a person gets it, whatever the channel. Preview and sending both call this: what was approved is what goes out.
 * `issuer`: the body that speaks, e.g. `Ủy ban bầu cử tỉnh Lào Cai`.
 */
export const rendered = (said: Said, issuer: string): OutgoingMessage => renderedIn(said, issuer, undefined);

/** `language`: of the lines around the text; those in a language that nobody here can check are Vietnamese. */
function renderedIn({ kind, number, about, content }: Said, issuer: string, language: TranslationLanguage | undefined) {
  const lines = language === 'en' ? englishFrame : frame;
  const text = [
    lines.heading(kind, about?.number),
    content.text.trim(),
    lines.closing(kind, content.repeat ? '…' : number, issuer),
  ]
    .filter(Boolean)
    .join('\n\n');
  return messageIn(text, content, language);
}

const messageIn = (
  text: string,
  { buttons, image, linkPreview }: Said['content'],
  language: TranslationLanguage | undefined,
): OutgoingMessage => ({
  text,
  ...(buttons.length > 0 ? { choices: [...buttons] } : {}),
  ...(image ? { image } : {}),
  ...(linkPreview ? { linkPreview } : {}),
  ...(language === 'en' ? { language } : {}),
});

/**
 * A correction as it goes to who does not have what it corrects: it quotes it, so that it can be understood by itself. `undefined`: everybody gets
 * the same.
 */
export const renderedAlone = (said: Said, issuer: string): OutgoingMessage | undefined => aloneIn(said, issuer, undefined);

function aloneIn({ kind, number, about, content }: Said, issuer: string, language: TranslationLanguage | undefined) {
  if (kind !== 'correction' || about?.text === undefined) return undefined;
  const lines = language === 'en' ? englishFrame : frame;
  const text = [
    lines.heading(kind, about.number),
    content.text.trim(),
    lines.quoted(about.number, about.text.trim()),
    lines.closing(kind, number, issuer),
  ].join('\n\n');
  return messageIn(text, content, language);
}

/** What goes to who chose another language than Vietnamese; `message` and `alone` as `rendered` and `renderedAlone`. */
export interface TranslatedMessage {
  language: TranslationLanguage;
  message: OutgoingMessage;
  alone?: OutgoingMessage;
}

/** The announcement in every other language it is written in; a correction quotes what it corrects in the same language, where that was written in it. */
export function renderedTranslations(said: Said, issuer: string): TranslatedMessage[] {
  const { translations } = said.content;
  return languagesIn(translations).map((language) => {
    const { about, content } = said;
    const quoted = about?.translations?.[language] ?? about?.text;
    const version: Said = {
      ...said,
      ...(about ? { about: { ...about, ...(about.text === undefined ? {} : { text: quoted! }) } } : {}),
      content: { ...content, text: translations![language]! },
    };
    const alone = aloneIn(version, issuer, language);
    return { language, message: renderedIn(version, issuer, language), ...(alone ? { alone } : {}) };
  });
}

/** The message of an announcement for the eyes of officials before it goes out: marked as a trial, so that nobody takes it for the announcement. */
function trialOf(message: OutgoingMessage): OutgoingMessage {
  return { ...message, text: `${frame.trial}\n\n${message.text}` };
}

/** Sends an official every version there is as a trial, the Vietnamese one first; whether all were taken. */
export async function sendTrials(
  { message, translated }: { message: OutgoingMessage; translated: readonly TranslatedMessage[] },
  send: (message: OutgoingMessage) => Promise<boolean>,
): Promise<boolean> {
  for (const one of [message, ...translated.map((version) => version.message)]) if (!(await send(trialOf(one)))) return false;
  return true;
}

/** How each channel shows the picture of a message, in one message with the text, before it, or in words; none where there is none. */
export const picturesOn = (channels: readonly Pick<ChannelLimits, 'name' | 'picture'>[], { image, text }: OutgoingMessage) =>
  image ? channels.map(({ name, picture }) => ({ channel: name, how: shownHow(picture, image.size, text) })) : [];

function shownHow(picture: ChannelLimits['picture'], size: number, { length }: string): 'with-text' | 'first' | 'as-text' {
  if (!picture || size > (picture.maxBytes ?? size)) return 'as-text';
  return length > (picture.captionLength ?? length) ? 'first' : 'with-text';
}

/** A channel as far as a preview needs it. */
export interface ChannelLimits {
  name: string;
  maxTextLength: number;
  /** How long after a person's last contact the platform takes messages for them; none: always. */
  windowMs?: number;
  /** It shows pictures of at most `maxBytes`: with a text longer than `captionLength` in a message of their own before it. Absent: it shows none. */
  picture?: { captionLength?: number; maxBytes?: number };
  /** What it takes for them after that. */
  template?: TemplateSettings;
}

/** A template the platform has approved, as an operator has set it. */
export interface TemplateSettings {
  /** The platform's id. */
  id: string;
  /** `most`: characters (UTF-16 code units) that the platform allows there. */
  parameters: readonly { name: string; field: TemplateField; most: number }[];
  /** Of one message, đồng. */
  priceVnd: number;
  /** Where our page is, without a path; absent: nobody knows. */
  page?: string;
}

/** What stands in a place; `undefined`: the announcement does not say. */
function fieldText(
  field: TemplateField,
  { kind, number, about, content }: Announcement,
  issuer: string,
  page: string | undefined,
) {
  switch (field) {
    case 'number':
      return String(number);
    case 'title':
      return frame.title(frame.heading(kind, about?.number), firstLine(content.text));
    case 'time':
      return content.sendAt && vietnamTime(content.sendAt);
    case 'until':
      return content.expiresAt && vietnamTime(content.expiresAt);
    case 'issuer':
      return issuer;
    case 'link':
      return page && `${page}/?q=${encodeURIComponent(`/kiemtra ${number}`)}`;
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0]!.trim();

/** The template of the first channel that has one, filled; nothing is cut. Without one, or for a drill, neither a template nor flaws. */
export function filledTemplate(
  announcement: Announcement,
  issuer: string,
  channels: readonly ChannelLimits[],
): { template?: ApprovedTemplate; flaws: TemplateFlaw[] } {
  const { kind, content } = announcement;
  const { name: channel = '', template } = channels.find((one) => one.template) ?? {};
  // It holds number and time of one message: of those that go out later nobody has approved them.
  const isRepeated = content.repeat !== undefined || announcement.occurrence !== undefined;
  if (!template || kind === 'drill' || kind === 'template' || isRepeated) return { flaws: [] };
  const { id, priceVnd, page } = template;
  const filled = template.parameters.map(({ name, field, most }) => ({
    ...{ name, field, most },
    text: fieldText(field, announcement, issuer, page) ?? '',
  }));
  const flaws = filled
    .filter(({ text, most }) => text === '' || text.length > most)
    .map(({ field, most, text }) => ({ channel, field, most, ...(text === '' ? {} : { length: text.length }) }));
  if (flaws.length > 0) return { flaws };
  const parameters = Object.fromEntries(filled.map(({ name, text }) => [name, text]));
  const isWhole =
    content.buttons.length === 0 &&
    filled.some(({ field }) => field === 'title') &&
    firstLine(content.text) === content.text.trim();
  return { template: { channel, id, parameters, isWhole, priceVnd }, flaws: [] };
}

/** The announcement with what would be approved: one that is approved keeps the template it was approved with, whatever the settings say by now. */
export function withTemplate(announcement: Announcement, issuer: string, channels: readonly ChannelLimits[]): Announcement {
  if (announcement.approval) return announcement;
  const { template: _, ...rest } = announcement;
  const { template } = filledTemplate(announcement, issuer, channels);
  return { ...rest, ...(template ? { template } : {}) };
}
