import {
  type Subscriber,
  type Subscribers,
  withoutSubscription,
  withSubscription,
} from '../announcements/sending/subscribers.ts';
import type { Topic } from '../announcements/sending/topic.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { type ChatKey, type Choice, channelOf } from '../messaging/message.ts';
import type { CommuneNames } from './commune-names.ts';
import { subscribeAgain } from './words-menu.ts';
import { communeNews, languageOffer, subscribingWords, topicNames } from './words-subscribing.ts';

export interface SubscriptionChangesDeps {
  subscribers: Pick<Subscribers, 'get' | 'put' | 'remove'>;
  /** Gives a subscriber the announcements in force they have not got; how many there are for them. */
  welcome(subscriber: Subscriber): Promise<number>;
  communes: Pick<CommuneNames, 'title'>;
  now: () => Date;
}

/** Writes down what somebody subscribes to and leaves, and says what they hold now. */
export interface SubscriptionChanges {
  /** What somebody holds, in words; nothing of somebody who is no subscriber. */
  heldBy(subscriber: Subscriber | undefined): string[];
  subscribe(chat: ChatKey, topics: readonly Topic[], codes: readonly string[]): Promise<Reply>;
  /** Without topics and codes everything is left. */
  unsubscribe(chat: ChatKey, topics: readonly Topic[], codes: readonly string[]): Promise<Reply>;
}

/** A reply that is only said, with what can be tapped. */
export const talkReply = (text: string, choices: readonly Choice[] = []): Reply => ({
  kind: 'talk',
  text,
  citations: [],
  ...(choices.length > 0 ? { choices: [...choices] } : {}),
});

export function createSubscriptionChanges({ subscribers, welcome, communes, now }: SubscriptionChangesDeps): SubscriptionChanges {
  const heldBy = (subscriber: Subscriber | undefined): string[] =>
    subscriber
      ? [
          ...subscriber.topics.map((topic) => topicNames[topic]),
          ...subscriber.communes.map((code) => communeNews(communes.title(code))),
        ]
      : [];

  async function subscribe(chat: ChatKey, topics: readonly Topic[], codes: readonly string[]): Promise<Reply> {
    const subscriber = withSubscription(await subscribers.get(chat), chat, { topics, communes: codes }, now().toISOString());
    await subscribers.put(subscriber);
    const held = heldBy(subscriber);
    const text = subscribingWords.subscribed(held, await welcome(subscriber), channelOf(chat), subscriber.language);
    return {
      ...talkReply(text, [languageOffer]),
      subscribed: true,
    };
  }

  async function unsubscribe(chat: ChatKey, topics: readonly Topic[], codes: readonly string[]): Promise<Reply> {
    const before = await subscribers.get(chat);
    if (!before) return talkReply(subscribingWords.notSubscribed);
    const everything = topics.length + codes.length === 0 || topics.includes('all');
    const after = everything ? undefined : withoutSubscription(before, { topics, communes: codes }, now().toISOString());
    if (after && heldBy(after).length === heldBy(before).length && after.topics.includes('all') === before.topics.includes('all'))
      return talkReply(subscribingWords.notHeld(heldBy(before)));
    if (after) {
      await subscribers.put(after);
      return talkReply(subscribingWords.leftSome(heldBy(after)));
    }
    await subscribers.remove(chat);
    return talkReply(subscribingWords.left, everything ? backTo(before) : []);
  }

  /** One tap back to a part of what was left as a whole. */
  function backTo({ topics, communes: codes }: Subscriber): Choice[] {
    if (topics.length + codes.length < 2) return [];
    return [
      ...topics.map((topic) => ({ label: subscribeAgain(topicNames[topic]), value: `/dangky ${topicNames[topic]}` })),
      ...codes
        .slice(0, 6)
        .map((code) => ({ label: subscribeAgain(communes.title(code)).slice(0, 40), value: `/dangky ${communes.title(code)}` })),
    ];
  }

  return { heldBy, subscribe, unsubscribe };
}
