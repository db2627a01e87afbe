/** Zalo's token endpoint: a refresh token, good for one use, against a new pair. */
import { z } from 'zod';
import { requestJson } from '../request-json.ts';

/** An access token, good for about 25 hours, and the refresh token (three months, one use) that gets the next pair. */
export interface ZaloTokens {
  accessToken: string;
  refreshToken: string;
  /** ISO 8601 UTC: when we got the pair; the pair got last is the one that counts. */
  obtainedAt: string;
  /** ISO 8601 UTC, of the access token. */
  expiresAt: string;
}

export interface ZaloApp {
  /** Of the developer console, a string of digits. */
  id: string;
  /** The app's own secret key, not that of the webhook page. */
  secret: string;
}

export type RefreshAnswer =
  | { kind: 'renewed'; tokens: ZaloTokens }
  /** Zalo gave no token and will not for this one. `code` is its own number; -14020: it was used before, or is too old. */
  | { kind: 'refused'; code: number }
  /** No usable answer. The refresh may have taken place all the same. */
  | { kind: 'unavailable' };

export interface OauthDeps {
  app: ZaloApp;
  /** `https://oauth.zaloapp.com`, or a double. */
  oauthRoot: string;
  now: () => Date;
  deadlineMs?: number | undefined;
}

const renewal = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  // Documented as a string of seconds, and shorter lives than the documented 25 hours have been seen.
  expires_in: z.coerce.number().min(1).max(31_536_000),
});
const refusal = z.object({
  error: z.coerce
    .number()
    .int()
    .refine((code) => code !== 0),
});

/** The limit of calls a minute, of which Zalo does not say that it spares this endpoint. */
const tooManyCalls = -32;

export async function renewTokens(
  refreshToken: string,
  { app, oauthRoot, now, deadlineMs = 10_000 }: OauthDeps,
): Promise<RefreshAnswer> {
  const answer = await requestJson({
    url: `${oauthRoot}/v4/oa/access_token`,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: app.secret },
    body: new URLSearchParams({ refresh_token: refreshToken, app_id: app.id, grant_type: 'refresh_token' }).toString(),
    deadlineMs,
    once: true,
  });
  if (answer.kind === 'failed') return { kind: 'unavailable' };
  const renewed = renewal.safeParse(answer.body).data;
  if (renewed) {
    const at = now();
    return {
      kind: 'renewed',
      tokens: {
        accessToken: renewed.access_token,
        refreshToken: renewed.refresh_token,
        obtainedAt: at.toISOString(),
        expiresAt: new Date(at.getTime() + renewed.expires_in * 1_000).toISOString(),
      },
    };
  }
  const code = refusal.safeParse(answer.body).data?.error;
  if (code === undefined || code === tooManyCalls || answer.status >= 500) return { kind: 'unavailable' };
  return { kind: 'refused', code };
}
