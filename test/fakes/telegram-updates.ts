/** What waits for a bot, as Telegram keeps it: told again until confirmed, by polling or by webhook and never by both. */

/** An answer of the Bot API. */
export interface Reply {
  status: number;
  body: object;
}
export const right = (result: unknown): Reply => ({ status: 200, body: { ok: true, result } });
export const wrong = (code: number, description: string): Reply => ({
  status: code,
  body: { ok: false, error_code: code, description },
});

/** An update without its number, or with one of the emulator's that is not used. */
export type RawUpdate = { update_id?: number } & Record<string, unknown>;

export interface Webhook {
  url: string;
  secret: string;
}

const maxDeliveries = 3;

/** `pull` fetches what the emulator has; it forgets what it gave. */
export function createTelegramUpdates(pull: () => Promise<RawUpdate[]>) {
  let nextId = 1_000;
  let behindProxy: string | undefined;
  let times = 1;
  const told = new Map<number | undefined, number>();
  let webhook: Webhook | undefined;
  let waiting: RawUpdate[] = [];
  let pulling = Promise.resolve();
  let superseded: () => void = () => undefined;
  const wakes = new Set<() => void>();
  const statuses: number[] = [];
  const wakeAll = () => {
    for (const wake of wakes) wake();
  };

  /** Takes over what the emulator has; one pull after the other, so that numbers follow the order of events. */
  function look(): Promise<void> {
    pulling = pulling.then(async () => {
      if (webhook) return;
      for (const update of await pull()) waiting.push({ ...update, update_id: nextId++ });
      wakeAll();
    });
    return pulling;
  }

  async function deliver(update: RawUpdate, { url, secret }: Webhook): Promise<boolean> {
    for (let tries = 0; tries < maxDeliveries; tries += 1) {
      const { pathname } = new URL(url);
      const response = await fetch(behindProxy === undefined ? url : new URL(pathname, behindProxy), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
        body: JSON.stringify(update),
      }).catch(() => undefined);
      if (!response) return false;
      statuses.push(response.status);
      const count = (told.get(update.update_id) ?? 0) + 1;
      told.set(update.update_id, count);
      if (response.ok && count >= times) return true;
    }
    return false;
  }

  return {
    statuses,
    look,
    webhook: () => webhook,
    waiting: () => waiting.length,
    /** Every update is told so often, as if confirmations were lost on the way; three times at most. */
    repeat: (often: number) => {
      times = often;
    },
    leadTo: (address: string) => {
      behindProxy = address;
    },
    setWebhook: (set: Webhook | undefined) => {
      webhook = set;
    },
    /** An update from the emulator's webhook, or one it does not know. */
    async relay(raw: RawUpdate): Promise<void> {
      const update = { ...raw, update_id: nextId++ };
      if (webhook && (await deliver(update, webhook))) return;
      waiting.push(update);
      wakeAll();
    },
    /** https://core.telegram.org/bots/api#getupdates. */
    async poll(offset: number, timeoutMs: number, closed: Promise<void>): Promise<Reply> {
      if (webhook) return wrong(409, "Conflict: can't use getUpdates method while webhook is active");
      superseded();
      const replaced = new Promise<'replaced'>((resolve) => {
        superseded = () => resolve('replaced');
      });
      await look();
      waiting = waiting.filter(({ update_id = 0 }) => update_id >= offset || (told.get(update_id) ?? 0) < times);
      if (waiting.length === 0) {
        let wake: () => void = () => undefined;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        wakes.add(wake);
        const timer = setTimeout(wake, timeoutMs);
        const end = await Promise.race([woken, closed, replaced]);
        clearTimeout(timer);
        wakes.delete(wake);
        if (end === 'replaced') return wrong(409, 'Conflict: terminated by other getUpdates request');
      }
      const batch = waiting.slice(0, 100);
      for (const { update_id } of batch) told.set(update_id, (told.get(update_id) ?? 0) + 1);
      return right(batch);
    },
    close: wakeAll,
  };
}
