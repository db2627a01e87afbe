/** A browser's push service and the browser behind it, on this machine. Reads what comes by the standards alone, not with the library that wrote it. */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { PushEndpoint } from '../../src/messaging/page-push.ts';

export interface ArrivedPush {
  /** The path, which names the browser. */
  path: string;
  ttl: string | undefined;
  urgency: string | undefined;
  /** Whom to turn to, from the token; the token was checked. */
  contact: string;
  /** Decrypted. */
  said: { message: { id: string; text: string; announcement?: { title: string; time: string } }; isWhole: boolean };
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

export async function startPushService() {
  const browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: Buffer }>();
  const arrived: ArrivedPush[] = [];
  /** What is answered, by path; default 201. */
  const statuses = new Map<string, number>();
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const path = request.url ?? '';
      const status = statuses.get(path) ?? 201;
      const browser = browsers.get(path);
      if (browser && status === 201)
        arrived.push({
          path,
          ttl: header(request, 'ttl'),
          urgency: header(request, 'urgency'),
          contact: contactOf(request, address),
          said: JSON.parse(decrypted(body, browser)) as ArrivedPush['said'],
        });
      // A redirect leads where nobody may be led.
      response.writeHead(status, status >= 300 && status < 400 ? { location: `${address}/elsewhere` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closing.push(() => server.close());
  return {
    address,
    arrived,
    statuses,
    /** What a browser says that agreed. */
    browser(name: string): PushEndpoint {
      const ecdh = createECDH('prime256v1');
      const auth = randomBytes(16);
      const p256dh = ecdh.generateKeys('base64url');
      browsers.set(`/${name}`, { ecdh, auth });
      return { endpoint: `${address}/${name}`, keys: { p256dh, auth: auth.toString('base64url') } };
    },
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const header = (request: IncomingMessage, name: string): string | undefined => [request.headers[name]].flat()[0];

/** RFC 8291 over RFC 8188: one record. */
function decrypted(body: Buffer, { ecdh, auth }: { ecdh: ReturnType<typeof createECDH>; auth: Buffer }): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20]!;
  const theirs = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirs]);
  const ikm = hkdfSync('sha256', ecdh.computeSecret(theirs), auth, info, 32);
  const derive = (what: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(ikm), salt, `Content-Encoding: ${what}\0`, bytes));
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
}

/** RFC 8292: a token for this service alone, signed with the key beside it. */
function contactOf(request: IncomingMessage, audience: string): string {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/u.exec(header(request, 'authorization') ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y! }, format: 'jwk' });
  const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url')))
    throw new Error('the token is not signed with the key it names');
  const { aud, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string };
  if (aud !== audience) throw new Error(`the token is for ${aud}, not for this service`);
  return sub;
}
