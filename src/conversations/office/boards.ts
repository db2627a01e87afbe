import type { Progress } from '../../announcements/progress.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { progressText } from '../../announcements/words-preview.ts';
import type { SendOutcome } from '../../messaging/channel.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { putLast } from '../../messaging/recent.ts';
import { statusChoices, type Visit } from './views.ts';

/** Messages in officials' chats that show how far a sending has come, edited in place while it goes on. */
export interface ProgressBoards {
  /** Shows it from now on, in a new message. */
  follow(visit: Visit, announcement: { id: string }): void;
  /** Brings every board up to date; to be called every few seconds. Never rejects. */
  tick(): Promise<void>;
}

export interface ProgressBoardsDeps {
  publishing: Pick<Publishing, 'progress'>;
  send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome>;
  edit(chat: ChatKey, messageId: string, message: OutgoingMessage): Promise<SendOutcome>;
  report(error: unknown): void;
  now: () => Date;
}

interface Board {
  visit: Visit;
  id: string;
  sinceMs: number;
  messageId?: string;
  shown?: { text: string; progress: Progress };
}

const mostBoards = 50;
const keptMs = 12 * 3_600_000;

export function createProgressBoards({ publishing, send, edit, report, now }: ProgressBoardsDeps): ProgressBoards {
  const boards = new Map<string, Board>();
  let running = false;

  /** Whether it is still needed. */
  async function show(board: Board): Promise<boolean> {
    const { visit, id } = board;
    const outcome = await publishing.progress(visit.actor, id);
    if (outcome.kind === 'refused' || now().getTime() - board.sinceMs > keptMs) return false;
    const progress = outcome.value;
    const { announcement } = progress;
    const text = progressText(progress, board.shown?.progress);
    const goesOn = announcement.state === 'sending' || announcement.state === 'paused' || announcement.phase?.kind === 'ending';
    if (text === board.shown?.text) return goesOn;
    const message = { text, choices: statusChoices(visit.official, announcement) };
    const put =
      board.messageId === undefined ? await send(visit.chat, message) : await edit(visit.chat, board.messageId, message);
    switch (put.kind) {
      case 'sent':
        if (board.messageId === undefined && put.messageId !== undefined) board.messageId = put.messageId;
        board.shown = { text, progress };
        return goesOn && board.messageId !== undefined;
      case 'rate-limited':
      case 'unavailable':
      case 'uncertain':
        // The next look says it, the last one as well.
        return true;
      case 'outside-window':
      case 'unreachable':
      case 'rejected':
      case 'unauthorised':
        return false;
    }
  }

  return {
    follow(visit, { id }) {
      putLast(boards, `${visit.chat} ${id}`, { visit, id, sinceMs: now().getTime() }, mostBoards);
    },
    async tick() {
      if (running) return;
      running = true;
      try {
        for (const [key, board] of [...boards]) {
          const needed = await show(board).catch((error: unknown) => {
            report(error);
            return true;
          });
          if (!needed && boards.get(key) === board) boards.delete(key);
        }
      } finally {
        running = false;
      }
    },
  };
}
