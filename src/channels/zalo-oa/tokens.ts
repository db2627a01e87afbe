/** The token pair of an Official Account: renewed by one call at a time, kept before it is used, never renewed in a loop. */
import type { Backoff } from '../backoff.ts';
import type { RefreshAnswer, ZaloTokens } from './oauth.ts';
import { createTokenPair } from './token-pair.ts';

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

const unauthorised: AccessToken = { kind: 'unauthorised' };
const unavailable: AccessToken = { kind: 'unavailable' };

export function createTokenKeeper({ store, renew, now, backoff, report }: TokenKeeperDeps): ZaloTokenKeeper {
  const pair = createTokenPair(now);
  let missingReported = false;
  let notBeforeMs = 0;
  /** Everybody who needs another pair waits for the same one. */
  const together = createSharedWork(another);

  /** The access token at hand, if it is good for that long. */
  function good(marginMs: number): AccessToken | undefined {
    const token = pair.good(marginMs);
    return token === undefined ? undefined : { kind: 'token', token };
  }

  async function another(): Promise<AccessToken> {
    if (now().getTime() < notBeforeMs) return good(0) ?? unavailable;
    const unsaved = pair.unsaved();
    if (unsaved) return keep(unsaved);
    try {
      pair.takeNewer(await store.load());
    } catch (error) {
      return later({ kind: 'tokens-not-read', error });
    }
    const inUse = pair.inUse();
    if (!inUse) {
      if (!missingReported) report({ kind: 'tokens-missing' });
      missingReported = true;
      return unauthorised;
    }
    const token = good(aheadMs);
    if (token) return token;
    if (pair.isRefreshRefused()) return good(0) ?? unauthorised;
    if (pair.isRefusedYoung()) return unauthorised;
    return renewed(inUse.refreshToken);
  }

  async function renewed(refreshToken: string): Promise<AccessToken> {
    const answer = await renew(refreshToken);
    switch (answer.kind) {
      case 'renewed':
        return keep(answer.tokens);
      case 'refused':
        pair.refuseRefresh(refreshToken);
        report({ kind: 'tokens-refused', code: answer.code });
        return good(0) ?? unauthorised;
      case 'unavailable':
        return later({ kind: 'renewal-unavailable' });
    }
  }

  /** First on disk, then in use: whoever ends this process now finds the pair at the next start. */
  async function keep(tokens: ZaloTokens): Promise<AccessToken> {
    pair.holdUnsaved(tokens);
    try {
      await store.save(tokens);
    } catch (error) {
      return later({ kind: 'tokens-not-kept', error });
    }
    pair.use(tokens);
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
    current: async () => good(aheadMs) ?? together.run(),
    async instead(refused) {
      pair.refuseAccess(refused);
      // What is being worked on began before the refusal was known: it may end with the very same token.
      await together.running();
      return good(0) ?? together.run();
    },
  };
}

/** Work that is done once at a time: whoever asks for it meanwhile waits for the same outcome. */
function createSharedWork<Outcome>(work: () => Promise<Outcome>) {
  let running: Promise<Outcome> | undefined;
  return {
    running: () => running,
    run(): Promise<Outcome> {
      running ??= work().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
