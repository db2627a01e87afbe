/** The channel of an Official Account with its platform's double, a token pair already given. */

import type { ZaloTokens } from '../../src/channels/zalo-oa/oauth.ts';
import type { ZaloTokenStore } from '../../src/channels/zalo-oa/tokens.ts';
import { createZaloOa, type ZaloOaIncident, type ZaloOaSettings } from '../../src/channels/zalo-oa/zalo-oa.ts';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import { startZaloOaDouble, type ZaloOaDouble, type ZaloOaDoubleOptions } from './zalo-oa-double.ts';

export interface MemoryTokenStore extends ZaloTokenStore {
  /** The pair as it would be found after a restart. */
  kept: ZaloTokens | undefined;
  saves: number;
  /** The next so many saves fail. */
  failing: number;
}

export function createMemoryTokenStore(kept?: ZaloTokens): MemoryTokenStore {
  const store: MemoryTokenStore = {
    kept,
    saves: 0,
    failing: 0,
    load: async () => store.kept,
    prepare: async () => undefined,
    async save(tokens) {
      if (store.failing > 0) {
        store.failing -= 1;
        throw new Error('ENOSPC: planned');
      }
      store.saves += 1;
      store.kept = tokens;
    },
  };
  return store;
}

/** A pair as an operator gives it. */
export function givenTokens(double: ZaloOaDouble, now: Date): ZaloTokens {
  const { accessToken, refreshToken, expiresInSeconds } = double.issue();
  return {
    accessToken,
    refreshToken,
    obtainedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + expiresInSeconds * 1_000).toISOString(),
  };
}

export interface ZaloOaChannelOptions extends Omit<ZaloOaDoubleOptions, 'now'> {
  settings?: Partial<ZaloOaSettings>;
  /** Takes the place of one in memory that holds a pair. */
  store?: ZaloTokenStore;
  startAt?: string;
}

export async function openZaloOa({ settings, store, startAt, ...platform }: ZaloOaChannelOptions = {}) {
  let nowMs = Date.parse(startAt ?? '2026-03-01T08:00:30.000Z');
  const now = () => new Date(nowMs);
  const double = await startZaloOaDouble({ now, ...platform });
  const memory = createMemoryTokenStore(givenTokens(double, now()));
  const pictures = new Map<string, Uint8Array>();
  const events: ZaloOaIncident[] = [];
  const observed: SendOutcome['kind'][] = [];
  const open = () =>
    createZaloOa({
      settings: {
        app: double.app,
        webhookSecret: double.webhookSecret,
        apiRoot: double.root,
        oauthRoot: double.root,
        buttons: 'off',
        proof: false,
        perMinute: 90,
        deadlineMs: 10_000,
        ...settings,
      },
      store: store ?? memory,
      readImage: async (sha256) => pictures.get(sha256),
      now,
      random: () => 0.5,
      report: (event) => void events.push(event),
      observed: (outcome) => void observed.push(outcome),
    });
  const channel = open();
  if (channel.receiver.kind !== 'webhook') throw new Error('an Official Account receives by webhook');
  return {
    double,
    channel,
    handle: channel.receiver.handle,
    store: memory,
    events,
    observed,
    /** Pictures there are, by hash. */
    pictures,
    /** The service after a restart: another channel with the same store. */
    reopen: open,
    now,
    pass: (ms: number) => {
      nowMs += ms;
    },
    newChat: () => `zalo-oa:${double.newUser()}`,
    close: double.close,
  };
}

/** For tests in which something is never answered: long enough for a busy machine to answer the rest. */
export const impatient = { deadlineMs: 4_000 };

export const userOf = (chat: string): string => chat.slice(chat.indexOf(':') + 1);
