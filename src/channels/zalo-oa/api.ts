/** Calls to Zalo's Official Account OpenAPI, as values: errors come inside HTTP 200, and a stale token is renewed once. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type JsonAnswer, type RequestFailure, requestJson } from '../request-json.ts';
import { isStaleToken } from './errors.ts';
import type { AccessToken, ZaloTokenKeeper } from './tokens.ts';

export type ZaloOaAnswer =
  /** `remaining`: calls left in this minute, where Zalo says so. */
  | { kind: 'ok'; data: unknown; remaining: number | undefined }
  /** Zalo said no: a number of its own (negative), or an HTTP status. */
  | { kind: 'refused'; code: number }
  /** There is no token Zalo takes. */
  | { kind: 'unauthorised' }
  /** Not carried out, and not for a reason in the call. */
  | { kind: 'unavailable' }
  | RequestFailure;

export interface ZaloOaCall {
  method: 'GET' | 'POST';
  path: string;
  body?: unknown;
  /** In the place of a body: a form with a file in it. */
  file?: { contentType: string; body: Uint8Array };
  /** See `requestJson`: what is paid for is not said again where nobody knows whether it was heard. */
  once?: true;
}

export interface ZaloOaApi {
  call(call: ZaloOaCall): Promise<ZaloOaAnswer>;
}

export interface ZaloOaApiDeps {
  /** `https://openapi.zalo.me`, or a double. */
  root: string;
  tokens: ZaloTokenKeeper;
  /** The app's secret key, for an app that requires each call to prove that the caller has it. */
  proofSecret?: string | undefined;
  /** Default 10 s for everything together. */
  deadlineMs?: number | undefined;
}

const envelope = z.object({ error: z.coerce.number().int(), data: z.unknown().optional() });
/** 1 MB over a slow line. */
const uploadDeadlineMs = 20_000;
const rateLimited = -32;
const tokenInvalid = -216;

export function createZaloOaApi({ root, tokens, proofSecret, deadlineMs = 10_000 }: ZaloOaApiDeps): ZaloOaApi {
  async function attempt({ method, path, body, file, once }: ZaloOaCall, token: string): Promise<ZaloOaAnswer> {
    return readAnswer(
      await requestJson({
        url: `${root}${path}`,
        method,
        headers: {
          access_token: token,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(file ? { 'content-type': file.contentType } : {}),
          ...(proofSecret ? { appsecret_proof: createHmac('sha256', proofSecret).update(token).digest('hex') } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(file ? { body: file.body } : {}),
        deadlineMs: file ? Math.max(deadlineMs, uploadDeadlineMs) : deadlineMs,
        ...(once ? { once } : {}),
      }),
    );
  }

  return {
    async call(call) {
      const first: AccessToken = await tokens.current();
      if (first.kind !== 'token') return first;
      const answer = await attempt(call, first.token);
      if (!isStale(answer)) return answer;
      const second = await tokens.instead(first.token);
      if (second.kind !== 'token') return second;
      const again = await attempt(call, second.token);
      return isStale(again) ? { kind: 'unauthorised' } : again;
    },
  };
}

const isStale = (answer: ZaloOaAnswer) => answer.kind === 'refused' && isStaleToken(answer.code);

function readAnswer(answer: JsonAnswer): ZaloOaAnswer {
  if (answer.kind === 'failed') return answer;
  const { status, headers, body } = answer;
  if (status >= 500) return status === 504 ? { kind: 'failed', reached: true, why: 'timeout' } : { kind: 'unavailable' };
  if (status === 429) return { kind: 'refused', code: rateLimited };
  if (status === 401) return { kind: 'refused', code: tokenInvalid };
  const read = envelope.safeParse(body).data;
  if (read && read.error !== 0) return { kind: 'refused', code: read.error };
  if (status >= 400) return { kind: 'refused', code: status };
  // Taken or not, it does not say.
  if (!read) return { kind: 'failed', reached: true, why: 'not-json' };
  const left = headers.get('x-ratelimit-remain');
  return { kind: 'ok', data: read.data, remaining: left !== null && /^\d+$/u.test(left) ? Number(left) : undefined };
}
