/** The routes of the chat page: questions as JSON or as a plain form, answers in the response or over an event stream. */
import { Hono } from 'hono';
import type { PageChat, PageMessage } from '../../messaging/page-chat.ts';
import { type Asset, asset, sendAsset } from '../http/assets.ts';
import type { WebContext, WebEnv } from '../http/context.ts';
import { createEventStreams } from './events.ts';
import { sendFile, shown } from './message.ts';
import { chatPage, type PageContent, type PageFrame } from './page.ts';
import {
  type PageQuestion,
  pageRefusalText,
  type QuestionRules,
  type Refused,
  readPageQuestion,
  refuse,
  retrySeconds,
} from './question.ts';
import type { Visitors } from './visitor.ts';

export interface ChatRoutesDeps extends QuestionRules {
  chat: PageChat;
  visitors: Visitors;
  /** The frame of a page as of now: the pack may change while people ask. */
  frame(): PageFrame;
  /** How long a request waits for its answer before the event stream (or a second page) takes over. */
  answerWaitMs: number;
  /** Aborts when the server stops: event streams end. */
  closing: AbortSignal;
}

/** A reply may come in parts; a page without scripts waits this long for the next one. */
const nextPartMs = 300;

/** The page before anything was asked, compressed; made anew only when the pack says something else of its province. */
async function createFirstPage(frame: () => PageFrame): Promise<() => Promise<Asset>> {
  const made = async (now: PageFrame) => ({
    about: now.about,
    page: asset('text/html; charset=utf-8', String(await chatPage(now))),
  });
  let first = await made(frame());
  return async () => {
    if (first.about !== frame().about) first = await made(frame());
    return first.page;
  };
}

export async function createChatRoutes(deps: ChatRoutesDeps): Promise<Hono<WebEnv>> {
  const { chat, visitors, frame, pace, closing } = deps;
  const firstPage = await createFirstPage(frame);
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

  async function page(c: WebContext, content: PageContent, status: 200 | Refused['status'] = 200): Promise<Response> {
    return c.html(String(await chatPage(frame(), content)), status, { 'cache-control': 'no-store' });
  }

  function refusedPage(c: WebContext, refused: Refused, draft?: string): Promise<Response> {
    const seconds = retrySeconds(refused.retryAfterMs);
    if (seconds !== undefined) c.header('retry-after', String(seconds));
    return page(
      c,
      { problem: pageRefusalText(refused.refusal, refused.retryAfterMs), ...(draft ? { draft } : {}) },
      refused.status,
    );
  }

  /** The rest of a reply in parts, and a link to come back by when there was nothing yet. */
  async function repliesPage(
    c: WebContext,
    visitor: string,
    { messages, after }: { messages: PageMessage[]; after: string },
    question?: string,
  ) {
    const last = messages.at(-1)?.id;
    const more =
      last === undefined ? [] : await chat.next(visitor, last, AbortSignal.any([AbortSignal.timeout(nextPartMs), closing]));
    return page(c, {
      messages: [...messages, ...more],
      ...(question === undefined ? {} : { question }),
      ...(last === undefined ? { laterPath: `/answers?after=${encodeURIComponent(after)}` } : {}),
    });
  }

  return new Hono<WebEnv>()
    .get('/', async (c) => sendAsset(c, await firstPage(), 'no-cache'))
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
