import { chatsOf, type Official } from '../../announcements/people/officials.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { type ChatKey, channelOf } from '../../messaging/message.ts';
import type { CommuneNames } from '../commune-names.ts';
import { readCommandOrWish } from '../slash-commands.ts';
import type { KeptOf, KeptOfChat } from './kept.ts';
import { keptText } from './words-kept.ts';

export interface OwnDataDeps {
  keptOf: KeptOf;
  officials: { list(): Promise<readonly Pick<Official, 'id' | 'chat' | 'notices'>[]> };
  communes: Pick<CommuneNames, 'title'>;
  now: () => Date;
}

/** Says what is kept of a chat: to itself (`/dulieu`), or to an official for whoever asked in writing. */
export interface OwnData {
  /** `undefined`: the message is about something else. */
  reply(chat: ChatKey, text: string): Promise<Reply | undefined>;
  /** `account`: of an official that the chat is linked with. `text`: the same in Vietnamese. */
  look(chat: ChatKey): Promise<{ kept: KeptOfChat; account?: string; text: string }>;
}

export function createOwnData({ keptOf, officials, communes, now }: OwnDataDeps): OwnData {
  async function look(chat: ChatKey): Promise<{ kept: KeptOfChat; account?: string; text: string }> {
    const kept = await keptOf(chat);
    const account = (await officials.list()).find((one) => chatsOf(one).includes(chat))?.id;
    const text = keptText(kept, { channel: channelOf(chat), account, title: communes.title, now: now() });
    return { kept, ...(account === undefined ? {} : { account }), text };
  }
  return {
    look,
    async reply(chat, text) {
      if (readCommandOrWish(text)?.name !== 'kept') return undefined;
      return { kind: 'talk', text: (await look(chat)).text, citations: [] };
    },
  };
}
