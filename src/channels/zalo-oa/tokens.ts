/** The token pair of an Official Account: renewed by one call at a time, kept before it is used, never renewed in a loop. */
import type { Backoff } from '../backoff.ts';
import type { RefreshAnswer, ZaloTokens } from './oauth.ts';

/** Where the pair is kept. A refresh token is good for one use: a pair that is lost has to be given again by a person. */
export interface ZaloTokenStore {
  /** The pair got last, whoever got it; read anew each time. Rejects when it cannot be read. */
  load(): Promise<ZaloTokens | undefined>;
  /** Rejects where nothing could be saved: found out before a token is spent. */
  prepare(): Promise<void>;
  /** Durable once it resolves; rejects when it is not kept. */
  save(tokens: ZaloTokens): Promise<void>;
}

export type AccessToken =
  | { kind: 'token'; token: string }
  /** There is no pair, or Zalo refuses it: somebody has to give a new one. */
  | { kind: 'unauthorised' }
  /** Not now: Zalo or the disk does not answer. */
  | { kind: 'unavailable' };

/** What an operator should hear of. No tokens. */
export type TokenEvent =
  | { kind: 'tokens-renewed'; expiresAt: string }
  | { kind: 'tokens-missing' }
  | { kind: 'tokens-refused'; code: number }
  | { kind: 'renewal-unavailable' }
  | { kind: 'tokens-not-kept'; error: unknown }
  | { kind: 'tokens-not-read'; error: unknown };

export interface ZaloTokenKeeper {
  /** An access token to use now. */
  current(): Promise<AccessToken>;
  /** The API did not take this one: another one, if there is one to be had. */
  instead(refused: string): Promise<AccessToken>;
}

export interface TokenKeeperDeps {
  store: Pick<ZaloTokenStore, 'load' | 'save'>;
  renew(refreshToken: string): Promise<RefreshAnswer>;
  now: () => Date;
  /** Between attempts Zalo or the disk does not answer. */
  backoff: Backoff;
  report(event: TokenEvent): void;
}

/** Renewed this long before it expires. */
const aheadMs = 60 * 60_000;
/** A token this young that is refused was not refused for its age: asking for another would go on for ever. */
const youngMs = 5 * 60_000;

const unauthorised: AccessToken = { kind: 'unauthorised' };
const unavailable: AccessToken = { kind: 'unavailable' };

export function createTokenKeeper({ store, renew, now, backoff, report }: TokenKeeperDeps): ZaloTokenKeeper {
  let pair: ZaloTokens | undefined;
  /** Got from Zalo, and so the only one that is good, but not on disk yet: used by nobody until it is. */
  let unsaved: ZaloTokens | undefined;
  /** The access token the API did not take, and the refresh token Zalo did not take. */
  let refusedAccess: string | undefined;
  let refusedRefresh: string | undefined;
  let missingReported = false;
  let notBeforeMs = 0;
  let working: Promise<AccessToken> | undefined;

  /** The access token at hand, if it is good for that long. */
  function good(marginMs: number): AccessToken | undefined {
    if (!pair || unsaved || pair.accessToken === refusedAccess) return undefined;
    const restMs = Date.parse(pair.expiresAt) - now().getTime();
    return restMs > marginMs ? { kind: 'token', token: pair.accessToken } : undefined;
  }

  /** Everybody who needs another pair waits for the same one. */
  function together(): Promise<AccessToken> {
    working ??= another().finally(() => {
      working = undefined;
    });
    return working;
  }

  async function another(): Promise<AccessToken> {
    if (now().getTime() < notBeforeMs) return good(0) ?? unavailable;
    if (unsaved) return keep(unsaved);
    try {
      const stored = await store.load();
      // Somebody else may have got a newer one: an official at the terminal, or an earlier run of this service.
      if (stored && (!pair || stored.obtainedAt > pair.obtainedAt)) pair = stored;
    } catch (error) {
      return later({ kind: 'tokens-not-read', error });
    }
    if (!pair) {
      if (!missingReported) report({ kind: 'tokens-missing' });
      missingReported = true;
      return unauthorised;
    }
    const token = good(aheadMs);
    if (token) return token;
    if (pair.refreshToken === refusedRefresh) return good(0) ?? unauthorised;
    if (pair.accessToken === refusedAccess && now().getTime() - Date.parse(pair.obtainedAt) < youngMs) return unauthorised;
    return renewed(pair.refreshToken);
  }

  async function renewed(refreshToken: string): Promise<AccessToken> {
    const answer = await renew(refreshToken);
    switch (answer.kind) {
      case 'renewed':
        return keep(answer.tokens);
      case 'refused':
        refusedRefresh = refreshToken;
        report({ kind: 'tokens-refused', code: answer.code });
        return good(0) ?? unauthorised;
      case 'unavailable':
        return later({ kind: 'renewal-unavailable' });
    }
  }

  /** First on disk, then in use: whoever ends this process now finds the pair at the next start. */
  async function keep(tokens: ZaloTokens): Promise<AccessToken> {
    unsaved = tokens;
    try {
      await store.save(tokens);
    } catch (error) {
      return later({ kind: 'tokens-not-kept', error });
    }
    unsaved = undefined;
    pair = tokens;
    backoff.succeeded();
    report({ kind: 'tokens-renewed', expiresAt: tokens.expiresAt });
    return { kind: 'token', token: tokens.accessToken };
  }

  function later(event: TokenEvent): AccessToken {
    report(event);
    notBeforeMs = now().getTime() + backoff.failed();
    return good(0) ?? unavailable;
  }

  return {
    current: async () => good(aheadMs) ?? together(),
    async instead(refused) {
      if (!pair || pair.accessToken === refused) refusedAccess = refused;
      // What is being worked on began before the refusal was known: it may end with the very same token.
      await working;
      return good(0) ?? together();
    },
  };
}
