import { createWebPush, newPushKeys, type WebPush } from '../channels/web/push.ts';
import { createPostPush } from '../channels/web/push-request.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../logger.ts';
import type { ChatKey } from '../messaging/message.ts';
import type { PushKeys } from '../messaging/page-push.ts';
import { createSeal } from '../stores/seal.ts';
import type { Store } from '../stores/store.ts';
import { pushed } from '../web/page/message.ts';

const keysId = 'web-push';

/** Announcements while the page is closed; `undefined` where they are switched off, or nothing is announced, or no push service would know whom to turn to. */
export async function openPushing(deps: {
  config: Config;
  store: Pick<Store, 'pushing' | 'subscribers'>;
  now: () => Date;
  schedule: (afterMs: number, run: () => void) => () => void;
  /** What waits for a visitor may be tried again. */
  retry: (chat: ChatKey) => void;
  logger: Logger;
}): Promise<WebPush | undefined> {
  const { config, store, logger, ...rest } = deps;
  const contact = contactIn(config);
  if (config.CUTRI_WEB_PUSH === 'off' || config.CUTRI_ISSUER === undefined || contact === undefined) return undefined;
  const keys = await keysIn(config, store.pushing, logger).catch((err: unknown) => {
    // Everything else works without.
    logger.error({ err }, 'the keys of web push can be neither read nor made; announcements wait until the page is opened');
    return undefined;
  });
  if (!keys) return undefined;
  return createWebPush({
    ...rest,
    keys,
    contact,
    addresses: store.pushing.addresses,
    isSubscribed: async (chat) => (await store.subscribers.get(chat)) !== undefined,
    written: pushed,
    post: createPostPush(),
  });
}

/** Push services want to know whom to tell of trouble. */
const contactIn = ({ CUTRI_SECURITY_CONTACT: contact, CUTRI_PUBLIC_URL: url }: Config): string | undefined =>
  contact ?? (url?.startsWith('https://') ? url : undefined);

/**
 * The keys as they are kept, sealed with the approval key; made at the first start. With keys that cannot be read browsers no longer take anything
 * from us: they get new ones and agree anew by themselves at their next visit.
 */
async function keysIn(config: Config, { keys, addresses }: Store['pushing'], logger: Logger): Promise<PushKeys | undefined> {
  const { CUTRI_APPROVAL_KEY: key, CUTRI_APPROVAL_KEY_OLD: old } = config;
  if (key === undefined) return undefined;
  const seal = createSeal(key, 'web push');
  const former = old === undefined ? [] : [createSeal(old, 'web push')];
  const fresh = newPushKeys();
  const sealedNow = (made: PushKeys) => ({ id: keysId, sealed: seal.close(JSON.stringify(made)) });
  const { found, isLost } = await keys.change(keysId, (held) => {
    const current = held && seal.open(held.sealed);
    if (current !== undefined) return { next: held, result: { found: read(current), isLost: false } };
    const before = held && former.map(({ open }) => open(held.sealed)).find((text) => text !== undefined);
    const made = before === undefined ? fresh : read(before);
    return { next: sealedNow(made), result: { found: made, isLost: held !== undefined && before === undefined } };
  });
  if (isLost) {
    logger.warn(
      'the keys of web push are under another CUTRI_APPROVAL_KEY: new ones were made, browsers agree anew at their next visit',
    );
    for (const { chat } of await addresses.all()) await addresses.forget(chat);
  }
  return found;
}

/** What only we can have sealed. */
const read = (text: string): PushKeys => JSON.parse(text) as PushKeys;
