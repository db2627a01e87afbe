import { withNote } from '../answering/reply/body.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { firstContact, inboxWords } from '../answering/reply/words-talk.ts';
import type { ProvinceProfile } from '../elections/pack/province.ts';
import { type ChatKey, channelOf, type IncomingContent, type UnreadableKind } from '../messaging/message.ts';
import { type ChatRecord, type Chats, greetedForMs, noticeEveryMs } from './chats.ts';
import type { PatientDialogue } from './dialogue.ts';
import { countedOn, type Missed, menuAfter, missedIn, pickedFrom, sayingNoMenu } from './menus.ts';
import { readCommandOrWish } from './slash-commands.ts';
import { readWish } from './subscription-wish.ts';
import { checkOffer } from './words-genuineness.ts';
import { askAway } from './words-menu.ts';
import { subscribeOffer, subscribeTo, subscribingWords } from './words-subscribing.ts';

/** Takes messages that are no questions: subscribing, checking a notice, an official's work. */
export interface Desk {
  /** `undefined`: the message is for somebody else. `beside`: what the text is the caption of, `picture`: what that is fetched by. */
  reply(chat: ChatKey, text: string, beside?: UnreadableKind, picture?: string): Promise<Reply | undefined>;
}

export interface ConversationDeps {
  dialogue: PatientDialogue;
  /** Asked one after the other; what none of them takes goes to the dialogue. */
  desks: readonly Desk[];
  /** Takes a picture without a word to it, by what it is fetched by; `undefined`: nobody wants it. */
  picture(chat: ChatKey, picture: string): Promise<Reply | undefined>;
  chats: Chats;
  about: () => ProvinceProfile | undefined;
  /** Whether announcements can be subscribed to on a channel. */
  subscribes(channel: string): boolean;
  /** Whether this chat gets announcements already. */
  isSubscribed(chat: ChatKey): Promise<boolean>;
  /** Whether an official was at work in this chat a short while ago: what they type is picked from a menu by number only, and only where `numbers`. */
  isAtWork(chat: ChatKey): boolean;
  /** Whether a channel shows menus as numbers, because it has no buttons. */
  numbers(channel: string): boolean;
  /** How long we are silent after somebody of the office wrote in the chat, milliseconds. */
  quietMs: number;
  now: () => Date;
}

/** What is said to one thing a person did. */
export type Said =
  | { kind: 'reply'; reply: Reply }
  /** Nothing: people of the office talk here, or it was said a short while ago. */
  | { kind: 'silent' }
  /** The person left: everything of them is to be erased. */
  | { kind: 'left' };

/** The conversation with each chat: menus, greetings and silence on top of what desks and dialogue say. */
export interface Conversation {
  reply(chat: ChatKey, content: IncomingContent): Promise<Said>;
  /** The reply has been shown: it is what numbers and labels are picked from now. */
  shown(chat: ChatKey, reply: Pick<Reply, 'kind' | 'text' | 'choices' | 'choicesAre' | 'firstNumber'>): Promise<void>;
}

/** A greeting that comes with another one, as where somebody unblocks us and the platform says `/start` for them. */
const twiceMs = 60_000;
type Typed = Extract<IncomingContent, { kind: 'text' }>;
const silent: Said = { kind: 'silent' };
const notice: Reply = { kind: 'talk', text: inboxWords.unreadable, citations: [] };
const wasNoticed = (held: ChatRecord | undefined, now: Date): boolean =>
  held?.noticedAt !== undefined && Math.abs(now.getTime() - Date.parse(held.noticedAt)) < noticeEveryMs;

/** Whoever was unsubscribed because nothing reached them hears of it with the next answer. */
function withRemoval(said: Said, held: ChatRecord | undefined): Said {
  if (said.kind !== 'reply' || held?.removedAt === undefined) return said;
  return { kind: 'reply', reply: withNote(said.reply, subscribingWords.removed) };
}

const isQuiet = ({ quietUntil }: ChatRecord, now: Date): boolean =>
  quietUntil !== undefined && Date.parse(quietUntil) > now.getTime();

/** Milliseconds since the last greeting that still counts. */
function greetedAgoMs({ greetedAt }: ChatRecord, now: Date): number | undefined {
  if (greetedAt === undefined) return undefined;
  const agoMs = Math.abs(now.getTime() - Date.parse(greetedAt));
  return agoMs < greetedForMs ? agoMs : undefined;
}

/** Leaving, being forgotten and seeing what is kept: what a person may always have done, whoever talks. */
function isRight(text: string | undefined): boolean {
  if (text === undefined) return false;
  const command = readCommandOrWish(text)?.name;
  return command === 'forget' || command === 'kept' || command === 'unsubscribe' || readWish(text)?.wish === 'unsubscribe';
}
const bareNumber = /^\d{1,2}\s?[.)]?$/u;

