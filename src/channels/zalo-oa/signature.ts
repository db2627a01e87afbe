/** Who sent a webhook request of a Zalo Official Account: `X-ZEvent-Signature: mac=<sha256>`, a plain digest over parts joined without a separator. */
import { createHash } from 'node:crypto';
import { sameSecret } from '../secret.ts';

/** The published descriptions differ in what comes first and in which timestamp is meant; all four readings need the same secret. */
export interface SignatureReading {
  first: 'app-id' | 'oa-id';
  timestamp: 'body' | 'header';
  /** Made with the secret that is being replaced. */
  oldSecret: boolean;
}

export interface SignedRequest {
  rawBody: string;
  /** `X-ZEvent-Signature`. */
  signature: string | undefined;
  /** `X-ZEvent-Timestamp`, which some senders add. */
  headerTimestamp: string | undefined;
  /** The field of the body. */
  bodyTimestamp: string | undefined;
  appId: string;
  oaId: string | undefined;
}

export interface SignatureSecrets {
  /** The OA secret key of the developer console's webhook page. */
  current: string;
  /** Its predecessor, while it still counts. */
  old?: string | undefined;
}

const wanted = /^(?:mac=)?([0-9a-f]{64})$/iu;

/** The reading under which the signature is right, or `undefined`. The bytes signed are those received: nothing is parsed and written again. */
export function matchingReading(request: SignedRequest, secrets: SignatureSecrets): SignatureReading | undefined {
  const given = wanted.exec(request.signature ?? '')?.[1]?.toLowerCase();
  if (given === undefined) return undefined;
  for (const secret of [secrets.current, secrets.old]) {
    if (secret === undefined) continue;
    for (const timestamp of ['body', 'header'] as const) {
      const at = timestamp === 'body' ? request.bodyTimestamp : request.headerTimestamp;
      if (at === undefined) continue;
      for (const first of ['app-id', 'oa-id'] as const) {
        const id = first === 'app-id' ? request.appId : request.oaId;
        if (id === undefined || !sameSecret(given, digest(id, request.rawBody, at, secret))) continue;
        return { first, timestamp, oldSecret: secret !== secrets.current };
      }
    }
  }
  return undefined;
}

function digest(...parts: string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
