import type { ChatKey } from './message.ts';

/** What is remembered of chats for a while: in memory only, the longest unused dropped first. */
export interface Recent<Value> {
  get(chat: ChatKey): Value | undefined;
  set(chat: ChatKey, value: Value): void;
  drop(chat: ChatKey): void;
}

/** Lets go of what a map or a set has held longest, once it holds more than `most`: call it after every entry that is added. */
export function dropOldest<Key>(
  held: { readonly size: number; keys(): Iterator<Key>; delete(key: Key): boolean },
  most: number,
): void {
  if (held.size <= most) return;
  const oldest = held.keys().next();
  if (!oldest.done) held.delete(oldest.value);
}

/** Puts an entry at the end of a map, whether it was there or not, and lets go of the first one above `most`. */
export function putLast<Key, Value>(held: Map<Key, Value>, key: Key, value: Value, most: number): void {
  held.delete(key);
  held.set(key, value);
  dropOldest(held, most);
}

export function createRecent<Value>({
  now,
  keptMs,
  most,
}: {
  now: () => Date;
  keptMs: number;
  /** Chats at once. */
  most: number;
}): Recent<Value> {
  const held = new Map<ChatKey, { value: Value; atMs: number }>();
  return {
    get(chat) {
      const found = held.get(chat);
      if (found && Math.abs(now().getTime() - found.atMs) <= keptMs) return found.value;
      held.delete(chat);
      return undefined;
    },
    set(chat, value) {
      putLast(held, chat, { value, atMs: now().getTime() }, most);
    },
    drop: (chat) => void held.delete(chat),
  };
}
