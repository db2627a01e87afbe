/** Announcements to browsers whose page is closed, through the push services of the browsers' makers (RFC 8030, 8291, 8292). */
import { createHash } from 'node:crypto';
import webPush from 'web-push';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import type { PageMessage } from '../../messaging/page-chat.ts';
import { visitorChat } from '../../messaging/page-chat.ts';
import type { PagePush, PushAddress, PushEndpoint, PushKeys, PushStore } from '../../messaging/page-push.ts';
import { pageMessage } from './page-message.ts';
import { isPushEndpoint } from './push-endpoint.ts';
import type { PostPush } from './push-request.ts';
import { createPushRest, type PushRestDeps } from './push-rest.ts';

export interface WebPushDeps extends PushRestDeps {
  keys: PushKeys;
  /** Whom a push service may turn to: `mailto:…` or `https://…`. */
  contact: string;
  addresses: PushStore['addresses'];
  /** Whether a chat asked for announcements. */
  isSubscribed(chat: ChatKey): Promise<boolean>;
  /** A message as the page reads it. `isWhole`: it has not to be fetched when the page is opened. */
  written(message: PageMessage, isWhole: boolean): string;
  post: PostPush;
  /** Which endpoints are taken; default: those of browsers' push services. */
  isEndpoint?: (endpoint: string) => boolean;
}

export interface WebPush extends PagePush {
  /** Hands an announcement to the visitor's browser: `false` where it did not get it, or not all of it, and it has to wait for their next visit. */
  deliver(chat: ChatKey, message: OutgoingMessage): Promise<boolean>;
}

/** A day: what an announcement says of tomorrow must not come up later. */
const timeToLiveSeconds = 24 * 3_600;
/** Push services take 4,096 bytes; encrypting adds 103 to what is written. */
const maxBytes = 3_900;
const cutLength = 600;

export const newPushKeys = (): PushKeys => webPush.generateVAPIDKeys();

export function createWebPush(deps: WebPushDeps): WebPush {
  const { keys, contact, addresses, isEndpoint = isPushEndpoint } = deps;
  const rest = createPushRest(deps);

  /** Encrypted for one browser; `undefined` where its keys are none. */
  function encrypted({ endpoint, keys: own }: PushEndpoint, payload: string) {
    try {
      return webPush.generateRequestDetails({ endpoint, keys: own }, payload, {
        vapidDetails: { subject: contact, ...keys },
        TTL: timeToLiveSeconds,
        urgency: 'high',
        contentEncoding: 'aes128gcm',
      });
    } catch {
      return undefined;
    }
  }

  const drop = ({ id, endpoint }: PushAddress) =>
    // A browser that agreed anew meanwhile keeps what it agreed to.
    addresses.change(id, (held) => ({ next: held?.endpoint === endpoint ? undefined : held, result: undefined }));

  async function post(address: PushAddress, payload: string): Promise<boolean> {
    const { host } = new URL(address.endpoint);
    const request = encrypted(address, payload);
    if (!request) {
      await drop(address);
      return false;
    }
    const answer = await deps.post(address.endpoint, textHeaders(request.headers), request.body);
    switch (meaningOf(answer?.status)) {
      case 'taken':
        rest.worked(host);
        return true;
      case 'gone':
        rest.worked(host);
        await drop(address);
        return false;
      case 'refused':
        return false;
      case 'away':
        rest.failed(host, address.chat, answer?.retryAfterMs);
        return false;
    }
  }

  return {
    publicKey: keys.publicKey,
    async agree(visitor, { endpoint, keys: own }) {
      const chat = visitorChat(visitor);
      const address: PushAddress = { id: chat, chat, endpoint, keys: own };
      if (!isEndpoint(endpoint) || !encrypted(address, 'x')) return 'refused';
      if (!(await deps.isSubscribed(chat))) return 'not-subscribed';
      // The same browser under a cookie it has lost since: it is told once.
      for (const other of await addresses.all()) if (other.endpoint === endpoint && other.id !== chat) await drop(other);
      await addresses.change(chat, (held) => ({ next: isSame(held, address) ? held : address, result: undefined }));
      return 'kept';
    },
    async deliver(chat, message) {
      const address = message.announcement === undefined ? undefined : await addresses.get(chat);
      if (!address) return false;
      const { host } = new URL(address.endpoint);
      if (rest.isResting(host)) {
        rest.wait(host, chat);
        return false;
      }
      const whole = deps.written(asPushed(message, deps.now()), true);
      if (Buffer.byteLength(whole) <= maxBytes) return post(address, whole);
      // The beginning tells that there is something; the whole of it waits for the page.
      await post(address, deps.written(asPushed({ ...message, text: beginningOf(message.text) }, deps.now()), false));
      return false;
    },
  };
}

type Meaning = 'taken' | 'gone' | 'refused' | 'away';

/** What a push service's status says (RFC 8030, 5 and 7.3). Keys that it does not accept never will be. */
function meaningOf(status: number | undefined): Meaning {
  if (status === undefined || status === 429 || status >= 500) return 'away';
  if (status >= 200 && status < 300) return 'taken';
  return [400, 401, 403, 404, 410].includes(status) ? 'gone' : 'refused';
}

const textHeaders = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const isSame = (held: PushAddress | undefined, { endpoint, keys }: PushAddress): boolean =>
  held?.endpoint === endpoint && held.keys.p256dh === keys.p256dh && held.keys.auth === keys.auth;

/** Under an id that only its words decide: sent twice, it is shown once. */
function asPushed({ text, choices, announcement }: OutgoingMessage, now: Date): PageMessage {
  const digest = createHash('sha256').update(`${announcement}\n${text}`).digest('base64url').slice(0, 16);
  const said = { text, ...(choices ? { choices } : {}), ...(announcement === undefined ? {} : { announcement }) };
  return pageMessage(`push-${digest}`, said, now);
}

const beginningOf = (text: string): string => `${text.slice(0, text.lastIndexOf(' ', cutLength)).trimEnd()} …`;
