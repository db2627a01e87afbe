import type { Context } from 'hono';
import type { ConsoleFrame } from './views/layout.tsx';

type Status = 200 | 403 | 404 | 405 | 409 | 413 | 422 | 429 | 500;

/** Answers with a page: a view, what it is given besides the frame, and the status. */
export type Show = <Props extends { frame: ConsoleFrame }>(
  c: Context,
  view: (props: Props) => unknown,
  props: Omit<Props, 'frame'>,
  status?: Status,
) => Promise<Response>;

export function createShow(frame: ConsoleFrame): Show {
  return async (c, view, props, status = 200) => {
    const page = view({ ...props, frame } as Parameters<typeof view>[0]);
    // Pages name people and announcements: no copy of them stays behind in a shared browser.
    return c.html(`<!doctype html>${String(await page)}`, status, { 'cache-control': 'no-store' });
  };
}