/** What may be done besides asking: having a text checked, and announcements, where there are any and the person has not asked for them yet. */
async function withService(
  { subscribes, isSubscribed }: Pick<ConversationDeps, 'subscribes' | 'isSubscribed'>,
  chat: ChatKey,
  reply: Reply,
): Promise<Reply> {
  const { choices, choicesAre, kind, news, language } = reply;
  if (!choices || language === 'en') return reply;
  const isMenu = choicesAre === 'menu' && kind === 'talk';
  const wish = isMenu ? subscribeOffer : choicesAre === 'next' && news ? subscribeTo(news) : undefined;
  const offered = wish && subscribes(channelOf(chat)) && !(await isSubscribed(chat)) ? [wish] : [];
  return { ...reply, choices: [...choices, ...(isMenu ? [checkOffer] : []), ...offered] };
}

async function toUnreadable(
  deps: Pick<ConversationDeps, 'picture' | 'now'>,
  chat: ChatKey,
  held: ChatRecord | undefined,
  picture?: string,
): Promise<Said> {
  const reply = picture === undefined ? undefined : await deps.picture(chat, picture);
  if (reply) return { kind: 'reply', reply };
  return wasNoticed(held, deps.now()) ? silent : { kind: 'reply', reply: notice };
}

export function createConversation(deps: ConversationDeps): Conversation {
  const { dialogue, desks, chats, about, now } = deps;

  function pick(chat: ChatKey, held: ChatRecord | undefined, text: string): string | undefined {
    if (deps.isAtWork(chat) && !(deps.numbers(channelOf(chat)) && bareNumber.test(text.trim()))) return undefined;
    return pickedFrom(held?.menu, text, now());
  }

  async function toText(chat: ChatKey, held: ChatRecord | undefined, typed: string, content?: Typed): Promise<Reply> {
    const picked = pick(chat, held, typed);
    const text = picked ?? typed;
    for (const desk of desks) {
      const reply = await desk.reply(chat, text, content?.beside, content?.picture);
      if (reply) return reply;
    }
    const missed = picked === undefined ? missedIn(held?.menu, text, now()) : undefined;
    const said = missed ? await atMiss(chat, missed) : await dialogue.reply({ chat, text }, now());
    const reply = countedOn(await withService(deps, chat, said), held?.menu, now());
    if (readCommandOrWish(text)?.name !== 'help' || !deps.subscribes(channelOf(chat))) return reply;
    return { ...reply, text: `${reply.text}\n${subscribingWords.commands}` };
  }

  const atMiss = async (chat: ChatKey, missed: Missed): Promise<Reply> =>
    missed.kind === 'not-in-menu' ? missed.reply : sayingNoMenu(await dialogue.reply({ chat, text: '/menu' }, now()));

  const welcome = async (chat: ChatKey): Promise<Reply> =>
    withService(deps, chat, await dialogue.reply({ chat, text: '/start' }, now()));

  /** Whoever was greeted hears it no second time. */
  function once(reply: Reply, held: ChatRecord | undefined, joins: boolean): Said {
    if (!isGreeting(reply)) return { kind: 'reply', reply };
    const agoMs = held && greetedAgoMs(held, now());
    if (agoMs === undefined) return { kind: 'reply', reply };
    if (joins || agoMs < twiceMs) return silent;
    return { kind: 'reply', reply: { ...reply, text: askAway } };
  }

  const isGreeting = ({ text }: Pick<Reply, 'text'>): boolean => text.startsWith(firstContact(about()));

  return {
    async reply(chat, content) {
      if (content.kind === 'left') {
        dialogue.forget(chat);
        return { kind: 'left' };
      }
      if (content.kind === 'staff') {
        const quietUntil = new Date(now().getTime() + deps.quietMs).toISOString();
        if (deps.quietMs > 0) await chats.change(chat, (held) => ({ ...held, chat, quietUntil }));
        return silent;
      }
      const held = await chats.get(chat);
      const text = textOf(content);
      if (held && isQuiet(held, now()) && !isRight(text)) return silent;
      switch (content.kind) {
        case 'text':
          return withRemoval(once(await toText(chat, held, content.text, content), held, false), held);
        case 'choice':
          return once(await toText(chat, undefined, content.value), held, false);
        case 'joined':
          return withRemoval(once(await welcome(chat), held, true), held);
        case 'location':
          return { kind: 'reply', reply: await dialogue.nearest(content, now()) };
        case 'unreadable':
          return toUnreadable(deps, chat, held, content.picture);
      }
    },
    shown: (chat, reply) =>
      chats.change(chat, (held) => {
        const menu = menuAfter(held?.menu, reply, now());
        const at = now().toISOString();
        const marks = {
          ...(isGreeting(reply) ? { greetedAt: at } : {}),
          ...(reply.text === notice.text ? { noticedAt: at } : {}),
        };
        const { removedAt, ...rest } = held ?? {};
        if (menu === held?.menu && removedAt === undefined && Object.keys(marks).length === 0) return held;
        return { ...rest, chat, ...(menu ? { menu } : {}), ...marks };
      }),
  };
}

/** What was typed, or what a pressed button stands for. */
export function textOf(content: IncomingContent): string | undefined {
  if (content.kind === 'text') return content.text;
  return content.kind === 'choice' ? content.value : undefined;
}
