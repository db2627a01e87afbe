/** One HTTP request to a platform that answers JSON: bounded in time and size, following nowhere, and never an exception. */
import type { SendOutcome } from '../messaging/channel.ts';
import { startDeadline } from './deadline.ts';
import { boundedText, headersOf, openResponse } from './response.ts';

export interface JsonRequest {
  /** May hold a token: it is in nothing this returns. */
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For everything together, the last byte of the answer included. */
  deadlineMs: number;
  /** Gives up earlier. */
  signal?: AbortSignal;
  /** Never sent twice, not even where a kept connection turns out to be dead: what it carries is good for one use. */
  once?: boolean;
  /** Default 1 MiB, after decompression. */
  maxBytes?: number;
}

/** Why there is no answer. `reached`: the request may have been carried out all the same. */
export interface RequestFailure {
  kind: 'failed';
  reached: boolean;
  why: 'unreachable' | 'timeout' | 'cut-off' | 'redirect' | 'too-large' | 'not-json' | 'stopped';
  /** The system's or the library's own code, e.g. `ECONNREFUSED`; never an address. */
  code?: string;
}

export type JsonAnswer =
  /** Whatever the status: some platforms say errors with 200, others JSON with 404. */
  { kind: 'answer'; status: number; headers: Headers; body: unknown } | RequestFailure;

/** What a send without an answer amounts to. */
export function outcomeOfFailure({ reached }: RequestFailure): SendOutcome {
  return { kind: reached ? 'uncertain' : 'unavailable' };
}

const usualMaxBytes = 1024 * 1024;

/** Failures of the connection before anything of the request can have left. */
const notConnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EHOSTDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|\w{0,40}(?:SELF_SIGNED|UNABLE_TO)_\w+)$/u;

/** Whether a failure with this code proves that the request never left. */
export function provesUnsent(code: string | undefined): boolean {
  return code !== undefined && notConnected.test(code);
}

export async function requestJson(request: JsonRequest): Promise<JsonAnswer> {
  if (request.signal?.aborted) return { kind: 'failed', reached: false, why: 'stopped' };
  const deadline = startDeadline(request.deadlineMs, request.signal);
  try {
    const response = await openResponse(request, deadline.signal);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      response.destroy();
      return { kind: 'failed', reached: false, why: 'redirect', code: String(status) };
    }
    const text = await boundedText(response, request.maxBytes ?? usualMaxBytes);
    if (text === undefined) return { kind: 'failed', reached: true, why: 'too-large' };
    try {
      return { kind: 'answer', status, headers: headersOf(response), body: JSON.parse(text) as unknown };
    } catch {
      return notJson(status, text);
    }
  } catch (error) {
    if (request.signal?.aborted) return { kind: 'failed', reached: true, why: 'stopped' };
    if (deadline.passed()) return { kind: 'failed', reached: true, why: 'timeout' };
    return connectionFailure(error);
  } finally {
    deadline.clear();
  }
}

/** A page is what a gateway or a captive portal says in the platform's place, except when the gateway says that it waited in vain. */
function notJson(status: number, text: string): RequestFailure {
  const page = /^\s*</u.test(text);
  return { kind: 'failed', reached: !page || status === 504, why: 'not-json', code: String(status) };
}

function connectionFailure(error: unknown): RequestFailure {
  const code = failureCode(error instanceof Error && error.cause !== undefined ? error.cause : error);
  const reached = !provesUnsent(code);
  return { kind: 'failed', reached, why: reached ? 'cut-off' : 'unreachable', ...(code === undefined ? {} : { code }) };
}

/** The code of an error, and nothing else of it: messages of network errors quote addresses, and ours hold tokens. */
export function failureCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^\w{1,60}$/u.test(error.code) ? error.code : undefined;
}
