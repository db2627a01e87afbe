/** Calls to Zalo's Bot Platform (https://bot.zapps.me/docs), as values. The token is part of the address: nothing here repeats one. */
import { z } from 'zod';
import { type RequestFailure, requestJson } from '../request-json.ts';

export type ZaloBotAnswer =
  | { kind: 'ok'; result: unknown }
  /** `code` mirrors an HTTP status, with meanings of its own: 403 is a failure of Zalo's, 408 a poll without news. */
  | { kind: 'refused'; code: number }
  | RequestFailure;

export interface ZaloBotApi {
  /** Default deadline 10 s for everything together; `signal` gives up earlier. */
  call(method: string, body: unknown, options?: { deadlineMs?: number; signal?: AbortSignal }): Promise<ZaloBotAnswer>;
}

export interface ZaloBotApiDeps {
  token: string;
  /** `https://bot-api.zaloplatforms.com`, or a double. */
  root: string;
  deadlineMs?: number | undefined;
}

const envelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.coerce.number().int().optional().catch(undefined),
});

export function createZaloBotApi({ token, root, deadlineMs: usualMs = 10_000 }: ZaloBotApiDeps): ZaloBotApi {
  return {
    async call(method, body, { deadlineMs = usualMs, signal } = {}) {
      const answer = await requestJson({
        url: `${root}/bot${token}/${method}`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        deadlineMs,
        ...(signal ? { signal } : {}),
      });
      if (answer.kind === 'failed') return answer;
      const read = envelope.safeParse(answer.body).data;
      // An error is an error whatever the status says, and the other way round.
      if (answer.status >= 400) return { kind: 'refused', code: read?.error_code ?? answer.status };
      if (!read) return { kind: 'failed', reached: true, why: 'not-json' };
      return read.ok ? { kind: 'ok', result: read.result } : { kind: 'refused', code: read.error_code ?? 400 };
    },
  };
}
