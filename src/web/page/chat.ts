/** The routes of the chat page: questions as JSON or as a plain form, answers in the response or over an event stream. */
import { Hono } from 'hono';
import type { PageChat, PageMessage } from '../../messaging/page-chat.ts';
import { sendAsset } from '../http/assets.ts';
import type { WebContext, WebEnv } from '../http/context.ts';
import { createAnswerPages } from './answer-pages.ts';
import type { FirstPage } from './beginning.ts';
import { createEventStreams } from './events.ts';
import { sendFile, shown } from './message.ts';
import type { PageFrame } from './page.ts';
import { type AnswerAlone, createPermalinks } from './permalink.ts';
import { type PageQuestion, type QuestionRules, type Refused, readPageQuestion, refuse } from './question.ts';
import { isEmbedded, type Visitors } from './visitor.ts';

export interface ChatRoutesDeps extends QuestionRules {
  chat: PageChat;
  visitors: Visitors;
  /** The frame of a page as of now: the pack may change while people ask. */
  frame(): PageFrame;
  firstPage: FirstPage;
  answerAlone: AnswerAlone;
  /** How long a request waits for its answer before the event stream (or a second page) takes over. */
  answerWaitMs: number;
  /** Aborts when the server stops: event streams end. */
  closing: AbortSignal;
}

export function createChatRoutes(deps: ChatRoutesDeps): Hono<WebEnv> {
  const { chat, visitors, firstPage, pace, closing } = deps;
  const pages = createAnswerPages(deps);
  const { refusedPage, repliesPage } = pages;
  const linked = createPermalinks({ ...deps, pages });
  const openStream = createEventStreams(chat, closing, pace.client);

  /** Submits and waits for the first messages that follow; none when they take longer than `answerWaitMs`. */
  async function ask(
    c: WebContext,
    visitor: string,
    question: PageQuestion,
  ): Promise<{ messages: PageMessage[]; after: string } | Refused> {
    const submission = await chat.submit(visitor, question.id, question.content);
    if (submission.kind === 'unavailable') return { refusal: 'unavailable', status: 503, retryAfterMs: 3_000 };
    const after = question.after ?? submission.after;
    const patience = AbortSignal.any([AbortSignal.timeout(deps.answerWaitMs), c.req.raw.signal]);
    return { messages: await chat.next(visitor, after, patience), after };
  }

  return new Hono<WebEnv>()
    .get('/', async (c) => (await linked(c)) ?? sendAsset(c, await firstPage(isEmbedded(c)), 'no-cache'))
    .post('/', async (c) => {
      const question = await readPageQuestion(c, 'form', visitors.known(c), deps);
      if ('refusal' in question) return refusedPage(c, question, question.draft);
      const visitor = visitors.welcome(c);
      const answered = await ask(c, visitor, question);
      return 'refusal' in answered ? refusedPage(c, answered, question.shown) : repliesPage(c, visitor, answered, question.shown);
    })
    .get('/answers', async (c) => {
      const visitor = visitors.known(c);
      const after = c.req.query('after') ?? '';
      if (visitor === undefined || after.length > 100) return c.redirect('/');
      const retryAfterMs = await pace.waiting(c);
      if (retryAfterMs !== undefined) return refusedPage(c, { refusal: 'rate-limited', status: 429, retryAfterMs });
      const patience = AbortSignal.any([AbortSignal.timeout(deps.answerWaitMs), c.req.raw.signal, closing]);
      return repliesPage(c, visitor, { messages: await chat.next(visitor, after, patience), after });
    })
    .post('/api/chat', async (c) => {
      c.header('cache-control', 'no-store');
      const question = await readPageQuestion(c, 'json', visitors.known(c), deps);
      if ('refusal' in question) return refuse(c, question);
      const answered = await ask(c, visitors.welcome(c), question);
      return 'refusal' in answered ? refuse(c, answered) : c.json({ messages: answered.messages.map(shown) });
    })
    .get('/api/chat/events', async (c) => {
      const visitor = visitors.known(c);
      // 204 tells a browser's EventSource not to come back: there is no conversation yet.
      if (visitor === undefined || c.req.raw.method === 'HEAD') return c.body(null, 204);
      const retryAfterMs = await pace.waiting(c);
      if (retryAfterMs !== undefined) return refuse(c, { refusal: 'rate-limited', status: 429, retryAfterMs });
      return openStream(c, visitor);
    })
    .get('/api/chat/files/:message', (c) => {
      const visitor = visitors.known(c);
      const file = visitor === undefined ? undefined : chat.file(visitor, c.req.param('message'));
      return file ? sendFile(c, file) : c.notFound();
    });
}
