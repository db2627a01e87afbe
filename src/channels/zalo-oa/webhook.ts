/** Zalo's webhook requests for an Official Account: who sent it is settled before anything in it counts. */
import { z } from 'zod';
import type { Accept, WebhookRequest } from '../../messaging/channel.ts';
import { parsedBody } from '../secret-webhook.ts';
import { matchingReading, type SignatureReading } from './signature.ts';
import { accountOf, decodeEvent, readEvent } from './update.ts';

/** The path of the address to be entered in the developer console. */
export const oaWebhookPath = '/webhooks/zalo/oa';

/** What an operator should hear of. No text, no ids of people. */
export type OaWebhookEvent =
  /** Under which of the published descriptions Zalo signs; said when it changes. */
  | { kind: 'signature-reading'; reading: SignatureReading }
  | { kind: 'webhook-refused'; why: 'signature' | 'age' | 'app' }
  /** An event nobody has documented, or one for staff, receipts and echoes. */
  | { kind: 'event-ignored'; event: string };

export interface OaWebhookDeps {
  appId: string;
  /** The account's id; without one any account of the app is taken. */
  oaId: string | undefined;
  /** The webhook page's OA secret key. */
  secret: string;
  /** The key before it, taken for three hours after the start: for what Zalo signed before it was replaced and still repeats. */
  oldSecret: string | undefined;
  now: () => Date;
  report(event: OaWebhookEvent): void;
}

/** Zalo repeats for less than two hours what was not taken. */
const oldestMs = 3 * 60 * 60_000;
const aheadMs = 5 * 60_000;

/** What is read before the signature is checked, because the signature is made over it. */
const digits = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const claims = z.object({
  app_id: digits,
  timestamp: digits,
  oa_id: digits,
  event_name: z.string().max(100).catch('?'),
  recipient: z.object({ id: digits }).optional().catch(undefined),
});

export function createOaWebhook({ appId, oaId, secret, oldSecret, now, report }: OaWebhookDeps) {
  const startedAtMs = now().getTime();
  let lastReading = '';

  function refuse(why: 'signature' | 'age' | 'app'): { status: number } {
    report({ kind: 'webhook-refused', why });
    return { status: 401 };
  }

  function noteReading(reading: SignatureReading): void {
    const name = JSON.stringify(reading);
    if (name === lastReading) return;
    lastReading = name;
    report({ kind: 'signature-reading', reading });
  }

  return async function handle({ headers, rawBody }: WebhookRequest, accept: Accept): Promise<{ status: number }> {
    const signature = headers['x-zevent-signature'];
    // What Zalo posts, unsigned, when the address is saved in the console. It says nothing and changes nothing.
    if (signature === undefined && rawBody.trim() === '{}') return { status: 200 };
    if (signature === undefined) return refuse('signature');
    const body = parsedBody(rawBody);
    const claimed = claims.safeParse(body).data;
    if (!claimed) return { status: 400 };
    const headerTimestamp = headers['x-zevent-timestamp'];
    const account = claimed.oa_id ?? claimed.recipient?.id;
    const reading = matchingReading(
      { rawBody, signature, headerTimestamp, bodyTimestamp: claimed.timestamp, appId, oaId: oaId ?? account },
      { current: secret, old: now().getTime() - startedAtMs < oldestMs ? oldSecret : undefined },
    );
    if (!reading) return refuse('signature');
    noteReading(reading);
    if (!isRecent(claimed.timestamp ?? headerTimestamp)) return refuse('age');
    if (claimed.app_id !== undefined && claimed.app_id !== appId) return refuse('app');

    const event = readEvent(body);
    // An app may serve several accounts; what is another's is taken, so that Zalo does not repeat it, and left.
    const ours = event && [undefined, oaId ?? accountOf(event)].includes(accountOf(event));
    const message = ours ? decodeEvent(event, now()) : undefined;
    if (message) await accept(message);
    else report({ kind: 'event-ignored', event: claimed.event_name });
    return { status: 200 };
  };

  /** When it was said to have happened, in milliseconds. Ids are remembered for longer than this: what is repeated in time is known. */
  function isRecent(timestamp: string | undefined): boolean {
    const ageMs = /^\d{1,16}$/u.test(timestamp ?? '') ? now().getTime() - Number(timestamp) : Number.NaN;
    return ageMs <= oldestMs && ageMs >= -aheadMs;
  }
}
