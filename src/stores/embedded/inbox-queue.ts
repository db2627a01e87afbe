import { type ChatKey, channelOf, type IncomingMessage, messageKey } from '../../messaging/message.ts';

/** Messages waiting in memory, by chat: who comes next, who is being worked on, who is left alone for a while. */
export interface InboxQueue {
  add(message: IncomingMessage): void;
  get(key: string): IncomingMessage | undefined;
  /** Ends a message; the chat's next one can be taken. */
  remove(key: string): void;
  /** Ends every message of a chat; with `through`, that one and those before it. */
  removeChat(chat: ChatKey, through?: string): void;
  take(channel: string, limit: number, nowMs: number): IncomingMessage[];
  /** Gives a chat back, to be left alone until then. */
  putOff(chat: ChatKey, untilMs: number): void;
  all(): Iterable<IncomingMessage>;
  size(): number;
}

interface Chat {
  keys: string[];
  taken: boolean;
}

/** The value of a channel, made where there is none. */
function ofChannel<Value>(map: Map<string, Value>, channel: string, empty: () => Value): Value {
  const known = map.get(channel) ?? empty();
  map.set(channel, known);
  return known;
}

export function createInboxQueue(): InboxQueue {
  const messages = new Map<string, IncomingMessage>();
  const chats = new Map<ChatKey, Chat>();
  /** Chats of a channel with something to take, longest waiting first. */
  const ready = new Map<string, Set<ChatKey>>();
  const putOff = new Map<string, Map<ChatKey, number>>();

  const readyOf = (channel: string) => ofChannel(ready, channel, () => new Set<ChatKey>());
  const putOffOf = (channel: string) => ofChannel(putOff, channel, () => new Map<ChatKey, number>());

  function drop(chat: ChatKey): void {
    chats.delete(chat);
    readyOf(channelOf(chat)).delete(chat);
    putOffOf(channelOf(chat)).delete(chat);
  }

  function hold(chat: ChatKey, keys: string[]): void {
    chats.set(chat, { keys, taken: false });
    readyOf(channelOf(chat)).add(chat);
  }

  return {
    get: (key) => messages.get(key),
    all: () => messages.values(),
    size: () => messages.size,
    add(message) {
      const key = messageKey(message);
      messages.set(key, message);
      const chat = chats.get(message.chat);
      if (chat) {
        chat.keys.push(key);
        return;
      }
      hold(message.chat, [key]);
    },
    remove(key) {
      const message = messages.get(key);
      const chat = message && chats.get(message.chat);
      if (!chat) return;
      messages.delete(key);
      chat.keys = chat.keys.filter((other) => other !== key);
      chat.taken = false;
      if (chat.keys.length === 0) drop(message.chat);
      else readyOf(channelOf(message.chat)).add(message.chat);
    },
    removeChat(chat, through) {
      const keys = chats.get(chat)?.keys ?? [];
      const ended = through === undefined ? keys.length : keys.indexOf(through) + 1;
      if (ended === 0) return;
      for (const key of keys.slice(0, ended)) messages.delete(key);
      drop(chat);
      if (ended < keys.length) hold(chat, keys.slice(ended));
    },
    take(channel, limit, nowMs) {
      const waiting = readyOf(channel);
      const later = putOffOf(channel);
      for (const [chat, untilMs] of later) {
        if (untilMs > nowMs) continue;
        later.delete(chat);
        waiting.add(chat);
      }
      const taken: IncomingMessage[] = [];
      for (const name of waiting) {
        if (taken.length >= limit) break;
        waiting.delete(name);
        const chat = chats.get(name)!;
        chat.taken = true;
        taken.push(messages.get(chat.keys[0]!)!);
      }
      return taken;
    },
    putOff(chat, untilMs) {
      const known = chats.get(chat);
      if (!known?.taken) return;
      known.taken = false;
      putOffOf(channelOf(chat)).set(chat, untilMs);
    },
  };
}
