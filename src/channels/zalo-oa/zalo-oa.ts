/** A Zalo Official Account as a channel (https://developers.zalo.me/docs/official-account). */
import type { Channel, SendOutcome } from '../../messaging/channel.ts';
import type { ChannelSetup } from '../../messaging/channel-setup.ts';
import type { ReadImage } from '../../messaging/image.ts';
import { type ChatKey, chatIdOf } from '../../messaging/message.ts';
import type { TemplateMessage, TemplateOutcome } from '../../messaging/template.ts';
import { createBackoff, pause } from '../backoff.ts';
import { wordFor } from '../operator-line.ts';
import { createSendGate } from '../send-gate.ts';
import { zaloWords } from '../words-zalo.ts';
import { createZaloOaApi, type ZaloOaApi } from './api.ts';
import { renewTokens, type ZaloApp } from './oauth.ts';
import { oaMaxTextLength } from './parts.ts';
import { createOaPictures } from './pictures.ts';
import { createOaSending, type OaButtons, type OaSendingEvent } from './sending.ts';
import { type Authorised, createOaAuthorising, createOaSetup } from './setup.ts';
import { createOaTemplates, type TemplateRefused } from './templates.ts';
import { createTokenKeeper, type TokenEvent, type ZaloTokenStore } from './tokens.ts';
import { createOaWebhook, type OaWebhookEvent, oaWebhookPath } from './webhook.ts';

/** What an operator should hear of: no tokens, no texts, no ids of people. */
export type ZaloOaIncident =
  | TokenEvent
  | OaSendingEvent
  | TemplateRefused
  | OaWebhookEvent
  /** A person asked for an official, and the account's people do not see it in their list. */
  | { kind: 'flag-failed'; why: string }
  /** Every call, for debugging. */
  | { kind: 'called'; path: string; outcome: string };

export interface ZaloOaSettings {
  app: ZaloApp;
  /** The key of the console's webhook page, and the one before it while that still counts. */
  webhookSecret: string;
  oldWebhookSecret?: string | undefined;
  oaId?: string | undefined;
  /** Addresses without a slash at the end. */
  apiRoot: string;
  oauthRoot: string;
  buttons: OaButtons;
  /** Where the service is reached, without a path; said to operators. */
  publicUrl?: string | undefined;
  /** The app requires proof of its secret with every call. */
  proof: boolean;
  /** Calls a minute the account's package allows, with room to spare. */
  perMinute: number;
  /** For one request. Default 10 s. */
  deadlineMs?: number | undefined;
}

export interface ZaloOaDeps {
  settings: ZaloOaSettings;
  store: ZaloTokenStore;
  /** Pictures to be sent. */
  readImage: ReadImage;
  now: () => Date;
  random?: () => number;
  report(event: ZaloOaIncident): void;
  /** How the account stands when no message says so, in the words of a send. */
  observed(outcome: SendOutcome['kind']): void;
}

export interface ZaloOa extends Channel {
  /** For who has been silent for too long for `send`. */
  readonly sendTemplate: (chat: ChatKey, template: TemplateMessage) => Promise<TemplateOutcome>;
  /** Keeps the token pair fresh while nobody is written to (a pair unused for three months is lost). Runs until `signal` aborts; never rejects. */
  watch(signal: AbortSignal): Promise<void>;
  /** Puts the label for people who asked for an official on the person, so that it shows in Zalo's own chat tool. Never rejects. */
  readonly flag: (chat: ChatKey) => Promise<void>;
  readonly setup: ChannelSetup;
  /** For a person who brings a refresh token from the console. */
  readonly authorise: (refreshToken: string) => Promise<Authorised>;
}

const watchEveryMs = 60_000;

export function createZaloOa({ settings, store, readImage, now, random = Math.random, report, observed }: ZaloOaDeps): ZaloOa {
  const { app, apiRoot, oauthRoot, deadlineMs, publicUrl } = settings;
  const proofSecret = settings.proof ? app.secret : undefined;
  const tokens = createTokenKeeper({
    store,
    renew: (refreshToken) => renewTokens(refreshToken, { app, oauthRoot, now, deadlineMs }),
    now,
    backoff: createBackoff({ random, longestMs: watchEveryMs }),
    report,
  });
  const api = reportedApi(createZaloOaApi({ root: apiRoot, tokens, proofSecret, deadlineMs }), report);
  // Zalo counts the calls of the whole account.
  const gate = createSendGate(now, 'everybody');

  return {
    name: 'zalo-oa',
    maxTextLength: oaMaxTextLength,
    sendsPerSecond: settings.perMinute / 60,
    receiver: {
      kind: 'webhook',
      path: oaWebhookPath,
      handle: createOaWebhook({
        appId: app.id,
        oaId: settings.oaId,
        secret: settings.webhookSecret,
        oldSecret: settings.oldWebhookSecret,
        now,
        report,
      }),
    },
    send: createOaSending({
      ...{ api, gate, buttons: settings.buttons, now, report },
      pictures: createOaPictures(api, readImage, now),
    }),
    sendTemplate: createOaTemplates({ api, gate, now, report }),
    async flag(chat) {
      const answer = await api.call({
        method: 'POST',
        path: '/v2.0/oa/tag/tagfollower',
        body: { user_id: chatIdOf(chat), tag_name: zaloWords.wantsPerson },
      });
      if (answer.kind !== 'ok') report({ kind: 'flag-failed', why: wordFor(answer) });
    },
    async watch(signal) {
      let stands = '';
      while (!signal.aborted) {
        const { kind } = await tokens.current();
        // Said once: a token at hand does not mean that the platform answers.
        if (kind !== stands) observed(kind === 'token' ? 'sent' : kind);
        stands = kind;
        await pause(watchEveryMs, signal);
      }
    },
    setup: createOaSetup({ store, apiRoot, proofSecret, publicUrl, now, deadlineMs }),
    authorise: createOaAuthorising({ app, oauthRoot, apiRoot, proofSecret, store, now, deadlineMs }),
  };
}

function reportedApi(api: ZaloOaApi, report: (event: ZaloOaIncident) => void): ZaloOaApi {
  return {
    async call(call) {
      const answer = await api.call(call);
      report({ kind: 'called', path: call.path, outcome: wordFor(answer) });
      return answer;
    },
  };
}
