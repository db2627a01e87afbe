import type { ZaloTokens } from './oauth.ts';

/** The pair in use, the one that is not on disk yet, and which tokens were refused. In memory. */
export interface TokenPair {
  inUse(): ZaloTokens | undefined;
  /** The access token, where it is good for that long. */
  good(marginMs: number): string | undefined;
  /** Somebody else may have got a newer pair: an official at the terminal, or an earlier run of this service. */
  takeNewer(stored: ZaloTokens | undefined): void;
  /** Got from Zalo, and so the only pair that is good, but not on disk yet: used by nobody until it is. */
  unsaved(): ZaloTokens | undefined;
  holdUnsaved(tokens: ZaloTokens): void;
  /** It is on disk: in use from now on. */
  use(tokens: ZaloTokens): void;
  /** The API did not take this access token. */
  refuseAccess(token: string): void;
  /** Zalo did not take this refresh token. */
  refuseRefresh(token: string): void;
  isRefreshRefused(): boolean;
  /** Refused, and not for its age: asking for another would go on for ever. */
  isRefusedYoung(): boolean;
}

/** A token this young that is refused was not refused for its age. */
const youngMs = 5 * 60_000;

export function createTokenPair(now: () => Date): TokenPair {
  let pair: ZaloTokens | undefined;
  let unsaved: ZaloTokens | undefined;
  let refusedAccess: string | undefined;
  let refusedRefresh: string | undefined;
  return {
    inUse: () => pair,
    good(marginMs) {
      if (!pair || unsaved || pair.accessToken === refusedAccess) return undefined;
      const restMs = Date.parse(pair.expiresAt) - now().getTime();
      return restMs > marginMs ? pair.accessToken : undefined;
    },
    takeNewer(stored) {
      if (stored && (!pair || stored.obtainedAt > pair.obtainedAt)) pair = stored;
    },
    unsaved: () => unsaved,
    holdUnsaved(tokens) {
      unsaved = tokens;
    },
    use(tokens) {
      unsaved = undefined;
      pair = tokens;
    },
    refuseAccess(token) {
      if (!pair || pair.accessToken === token) refusedAccess = token;
    },
    refuseRefresh(token) {
      refusedRefresh = token;
    },
    isRefreshRefused: () => pair !== undefined && pair.refreshToken === refusedRefresh,
    isRefusedYoung: () =>
      pair !== undefined && pair.accessToken === refusedAccess && now().getTime() - Date.parse(pair.obtainedAt) < youngMs,
  };
}
