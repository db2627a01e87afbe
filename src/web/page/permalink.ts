/** `/?q=…`: a question asked by opening a page. It is nobody's, so nothing of a conversation is read or written. */
import { incomingText } from '../../messaging/incoming-text.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import type { WebContext } from '../http/context.ts';
import type { AnswerPages } from './answer-pages.ts';
import type { Pace } from './limits.ts';
import { questionPath, sendFile } from './message.ts';
import { maxQuestionLength } from './question.ts';
import { onlyInConversation, webStates } from './words.ts';

/**
 * The answer to a question by itself, or an announcement by its number; `undefined` for what belongs into a conversation (deleting, subscribing): a link from elsewhere must not
 * do that for the person who follows it.
 */
export type AnswerAlone = (question: string) => Promise<PageMessage | undefined>;

/** Answers `/?q=…`; `undefined` where nothing is asked. With `&file` it is the file of the answer. */
export function createPermalinks({ pages, answerAlone, pace }: { pages: AnswerPages; answerAlone: AnswerAlone; pace: Pace }) {
  return async (c: WebContext): Promise<Response | undefined> => {
    const question = incomingText(c.req.query('q') ?? '');
    if (question === '') return undefined;
    // What somebody else wrote into a link is nothing for search engines to show under our name.
    c.header('x-robots-tag', 'noindex');
    if (question.length > maxQuestionLength) return pages.page(c, { problem: tooLong(question.length), draft: question }, 400);
    const retryAfterMs = (await pace.question(c, undefined)) ?? (await pace.length(c, undefined, question.length));
    if (retryAfterMs !== undefined) return pages.refusedPage(c, { refusal: 'rate-limited', status: 429, retryAfterMs }, question);
    const message = await answerAlone(question);
    if (!message) return pages.page(c, { problem: onlyInConversation, draft: question });
    if (message.file && c.req.query('file') !== undefined) return sendFile(c, message.file);
    return pages.page(c, { question, messages: [message], filePath: `${questionPath(question)}&file` });
  };
}

const tooLong = (length: number): string =>
  webStates.tooLong.replace('{n}', String(length)).replace('{max}', String(maxQuestionLength));
