/** The real web server and the real web channel, with a scripted bot behind them, on a free port. */
import { createWebChat } from '../../src/channels/web/chat.ts';
import type { Accept, Channel } from '../../src/messaging/channel.ts';
import type { ChannelStatus } from '../../src/messaging/channel-status.ts';
import type { IncomingMessage, OutgoingMessage } from '../../src/messaging/message.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { createServer, type ServerDeps } from '../../src/web/server.ts';

export interface VoterSiteOptions extends Partial<Omit<ServerDeps, 'chat' | 'accept'>> {
  /** What the bot says to a message; several are sent one after the other. */
  bot?: (message: IncomingMessage) => OutgoingMessage[] | Promise<OutgoingMessage[]>;
  /** Replaces the whole way in, e.g. to refuse. */
  accept?: Accept;
  now?: () => Date;
  run?: string;
}

export type VoterSite = Awaited<ReturnType<typeof startVoterSite>>;

export async function startVoterSite(options: VoterSiteOptions = {}) {
  const { bot = () => [{ text: 'Vâng.' }], now = () => new Date(), run = 'run', ...server } = options;
  const received: IncomingMessage[] = [];
  const returned: string[] = [];
  const logged: unknown[] = [];
  const channel = createWebChat({ now, run, returned: (chat) => void returned.push(chat) });
  const seen = new Set<string>();
  const accept: Accept =
    options.accept ??
    (async (message) => {
      if (seen.has(message.id)) return;
      seen.add(message.id);
      received.push(message);
      void Promise.resolve(bot(message)).then(async (replies) => {
        for (const reply of replies) await channel.send(message.chat, reply);
      });
    });
  const stop = new AbortController();
  const receiving = startReceiving(channel, accept, stop.signal);
  const web = await createServer({
    door: { host: '127.0.0.1', port: 0 },
    trustedProxies: 0,
    channels: [],
    status: (): ChannelStatus[] => [{ channel: 'web', state: 'on' }],
    store: () => ({ state: 'on' as const }),
    now,
    metrics: createMetrics(),
    logger: { error: (...entry: unknown[]) => void logged.push(entry) },
    ...server,
    chat: channel,
    accept,
  });
  return {
    ...web,
    channel,
    received,
    returned,
    logged,
    /** The bot's way in goes away, as at shutdown, while the page still answers. */
    stopReceiving: () => stop.abort(),
    async close(graceMs = 1_000) {
      await web.close(graceMs);
      stop.abort();
      await receiving;
    },
  };
}

function startReceiving({ receiver }: Channel, accept: Accept, signal: AbortSignal): Promise<void> {
  if (receiver.kind !== 'polling') throw new Error('the web channel is expected to run, not to be mounted');
  return receiver.run(accept, signal);
}
