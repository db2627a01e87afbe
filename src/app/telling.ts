import { setTimeout as after } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { createProgressBoards, type ProgressBoards } from '../conversations/office/boards.ts';
import { createOfficialNews, type OfficialNews, withNews } from '../conversations/office/news.ts';
import { createProposalNews, type ProposalNews } from '../conversations/proposals/telling.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import { channelOf } from '../messaging/message.ts';
import { createToldStore } from '../stores/proposals/told.ts';
import type { Store } from '../stores/store.ts';
import type { AnnouncementOffice } from './announcing.ts';
import { createComplaints } from './complaints.ts';
import type { Connection } from './connections.ts';
import { consoleAddress } from './console.ts';

/** Keeping officials up to date in their chats. */
export interface Telling {
  /** The office whose steps the others hear of. */
  office: AnnouncementOffice;
  news: OfficialNews;
  boards: ProgressBoards;
  /** What becomes of changes of the pack; `undefined` where the console, and with it all proposing, is off. */
  proposals: ProposalNews | undefined;
  /** Until `signal` aborts; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

const everyMs = 3_000;

export function openTelling(deps: {
  office: AnnouncementOffice;
  store: Store;
  config: Config;
  /** By name. */
  channels: ReadonlyMap<string, Channel>;
  connections: readonly Connection[];
  logger: Logger;
}): Telling {
  const { office, store, config, channels, connections, logger } = deps;
  const { now } = office.core;
  const complain = createComplaints(() => now().getTime());
  const report = (error: unknown) => complain(error, (err) => logger.error({ err }, 'telling officials failed'));
  const send: Channel['send'] = async (chat, message) =>
    (await channels.get(channelOf(chat))?.send(chat, message)) ?? { kind: 'unreachable', why: 'gone' };
  const edit: NonNullable<Connection['edit']> = async (chat, messageId, message) => {
    const connection = connections.find(({ channel }) => channel.name === channelOf(chat));
    return (await connection?.edit?.(chat, messageId, message)) ?? { kind: 'rejected', code: 'no-edit' };
  };
  const news = createOfficialNews({ officials: store.officials, send, report, console: consoleAddress(config), now });
  const address = consoleAddress(config);
  const proposals =
    address === undefined
      ? undefined
      : createProposalNews({
          ...{ officials: store.officials, proposals: store.proposing.proposals },
          told: createToldStore(store.tickets, now),
          ...{ say: news.note, report, console: address, now },
        });
  const boards = createProgressBoards({ publishing: office.publishing, send, edit, report, now });
  // A step is done when it is kept: nobody waits until the others have heard.
  const tell: Parameters<typeof withNews>[1] = (...told) => void news.step(...told);
  return {
    office: { ...office, publishing: withNews(office.publishing, tell) },
    news,
    boards,
    proposals,
    async run(signal) {
      while (!signal.aborted) {
        await Promise.all([news.tick(), boards.tick(), proposals?.tick()]);
        await after(everyMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
