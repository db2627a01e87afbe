/** Messages to a browser whose page is closed (W3C Push API): what the page and the channel behind it say to each other. */
import type { ChatKey } from './message.ts';
import type { KeptRecord, Records } from './records.ts';

/** Where a browser takes messages, as it says itself; the keys are base64url. Only it can read what they encrypt. */
export interface PushEndpoint {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** The browser of a visitor who agreed. One a visitor: `id` is the chat. */
export interface PushAddress extends KeptRecord, PushEndpoint {
  id: ChatKey;
  chat: ChatKey;
}

/** What the service proves itself with to the browsers' push services (RFC 8292), both base64url. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

/** What is kept for it. `keys`: one record, unreadable without the key that is kept elsewhere. */
export interface PushStore {
  addresses: Records<PushAddress>;
  keys: Records<{ id: string; sealed: string }>;
}

export interface PagePush {
  /** What a browser asks its push service with, base64url. */
  readonly publicKey: string;
  /**
   * Announcements reach this browser from now on, in the place of any other of this visitor. `not-subscribed`: there is nothing to be told of;
   * `refused`: no browser's push service is there.
   */
  agree(visitor: string, given: PushEndpoint): Promise<'kept' | 'not-subscribed' | 'refused'>;
}
