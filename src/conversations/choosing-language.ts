import type { Subscriber, Subscribers } from '../announcements/sending/subscribers.ts';
import type { Reply } from '../answering/reply/reply.ts';
import type { ChatKey } from '../messaging/message.ts';
import { fold } from '../vietnamese/text.ts';
import { talkReply } from './subscription-changes.ts';
import { languageChoices, languagesByName, subscribeChoices, subscribingWords } from './words-subscribing.ts';

const longestShown = 40;

/** `hmn`, `tiếng Mông`, `Hmoob (tiếng Mông)`, `English` → the code; `undefined`: none of ours. */
function languageCalled(typed: string): Subscriber['language'] | 'vi' {
  const [before = ''] = typed.split('(');
  const name = fold(before)
    .replace(/[^a-z ]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^tieng /u, '');
  return Object.hasOwn(languagesByName, name) ? languagesByName[name] : undefined;
}

/** Asks in which language somebody wants announcements, or writes it down with their subscription; nothing is kept of who has none. */
export function createLanguageChoice({
  subscribers,
}: {
  subscribers: Pick<Subscribers, 'get' | 'put'>;
}): (chat: ChatKey, typed: string) => Promise<Reply> {
  return async (chat, typed) => {
    const subscriber = await subscribers.get(chat);
    if (!subscriber) return talkReply(subscribingWords.languageLater, subscribeChoices);
    const { language: before, ...rest } = subscriber;
    if (typed === '') return talkReply(subscribingWords.askLanguage(before), languageChoices);
    const called = languageCalled(typed);
    if (called === undefined) return talkReply(subscribingWords.unknownLanguage(typed.slice(0, longestShown)), languageChoices);
    const chosen = called === 'vi' ? undefined : called;
    await subscribers.put({ ...rest, ...(chosen === undefined ? {} : { language: chosen }) });
    return talkReply(subscribingWords.languageSet(chosen));
  };
}
