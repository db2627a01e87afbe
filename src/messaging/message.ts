/** The channel-independent words for what a person writes and what they are sent. */
import type { MessageImage } from './shown-image.ts';

/** `<channel>:<id on that channel>`, e.g. `telegram:123`. Ids are strings: Zalo's exceed 2^53. */
export type ChatKey = string;

/** `telegram:123` → `telegram`. */
export function channelOf(chat: ChatKey): string {
  return chat.slice(0, chat.indexOf(':'));
}

/** `telegram:123` → `123`. */
export function chatIdOf(chat: ChatKey): string {
  return chat.slice(chat.indexOf(':') + 1);
}

/** A picture, voice note, sticker …: something the bot cannot read. */
export const unreadableKinds = ['picture', 'voice', 'file', 'sticker', 'other'] as const;
export type UnreadableKind = (typeof unreadableKinds)[number];

/** What a person did. A platform's own update never leaves `channels/`. */
export type IncomingContent =
  /** Typed text, at most 4,096 code units after the channel cut it. `beside`: what it is the caption of, `picture`: what that picture is fetched by; both told on Telegram. */
  | { kind: 'text'; text: string; beside?: UnreadableKind | undefined; picture?: string | undefined }
  /** A quick reply was pressed; `value` is the `Choice.value` we sent. */
  | { kind: 'choice'; value: string }
  /** A shared position in degrees (WGS 84). Never stored. */
  | { kind: 'location'; latitude: number; longitude: number }
  /** The person opened, followed or unblocked the bot. */
  | { kind: 'joined' }
  /** The person blocked, unfollowed or left the bot: their subscriptions end. */
  | { kind: 'left' }
  /** Not the person: somebody of the office wrote to them here, by other means than ours. */
  | { kind: 'staff' }
  | { kind: 'unreadable'; what: UnreadableKind; picture?: string | undefined };

export interface IncomingMessage {
  /** The platform's id of the update, unique on its channel: what duplicates are recognised by. */
  id: string;
  chat: ChatKey;
  content: IncomingContent;
  /** ISO 8601 UTC. */
  receivedAt: string;
  /** The platform's id of what was typed, where a reply can point at it. */
  messageId?: string | undefined;
}

/** What a message is recognised by: `telegram:<id of the update>`. */
export function messageKey({ chat, id }: Pick<IncomingMessage, 'chat' | 'id'>): string {
  return `${channelOf(chat)}:${id}`;
}

/** A quick reply: an inline button, a Zalo button, or a line of a numbered menu. */
export interface Choice {
  /** What the person sees, at most 40 characters. */
  label: string;
  /** What comes back when it is chosen: the text the person would have typed, at most 64 bytes of UTF-8. */
  value: string;
}

export interface SourceLine {
  title: string;
  publisher: string;
  /** `YYYY-MM-DD`. */
  date: string;
  quote: string;
  url?: string;
}

export interface AttachedFile {
  name: string;
  mediaType: string;
  body: string;
}

/** A message in its parts, for a channel that can show them better than lines of text can. Each thing is said in one of them. */
export interface MessageParts {
  /** What was asked for: a value, or the sentence that holds it. */
  headline?: string;
  /** One or two sentences around it, or the rows of a list; one line each. */
  sentences: string[];
  /** Caveats: of what day or area it is, how well it is supported, that the election is over. */
  notes: string[];
  /** What to do now. */
  nextStep?: string;
  /** Where it is from, in one line. */
  source?: string;
}

export interface OutgoingMessage {
  /** Plain text, complete in itself: it already names its sources. */
  text: string;
  /** The same, in its parts. */
  parts?: MessageParts;
  choices?: Choice[];
  /** `menu`: the topics there are; `next`: what may be asked after this. Absent: something offered, or a question of ours. */
  choicesAre?: 'menu' | 'next';
  /** Number of the first choice, where a list before it still counts from 1. */
  firstNumber?: number;
  /** What the fixed words around it are in; absent: Vietnamese. */
  language?: 'en';
  /** Small buttons of their own below the choices, where a platform has buttons; never part of a menu. */
  rating?: Choice[];
  /** The same sources as data, for a channel that can show them better than text can. */
  sources?: SourceLine[];
  file?: AttachedFile;
  /** A picture; `text` does not say what is on it. */
  image?: MessageImage;
  /** Where it is to be seen by who is shown none. */
  imageLink?: string;
  /** A platform may show what is behind a link of the text. Absent: it may not. */
  linkPreview?: true;
  /** `IncomingMessage.messageId` of what this answers, for a channel that can point at it. */
  answers?: string;
  /** The question that is answered so by itself, without the conversation before it: what a link to this answer asks. */
  asks?: string;
  /** Of an announcement: its kind and public number in words, e.g. `Thông báo số 12`. */
  announcement?: string;
  /** Says that this chat is to hear of announcements. */
  subscribed?: true;
}
