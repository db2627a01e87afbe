/** A device that makes and uses passkeys as browsers hand them on, with every lie an attacker might try. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();

/** CBOR (RFC 8949) of what an attestation is made of. */
function cbor(value: unknown): Buffer {
  const head = (major: number, length: number): Buffer =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

export interface Lies {
  origin?: string;
  rpId?: string;
  /** Somebody else's credential id. */
  id?: string;
  userHandle?: string;
  /** The person was not verified. */
  unverified?: boolean;
  /** Signed by another key. */
  forged?: boolean;
  counter?: number;
  type?: string;
  /** The attestation carries certificates, whose lists of revoked ones somebody would like us to fetch. */
  certificates?: boolean;
}

export interface PasskeyDevice {
  id: string;
  /** What a browser answers to the options of a page, JSON. */
  make(options: string, lies?: Lies): string;
  use(options: string, lies?: Lies): string;
}

/** One passkey on one device. */
export function createPasskeyDevice(origin: string): PasskeyDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const name = id.toString('base64url');
  let user = '';
  let signatures = 0;

  const clientData = (type: string, challenge: string, lies: Lies): Buffer =>
    Buffer.from(JSON.stringify({ type: lies.type ?? type, challenge, origin: lies.origin ?? origin, crossOrigin: false }));

  function dataOf(rpId: string, flags: number, lies: Lies, more: Buffer = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? signatures);
    // Present 1, verified 4, with a credential 64.
    return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.from([flags | (lies.unverified ? 1 : 5)]), counter, more]);
  }

  return {
    id: name,
    make(options, lies = {}) {
      const { challenge, rp, user: whose }: { challenge: string; rp: { id: string }; user: { id: string } } = JSON.parse(options);
      user = whose.id;
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(x, 'base64url')],
          [-3, Buffer.from(y, 'base64url')],
        ]),
      );
      const kept = lies.id === undefined ? id : Buffer.from(lies.id, 'base64url');
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, kept.length]), kept, key]);
      const attestation = new Map<string, unknown>([
        ['fmt', lies.certificates ? 'packed' : 'none'],
        [
          'attStmt',
          new Map<string, unknown>(
            lies.certificates
              ? [
                  ['alg', -7],
                  ['sig', Buffer.alloc(8)],
                  ['x5c', [Buffer.alloc(8)]],
                ]
              : [],
          ),
        ],
        ['authData', dataOf(rp.id, 64, lies, credential)],
      ]);
      const shown = kept.toString('base64url');
      return JSON.stringify({
        id: shown,
        rawId: shown,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, lies).toString('base64url'),
          attestationObject: cbor(attestation).toString('base64url'),
        },
      });
    },
    use(options, lies = {}) {
      const { challenge, rpId }: { challenge: string; rpId: string } = JSON.parse(options);
      signatures += 1;
      const data = dataOf(rpId, 0, lies);
      const client = clientData('webauthn.get', challenge, lies);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), lies.forged ? other : privateKey);
      const shown = lies.id ?? name;
      return JSON.stringify({
        id: shown,
        rawId: shown,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: lies.userHandle ?? user,
        },
      });
    },
  };
}
