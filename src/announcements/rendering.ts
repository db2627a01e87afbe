import type { OutgoingMessage } from '../messaging/message.ts';
import type { Announcement, ApprovedTemplate, TemplateField, TemplateFlaw } from './announcement.ts';
import { frame, vietnamTime } from './words.ts';

/**
 * The message exactly as a person gets it, whatever the channel. Preview and sending both call this: what was approved is what goes out.
 * `issuer`: the body that speaks, e.g. `Ủy ban bầu cử tỉnh Lào Cai`.
 */
export function rendered({ kind, number, about, content }: Announcement, issuer: string): OutgoingMessage {
  const text = [frame.heading(kind, about?.number), content.text.trim(), frame.closing(kind, number, issuer)]
    .filter(Boolean)
    .join('\n\n');
  return { text, ...(content.buttons.length > 0 ? { choices: [...content.buttons] } : {}) };
}

/**
 * A correction as it goes to who does not have what it corrects: it quotes it, so that it can be understood by itself. `undefined`: everybody gets
 * the same.
 */
export function renderedAlone({ kind, number, about, content }: Announcement, issuer: string): OutgoingMessage | undefined {
  if (kind !== 'correction' || about?.text === undefined) return undefined;
  const text = [
    frame.heading(kind, about.number),
    content.text.trim(),
    frame.quoted(about.number, about.text.trim()),
    frame.closing(kind, number, issuer),
  ].join('\n\n');
  return { text, ...(content.buttons.length > 0 ? { choices: [...content.buttons] } : {}) };
}

/** The message of an announcement for the eyes of officials before it goes out: marked as a trial, so that nobody takes it for the announcement. */
export function trialOf(message: OutgoingMessage): OutgoingMessage {
  return { ...message, text: `${frame.trial}\n\n${message.text}` };
}

/** A channel as far as a preview needs it. */
export interface ChannelLimits {
  name: string;
  maxTextLength: number;
  /** How long after a person's last contact the platform takes messages for them; none: always. */
  windowMs?: number;
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
  if (!template || kind === 'drill') return { flaws: [] };
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
