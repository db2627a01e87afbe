/** What is done with an Official Account besides talking: its first token pair, and whether all of it is in order. */
import { z } from 'zod';
import type { ChannelSetup, SetupFinding } from '../../messaging/channel-setup.ts';
import { oneLine } from '../operator-line.ts';
import { createZaloOaApi, type ZaloOaAnswer } from './api.ts';
import { isStaleToken, personsTask } from './errors.ts';
import { type OauthDeps, renewTokens } from './oauth.ts';
import type { ZaloTokenKeeper, ZaloTokenStore } from './tokens.ts';
import { oaWebhookPath } from './webhook.ts';

interface ApiDeps {
  /** Without a slash at the end. */
  apiRoot: string;
  proofSecret?: string | undefined;
  deadlineMs?: number | undefined;
}

export interface OaSetupDeps extends ApiDeps {
  store: ZaloTokenStore;
  /** Where the service is reached, without a path. */
  publicUrl?: string | undefined;
  now: () => Date;
}

const account = z.object({ name: z.string(), package_name: z.string().catch('unknown') });
/** A refresh token lasts three months. */
const refreshTokenMs = 90 * 24 * 60 * 60_000;
const authorise = 'cutri channels authorise zalo-oa';

/** Never renews the pair: a running service may be about to, and a refresh token is good for one use. */
export function createOaSetup(deps: OaSetupDeps): ChannelSetup {
  const { store, publicUrl, now } = deps;
  const found = (kind: SetupFinding['kind'], line: string): SetupFinding => ({ kind, line });
  const byHand = publicUrl
    ? `${publicUrl}${oaWebhookPath} has to stand as the webhook in the developer console`
    : `set CUTRI_PUBLIC_URL and enter its address with ${oaWebhookPath} as the webhook in the developer console`;

  return {
    channel: 'zalo-oa',
    async check() {
      let pair: Awaited<ReturnType<ZaloTokenStore['load']>>;
      try {
        pair = await store.load();
      } catch (error) {
        return found('broken', `the token pair cannot be read: ${reasonOf(error)}`);
      }
      if (!pair) return found('broken', `there is no token pair for this app: ${authorise}`);
      if (now().getTime() - Date.parse(pair.obtainedAt) > refreshTokenMs)
        return found('broken', `the token pair is older than three months: ${authorise}`);
      if (Date.parse(pair.expiresAt) <= now().getTime())
        return found('fine', `the access token has run out; the service renews it when it runs (${byHand})`);
      const answer = await profile(deps, pair.accessToken);
      if (answer.kind !== 'ok') return found('broken', troubleOf(answer));
      const { name, package_name: plan } = account.safeParse(answer.data).data ?? { name: '?', package_name: 'unknown' };
      return found('fine', `the tokens of “${oneLine(name)}” are accepted, package ${oneLine(plan)}; ${byHand}`);
    },
    setWebhook: async () => found('off', `Zalo has no call for this: ${byHand}`),
    deleteWebhook: async () => found('off', 'Zalo has no call for this: clear the webhook address in the developer console'),
  };
}

export type Authorised =
  /** The pair is kept; a running service takes it over within a minute. `account` is the name of the Official Account. */
  | { kind: 'authorised'; account: string | undefined }
  | { kind: 'refused'; code: number }
  | { kind: 'unavailable' }
  /** Nothing could be saved, so Zalo was not asked. */
  | { kind: 'cannot-keep'; why: string }
  /** Got, but not kept: the token given is used up all the same. */
  | { kind: 'not-kept'; why: string };

export interface AuthoriseDeps extends OauthDeps, ApiDeps {
  store: ZaloTokenStore;
}

/** Exchanges a refresh token a person copied from the console for a pair of our own, which proves that all of it fits, and keeps that. */
export function createOaAuthorising(deps: AuthoriseDeps): (refreshToken: string) => Promise<Authorised> {
  return async (refreshToken) => {
    try {
      await deps.store.prepare();
    } catch (error) {
      return { kind: 'cannot-keep', why: reasonOf(error) };
    }
    const answer = await renewTokens(refreshToken, deps);
    if (answer.kind !== 'renewed') return answer;
    try {
      await deps.store.save(answer.tokens);
    } catch (error) {
      return { kind: 'not-kept', why: reasonOf(error) };
    }
    const about = await profile(deps, answer.tokens.accessToken);
    return { kind: 'authorised', account: about.kind === 'ok' ? account.safeParse(about.data).data?.name : undefined };
  };
}

/** Asks who the account is, with this token and no other. */
function profile({ apiRoot, proofSecret, deadlineMs }: ApiDeps, token: string): Promise<ZaloOaAnswer> {
  const tokens: ZaloTokenKeeper = {
    current: async () => ({ kind: 'token', token }),
    instead: async () => ({ kind: 'unauthorised' }),
  };
  const api = createZaloOaApi({ root: apiRoot, tokens, proofSecret, deadlineMs });
  return api.call({ method: 'GET', path: '/v2.0/oa/getoa' });
}

/** What went wrong and what to do, in one line. */
function troubleOf(answer: Exclude<ZaloOaAnswer, { kind: 'ok' }>): string {
  switch (answer.kind) {
    case 'unauthorised':
      return `Zalo refuses the access token; if the service runs and still says so at /readyz: ${authorise}`;
    case 'refused': {
      if (isStaleToken(answer.code)) return `Zalo refuses the access token: ${authorise}`;
      const task = personsTask(answer.code);
      return task ? `${task} (${answer.code})` : `Zalo refused the question who the account is (${answer.code})`;
    }
    case 'unavailable':
      return 'Zalo answers with an error of its own: try again later';
    case 'failed':
      return `Zalo cannot be reached (${answer.code ?? answer.why}): check CUTRI_ZALO_OA_API_ROOT and the way out of this machine`;
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown error');
