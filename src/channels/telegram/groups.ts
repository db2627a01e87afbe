import { dropOldest } from '../../messaging/recent.ts';
import type { TelegramApi } from './api.ts';
import type { TelegramSending } from './sending.ts';

export interface GroupLeavingDeps {
  api: Pick<TelegramApi, 'call'>;
  sending: Pick<TelegramSending, 'send'>;
  /** Why the bot leaves, for everybody there to read. */
  notice: string;
  /** Telegram let it go. */
  left(): void;
}

const deadlineMs = 5_000;
/** Groups in which we are on our way out at once. */
const mostLeaving = 100;
/** Groups remembered as having read the notice. */
const mostNoticed = 1_000;

/** Leaves a group, saying why. Where Telegram refuses, the next message there is another try, and the notice is not repeated. */
export function createGroupLeaving({ api, sending, notice, left }: GroupLeavingDeps): (chatId: number) => Promise<void> {
  const leaving = new Set<number>();
  const noticed = new Set<number>();

  async function tell(chatId: number): Promise<void> {
    if (noticed.has(chatId)) return;
    noticed.add(chatId);
    dropOldest(noticed, mostNoticed);
    await sending.send(`telegram:${chatId}`, { text: notice });
  }

  return async (chatId) => {
    if (leaving.has(chatId) || leaving.size >= mostLeaving) return;
    leaving.add(chatId);
    await tell(chatId);
    const answer = await api.call('leaveChat', { chat_id: chatId }, { deadlineMs });
    leaving.delete(chatId);
    if (answer.kind !== 'ok') return;
    // Whoever adds the bot again is told again.
    noticed.delete(chatId);
    left();
  };
}
