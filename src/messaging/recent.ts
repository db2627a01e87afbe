import type { ChatKey } from './message.ts';

/** What is remembered of chats for a while: in memory only, the longest unused dropped first. */
export interface Recent<Value> {
  get(chat: ChatKey): Value | undefined;
  set(chat: ChatKey, value: Value): void;
  drop(chat: ChatKey): void;
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
      held.delete(chat);
      held.set(chat, { value, atMs: now().getTime() });
      if (held.size > most) held.delete(held.keys().next().value!);
    },
    drop: (chat) => void held.delete(chat),
  };
}
