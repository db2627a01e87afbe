import { createHmac } from 'node:crypto';
import type { ChatKey } from '../../messaging/message.ts';

/**
 * What tells a person from the two others who asked the same, and from nobody else: eight bits, so that one chat in 256 has the same mark. The key is not kept
 * with the data, the salt belongs to one group of questions and goes with the third person (docs/decisions/0038-questions-without-the-person.md).
 */
export function createPersonMark(key: string): (salt: string, chat: ChatKey) => string {
  return (salt, chat) =>
    createHmac('sha256', key)
      .update(JSON.stringify([salt, chat]))
      .digest('hex')
      .slice(0, 2);
}
