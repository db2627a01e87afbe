/** A webhook whose requests prove where they come from by a secret in a header. */
import type { Accept, Receiver } from '../messaging/channel.ts';
import { sameSecret } from './secret.ts';

export interface SecretWebhook {
  path: string;
  /** In small letters. */
  header: string;
  secret: string;
  /** Resolves once what the body says is safe; `unreadable`: it says nothing. Rejects while it cannot be kept. */
  take(body: unknown, accept: Accept): Promise<'taken' | 'unreadable'>;
  /** Somebody else posted. Told every ten seconds at most: whoever floods the webhook must not flood the log. */
  refused(): void;
  now: () => Date;
}

const refusalEveryMs = 10_000;

/** The secret is compared before anything of the body is looked at. */
export function secretWebhook({ path, header, secret, take, refused, now }: SecretWebhook): Receiver {
  let toldAtMs = Number.NEGATIVE_INFINITY;

  function tellOfRefusal(): void {
    const nowMs = now().getTime();
    if (nowMs - toldAtMs < refusalEveryMs) return;
    toldAtMs = nowMs;
    refused();
  }

  return {
    kind: 'webhook',
    path,
    async handle({ headers, rawBody }, accept) {
      if (!sameSecret(headers[header] ?? '', secret)) {
        tellOfRefusal();
        return { status: 401 };
      }
      return { status: (await take(parsedBody(rawBody), accept)) === 'taken' ? 200 : 400 };
    },
  };
}

/** The JSON of a body, or `undefined` where it is none. */
export function parsedBody(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody);
  } catch {
    return undefined;
  }
}
