import { createHash } from 'node:crypto';
import type { SendOutcome } from './channel.ts';
import type { ChatKey } from './message.ts';
import { dropOldest } from './recent.ts';

/**
 * Sends the parts of a message in order. Where one does not go out, its outcome is the outcome of the whole, and the same message sent
 * to the same chat again goes on from there: "safe to repeat" stays true for a message of which half has arrived. Of a part whose fate is
 * not known the rest is sent all the same, and the whole is `uncertain`.
 */
export type SendParts = <Part>(
  chat: ChatKey,
  parts: readonly Part[],
  send: (part: Part) => Promise<SendOutcome>,
) => Promise<SendOutcome>;

/** Remembers in memory which messages are half sent, at most `maxChats`; `sent` carries the id of the first part known. */
export function createPartSending(maxChats = 1_000): SendParts {
  const halfSent = new Map<ChatKey, { message: string; parts: number; messageId: string | undefined }>();

  return async (chat, parts, send) => {
    const message = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
    const before = halfSent.get(chat);
    const resumed = before?.message === message ? before : undefined;
    halfSent.delete(chat);
    let messageId = resumed?.messageId;
    let isUncertain = false;
    for (let index = resumed?.parts ?? 0; index < parts.length; index += 1) {
      const outcome = await send(parts[index]!);
      if (outcome.kind === 'uncertain') {
        isUncertain = true;
        continue;
      }
      if (outcome.kind !== 'sent') {
        if (index > 0) remember(chat, { message, parts: index, messageId });
        return outcome;
      }
      messageId ??= outcome.messageId;
    }
    if (isUncertain) return { kind: 'uncertain' };
    return messageId === undefined ? { kind: 'sent' } : { kind: 'sent', messageId };
  };

  function remember(chat: ChatKey, half: { message: string; parts: number; messageId: string | undefined }): void {
    halfSent.set(chat, half);
    dropOldest(halfSent, maxChats);
  }
}
