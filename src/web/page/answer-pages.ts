/** Whole pages that answer a form or a link, for a browser without scripts. */
import type { PageChat, PageMessage } from '../../messaging/page-chat.ts';
import type { WebContext } from '../http/context.ts';
import { chatPage, type PageContent, type PageFrame } from './page.ts';
import { pageRefusalText, type Refused, retrySeconds } from './question.ts';
import { isEmbedded } from './visitor.ts';

export interface AnswerPages {
  page(c: WebContext, content: PageContent, status?: 200 | Refused['status']): Promise<Response>;
  /** `draft`: what the person had typed. */
  refusedPage(c: WebContext, refused: Refused, draft?: string): Promise<Response>;
  /** The rest of a reply in parts, and a link to come back by when there was nothing yet. */
  repliesPage(
    c: WebContext,
    visitor: string,
    replies: { messages: PageMessage[]; after: string },
    question?: string,
  ): Promise<Response>;
}

/** A reply may come in parts; a page without scripts waits this long for the next one. */
const nextPartMs = 300;

export function createAnswerPages(deps: { chat: Pick<PageChat, 'next'>; frame(): PageFrame; closing: AbortSignal }): AnswerPages {
  const { chat, frame, closing } = deps;

  async function page(c: WebContext, content: PageContent, status: 200 | Refused['status'] = 200): Promise<Response> {
    const made = await chatPage({ ...frame(), isEmbedded: isEmbedded(c) }, content);
    return c.html(String(made), status, { 'cache-control': 'no-store' });
  }

  return {
    page,
    refusedPage(c, refused, draft) {
      const seconds = retrySeconds(refused.retryAfterMs);
      if (seconds !== undefined) c.header('retry-after', String(seconds));
      const problem = pageRefusalText(refused.refusal, refused.retryAfterMs);
      return page(c, { problem, ...(draft ? { draft } : {}) }, refused.status);
    },
    async repliesPage(c, visitor, { messages, after }, question) {
      const last = messages.at(-1)?.id;
      const more =
        last === undefined ? [] : await chat.next(visitor, last, AbortSignal.any([AbortSignal.timeout(nextPartMs), closing]));
      const laterPath = `/answers?after=${encodeURIComponent(after)}${isEmbedded(c) ? '&embed' : ''}`;
      return page(c, {
        messages: [...messages, ...more],
        ...(question === undefined ? {} : { question }),
        ...(last === undefined ? { laterPath } : {}),
      });
    },
  };
}
