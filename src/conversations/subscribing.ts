import type { Outbox } from '../announcements/sending/outbox.ts';
import type { Subscriber, Subscribers } from '../announcements/sending/subscribers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { placeTitle } from '../elections/places.ts';
import { type ChatKey, type Choice, channelOf } from '../messaging/message.ts';
import { putLast } from '../messaging/recent.ts';
import { createLanguageChoice } from './choosing-language.ts';
import type { CommuneNames, NamedCommunes } from './commune-names.ts';
import { readCommand } from './slash-commands.ts';
import { createSubscriptionChanges, talkReply } from './subscription-changes.ts';
import { meansOwnCommune, readTopics, readWish, type Wish } from './subscription-wish.ts';
import { languageOffer, subscribeChoices, subscribingWords } from './words-subscribing.ts';

export interface SubscribingDeps {
  subscribers: Pick<Subscribers, 'get' | 'put' | 'remove'>;
  outbox: Pick<Outbox, 'releaseDeferred'>;
  /** Gives a subscriber the announcements in force they have not got; how many there are for them. */
  welcome(subscriber: Subscriber): Promise<number>;
  communes: CommuneNames;
  /** Whether announcements can be sent on a channel at all. */
  delivers(channel: string): boolean;
  now: () => Date;
}

/** Asking for announcements and leaving them, by command or in a sentence. */
export interface Subscribing {
  /** `undefined`: the message is about something else. */
  reply(chat: ChatKey, text: string): Promise<Reply | undefined>;
  /** Somebody wrote: what waited for an open messaging window goes out. */
  contacted(chat: ChatKey): Promise<void>;
}

/** Windows are days long: a contact is written down again only when the last one is so old. */
const contactEveryMs = 10 * 60_000;
const rememberedMs = 10 * 60_000;
const rememberedChats = 10_000;
const longestName = 60;

export function createSubscribing({ subscribers, outbox, welcome, communes, delivers, now }: SubscribingDeps): Subscribing {
  /** Chats that were asked for a name, and what for: in memory only. */
  const asked = new Map<ChatKey, { wish: Wish; atMs: number }>();

  const { heldBy, subscribe, unsubscribe } = createSubscriptionChanges({ subscribers, welcome, communes, now });

  const chooseLanguage = createLanguageChoice({ subscribers });

  async function menu(chat: ChatKey): Promise<Reply> {
    const subscriber = await subscribers.get(chat);
    const text = subscribingWords.menu(heldBy(subscriber), subscriber?.language);
    return talkReply(text, subscriber ? [...subscribeChoices, languageOffer] : subscribeChoices);
  }

  function askFor(wish: Wish, chat: ChatKey, text: string, choices: readonly Choice[] = []): Reply {
    putLast(asked, chat, { wish, atMs: now().getTime() }, rememberedChats);
    return { kind: 'clarify', text, citations: [], choices: [...choices] };
  }

  /** A name that is not sure is asked back, and nothing is kept before. */
  function unsure(wish: Wish, chat: ChatKey, { unclear: [unclear], unknown: [unknown] }: NamedCommunes): Reply | undefined {
    const command = wish === 'subscribe' ? '/dangky' : '/huy';
    const choice = (title: string): Choice => ({ label: title.slice(0, 40), value: `${command} ${title}` });
    if (unclear)
      return askFor(wish, chat, subscribingWords.whichCommune(unclear.name), unclear.candidates.map(placeTitle).map(choice));
    if (!unknown) return undefined;
    const text = subscribingWords.unknownCommune(unknown.name, unknown.elsewhere);
    const alike = unknown.suggestions.map(choice);
    return askFor(wish, chat, alike.length > 0 ? `${text} ${subscribingWords.didYouMean}` : text, alike);
  }

  async function carryOut(wish: Wish, chat: ChatKey, text: string, named: NamedCommunes): Promise<Reply> {
    asked.delete(chat);
    const doubt = unsure(wish, chat, named);
    if (doubt) return doubt;
    const codes = named.found.map(({ code }) => code);
    // "thông báo bầu cử xã Cam Đường" names the commune; the rest only says what kind of news is meant.
    const topics = codes.length > 0 ? [] : readTopics(text);
    if (wish === 'unsubscribe') return unsubscribe(chat, topics, codes);
    if (topics.length + codes.length > 0) return subscribe(chat, topics, codes);
    if (meansOwnCommune(text)) return askFor(wish, chat, subscribingWords.askCommune);
    return menu(chat);
  }

  const names = (argument: string): NamedCommunes =>
    readTopics(argument).length > 0 || meansOwnCommune(argument) ? communes.read(argument) : communes.list(argument);

  /** A name and nothing else, typed after we asked for one. */
  async function answerToQuestion(chat: ChatKey, text: string): Promise<Reply | undefined> {
    const before = asked.get(chat);
    asked.delete(chat);
    if (!before || now().getTime() - before.atMs > rememberedMs || text.length > longestName || text.includes('?'))
      return undefined;
    const named = communes.list(text);
    return named.found.length + named.unclear.length > 0 ? carryOut(before.wish, chat, text, named) : undefined;
  }

  return {
    async reply(chat, text) {
      const command = readCommand(text);
      const wish = command
        ? { wish: wishOf[command.name], asks: false, text: command.argument }
        : { ...(readWish(text) ?? { wish: undefined, asks: false }), text };
      if (command?.name === 'language')
        return delivers(channelOf(chat)) ? chooseLanguage(chat, command.argument) : talkReply(subscribingWords.noDelivery);
      if (!wish.wish) return command ? undefined : answerToQuestion(chat, text);
      if (!delivers(channelOf(chat))) return talkReply(subscribingWords.noDelivery);
      if (wish.asks) return menu(chat);
      return carryOut(wish.wish, chat, wish.text, command ? names(wish.text) : communes.read(wish.text));
    },
    async contacted(chat) {
      const subscriber = await subscribers.get(chat);
      if (!subscriber) return;
      if (now().getTime() - Date.parse(subscriber.lastContactAt) >= contactEveryMs)
        await subscribers.put({ ...subscriber, lastContactAt: now().toISOString() });
      await outbox.releaseDeferred(chat);
    },
  };
}

const wishOf: Readonly<Partial<Record<string, Wish>>> = { subscribe: 'subscribe', unsubscribe: 'unsubscribe' };
