import { streamSSE } from 'hono/streaming';
import { offersOf } from '../../announcements/offers.ts';
import { progressCsv } from '../../announcements/progress.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { refusalText } from '../../announcements/words.ts';
import { csvHeaders } from '../csv.ts';
import type { OfficialVisit } from '../route.ts';
import type { Show } from '../showing.ts';
import { LivePart, WatchingPage } from '../views/watching.tsx';
import { doneText } from '../views/words-announcing.ts';
import { goesOn, type LiveFeed, type LiveLook } from './live-feed.ts';
import { type Looking, statusOf } from './looking.ts';

/** How far one sending has come: as a page, as a stream of what changes on it, and as a table to keep. */
export interface Watching {
  page(visit: OfficialVisit, problem?: string): Promise<Response>;
  stream(visit: OfficialVisit): Promise<Response>;
  csv(visit: OfficialVisit): Promise<Response>;
}

export interface WatchingDeps {
  publishing: Pick<Publishing, 'progress'>;
  feed: LiveFeed;
  looking: Looking;
  show: Show;
  /** Every stream ends then. */
  closing: AbortSignal;
}

/** A stream ends after this and the browser asks again, through the guard: whoever may not look any more is out by then. */
const streamLifeMs = 60_000;
const heartbeatMs = 20_000;
const stalledMs = 60_000;

export function createWatching({ publishing, feed, looking, show, closing }: WatchingDeps): Watching {
  /** Made once for everybody who watches. */
  const made = new WeakMap<LiveLook, string>();
  function htmlOf(look: LiveLook): string {
    // Elements of hono/jsx are strings when they are asked for theirs.
    const held = made.get(look) ?? (LivePart(look) as { toString(): string }).toString();
    made.set(look, held);
    return held;
  }

  return {
    async page(visit, problem) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const outcome = await publishing.progress(visit.actor, announcement.id);
      if (outcome.kind === 'refused') return looking.refused(visit, refusalText(outcome.refusal));
      const look = (await feed.look(announcement.id, outcome.value)) ?? { progress: outcome.value, minutes: [], perMinute: 0 };
      const { c, official, formToken } = visit;
      const offers = offersOf(official, look.progress.announcement);
      const notice = problem === undefined ? doneText(c.req.query('da')) : undefined;
      const props = { formToken, official, ...look, goesOn: goesOn(look.progress), offers, problem, notice };
      return show(c, WatchingPage, props, statusOf(problem));
    },
    async stream(visit) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const { c } = visit;
      const { id } = announcement;
      c.env.outgoing.setTimeout(stalledMs);
      c.header('x-accel-buffering', 'no'); // nginx would hold events back until a buffer is full
      c.header('cache-control', 'no-store');
      return streamSSE(c, async (stream) => {
        const gone = new AbortController();
        stream.onAbort(() => gone.abort());
        const ending = AbortSignal.any([gone.signal, closing, AbortSignal.timeout(streamLifeMs)]);
        const heartbeat = setInterval(() => void stream.write(':\n\n'), heartbeatMs);
        await stream.write('retry: 1000\n\n');
        const first = await feed.look(id);
        if (!first || !goesOn(first.progress)) {
          await stream.writeSSE({ event: 'over', data: '' });
          clearInterval(heartbeat);
          return;
        }
        await new Promise<void>((resolve) => {
          let last = htmlOf(first);
          void stream.writeSSE({ event: 'look', data: last });
          const stop = feed.watch(id, (look) => {
            const html = htmlOf(look);
            const isOver = !goesOn(look.progress);
            if (html !== last) void stream.writeSSE({ event: 'look', data: html });
            last = html;
            if (isOver) void stream.writeSSE({ event: 'over', data: '' }).then(() => end());
          });
          const end = () => {
            stop();
            resolve();
          };
          if (ending.aborted) end();
          else ending.addEventListener('abort', end, { once: true });
        });
        clearInterval(heartbeat);
      });
    },
    async csv(visit) {
      const announcement = await looking.found(visit);
      if (announcement instanceof Response) return announcement;
      const outcome = await publishing.progress(visit.actor, announcement.id);
      if (outcome.kind === 'refused') return looking.refused(visit, refusalText(outcome.refusal));
      return visit.c.body(progressCsv(outcome.value), 200, csvHeaders(`thong-bao-${announcement.number}.csv`));
    },
  };
}
