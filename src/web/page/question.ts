/** From a request to a question, or to the refusal the person is told. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { incomingText } from '../../messaging/incoming-text.ts';
import { readBody } from '../http/body.ts';
import type { WebContext } from '../http/context.ts';
import { fromOwnPage } from '../http/same-origin.ts';
import type { Pace } from './limits.ts';
import { type PageRefusal, webRefusals } from './words.ts';

/** What a visitor wrote, cleaned. */
export interface PageQuestion {
  /** The browser's own id for it, so that sending it again asks only once. */
  id: string;
  content: { kind: 'text'; text: string } | { kind: 'choice'; value: string };
  /** What the person saw themselves write or choose. */
  shown: string;
  /** The last message the page has shown. */
  after?: string | undefined;
}

export interface Refused {
  refusal: PageRefusal;
  status: 400 | 403 | 413 | 415 | 429 | 503;
  retryAfterMs?: number;
  /** What was written, to be shortened or sent again. */
  draft?: string;
}

export interface QuestionRules {
  pace: Pace;
  publicUrl: string | undefined;
}

const maxBodyBytes = 16 * 1024;
/** Longest question taken, in UTF-16 code units: longer than any question, shorter than an essay. The page says so while it is typed. */
export const maxQuestionLength = 1_000;

const asked = z
  .object({
    id: z.string().regex(/^[\w-]{1,64}$/),
    text: z.string(),
    choice: z.string(),
    label: z.string(),
    after: z.string().max(100),
  })
  .partial()
  .refine(({ text, choice }) => (text === undefined) !== (choice === undefined));

const mediaTypes = { json: 'application/json', form: 'application/x-www-form-urlencoded' };

/** Reads a question sent as JSON or as a plain form: origin, kind, pace and size are checked before anything is parsed. */
export async function readPageQuestion(
  c: WebContext,
  as: keyof typeof mediaTypes,
  visitor: string | undefined,
  rules: QuestionRules,
): Promise<PageQuestion | Refused> {
  const origin = { secFetchSite: c.req.header('sec-fetch-site'), origin: c.req.header('origin'), host: c.req.header('host') };
  if (!fromOwnPage(origin, rules.publicUrl)) return { refusal: 'cross-site', status: 403 };
  const mediaType = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== mediaTypes[as] || c.req.header('content-encoding')) return { refusal: 'wrong-type', status: 415 };

  const retryAfterMs = await rules.pace.question(c, visitor);
  if (retryAfterMs !== undefined) return { refusal: 'rate-limited', status: 429, retryAfterMs };

  const body = await readBody(c.env.incoming, maxBodyBytes);
  if (body.kind === 'too-large') return { refusal: 'too-large', status: 413 };
  if (body.kind !== 'text') return { refusal: 'bad-request', status: 400 };
  const parsed = asked.safeParse(as === 'json' ? fromJson(body.text) : fromForm(body.text));
  if (!parsed.success) return { refusal: 'bad-request', status: 400 };

  const { id = randomUUID(), text, choice, label, after } = parsed.data;
  const written = incomingText(text ?? choice ?? '');
  if (written === '') return { refusal: 'empty', status: 400 };
  if (written.length > maxQuestionLength) return { refusal: 'too-long', status: 413, draft: written };
  const longerMs = await rules.pace.length(c, visitor, written.length);
  if (longerMs !== undefined) return { refusal: 'rate-limited', status: 429, retryAfterMs: longerMs, draft: written };
  const content =
    choice === undefined ? ({ kind: 'text', text: written } as const) : ({ kind: 'choice', value: written } as const);
  return { id, after, content, shown: label === undefined ? written : incomingText(label) };
}

/** The refusal as JSON: `{"error": {"code", "message"}, "retryAfterSeconds"?}`, `message` in Vietnamese for the person. */
export function refuse(c: WebContext, { refusal, status, retryAfterMs }: Refused): Response {
  const seconds = retrySeconds(retryAfterMs);
  if (seconds !== undefined) c.header('retry-after', String(seconds));
  const message = pageRefusalText(refusal, retryAfterMs);
  return c.json({ error: { code: refusal, message }, ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }) }, status);
}

export function pageRefusalText(refusal: PageRefusal, retryAfterMs?: number): string {
  return webRefusals[refusal].replace('{n}', String(retrySeconds(retryAfterMs) ?? ''));
}

export const retrySeconds = (ms: number | undefined) => (ms === undefined ? undefined : Math.ceil(ms / 1000));

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromForm(text: string): unknown {
  return Object.fromEntries(new URLSearchParams(text));
}
