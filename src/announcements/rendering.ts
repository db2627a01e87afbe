import type { OutgoingMessage } from '../messaging/message.ts';
import type { Announcement } from './announcement.ts';
import { frame } from './words.ts';

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
}
