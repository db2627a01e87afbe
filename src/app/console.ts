import { randomBytes } from 'node:crypto';
import { setTimeout as after, setImmediate as rest } from 'node:timers/promises';
import { verifyAudit } from '../announcements/people/audit.ts';
import { progressOf } from '../announcements/progress.ts';
import { approvedHeads } from '../announcements/retention/approved-heads.ts';
import type { Config } from '../config.ts';
import { createConsole, type OfficialsConsole } from '../console/console.ts';
import { consolePath } from '../console/views/layout.tsx';
import { createCommuneNames } from '../conversations/commune-names.ts';
import { createProposing } from '../conversations/proposals/proposing.ts';
import { type ProposalNews, withProposalNews } from '../conversations/proposals/telling.ts';
import type { PackStanding } from '../elections/pack/standing.ts';
import type { Logger } from '../logger.ts';
import type { Channel } from '../messaging/channel.ts';
import type { ChannelStatus } from '../messaging/channel-status.ts';
import type { ReadImage } from '../messaging/image.ts';
import { keyFor } from '../stores/seal.ts';
import type { Store } from '../stores/store.ts';
import type { AnnouncementOffice } from './announcing.ts';
import { createKeptAnswers } from './answering/kept-answers.ts';
import type { ServedKnowledge } from './answering/serving.ts';
import { createAnswerToNobody } from './answering/to-nobody.ts';
import { channelFaces } from './channel-faces.ts';
import { createArticleReader, packDesk, provinceFileOf, stationLists } from './knowledge.ts';
import { openManaging, type Send } from './office-desk.ts';
import { createPackTrial } from './pack/trial.ts';
import { auditKeyIn } from './storage.ts';

/** Where the voters' page serves its styles and icon under whatever version. */
const pageAssets = '/assets/page';

/** Where officials find the console, for links; `undefined` where it is off. */
export function consoleAddress(config: Config): string | undefined {
  const { CUTRI_CONSOLE: wish, CUTRI_ISSUER: issuer, CUTRI_APPROVAL_KEY: key } = config;
  if (wish === 'off' || issuer === undefined || key === undefined) return undefined;
  const host = config.CUTRI_HOST.includes(':') ? `[${config.CUTRI_HOST}]` : config.CUTRI_HOST;
  return `${config.CUTRI_PUBLIC_URL ?? `http://${host}:${config.CUTRI_PORT}`}${consolePath}`;
}

/** The officials' console, to be mounted at `path`; `undefined` where it is off. */
export function openConsole(deps: {
  config: Config;
  office: AnnouncementOffice | undefined;
  store: Store;
  knowledge: Pick<ServedKnowledge, 'openDialogue' | 'pack'>;
  channels: Iterable<Channel>;
  health: () => readonly ChannelStatus[];
  standing: () => PackStanding;
  send: Send;
  readImage: ReadImage;
  /** Told of every proposal and of what becomes of it. */
  proposalNews: ProposalNews | undefined;
  now: () => Date;
  schedule(afterMs: number, run: () => void): () => void;
  logger: Logger;
}): (OfficialsConsole & { path: string }) | undefined {
  const { config, office, store, knowledge, channels, health, standing, send, proposalNews, now, schedule, logger } = deps;
  const { CUTRI_APPROVAL_KEY: key } = config;
  if (!office || key === undefined || config.CUTRI_CONSOLE === 'off') return undefined;
  const { officials, tickets, audit, announcements } = store;
  const onTrial = createPackTrial(now);
  const desk = packDesk(config.CUTRI_KNOWLEDGE, async (stack) => (await onTrial(stack, [])).problems);
  const newId = () => randomBytes(9).toString('hex');
  const proposing = createProposing({ store: store.proposing, writer: desk, officials, audit, newId, now });
  const managing = openManaging({ store, approvalKey: key, send, now, console: consoleAddress(config) });
  const opened = createConsole({
    publishing: office.publishing,
    emergency: office.emergency,
    officials,
    tickets,
    managing,
    delegating: managing,
    audit,
    verify: async () =>
      verifyAudit(audit.entries(), { approved: await approvedHeads(store, rest), key: auditKeyIn(config), rest }),
    numberOf: async (id) => (await announcements.get(id))?.number,
    readImage: deps.readImage,
    channels: channelFaces(config, channels),
    beginning: { canary: config.CUTRI_CANARY, holdMs: config.CUTRI_HOLD_SECONDS * 1_000 },
    health,
    standing,
    async progress(id) {
      const announcement = await announcements.get(id);
      return announcement && progressOf(announcement, await store.outbox.tally(id, Number.MAX_SAFE_INTEGER), now());
    },
    trial: async ({ chat }, message) => chat !== undefined && send(chat, message),
    communes: createCommuneNames(() => knowledge.pack),
    unanswered: store.unanswered,
    counts: store.counts,
    startingTexts: store.startingTexts,
    byCommune: () => store.subscribers.byCommune({ kind: 'everyone' }, {}),
    service: {
      issuer: office.issuer,
      publicUrl: config.CUTRI_PUBLIC_URL,
      keepsUnanswered: config.CUTRI_UNANSWERED === 'on',
      canary: config.CUTRI_CANARY,
      holdSeconds: config.CUTRI_HOLD_SECONDS,
    },
    provinceFile: provinceFileOf(config.CUTRI_KNOWLEDGE),
    proposing: proposalNews ? withProposalNews(proposing, proposalNews) : proposing,
    desk,
    tryOut: (edit, questions) =>
      desk.tryOut(edit, async (stack) => {
        const { problems, replies } = await onTrial(stack, questions);
        return { problems, result: replies };
      }),
    articles: createArticleReader(() => knowledge.pack.documents),
    stations: stationLists(config.CUTRI_KNOWLEDGE),
    pack: () => knowledge.pack,
    answer: createKeptAnswers(createAnswerToNobody(knowledge, now), { pack: () => knowledge.pack, now }),
    key: keyFor(key, 'console'),
    publicUrl: config.CUTRI_PUBLIC_URL,
    trustedProxies: config.CUTRI_TRUSTED_PROXIES,
    pageAssets,
    now,
    schedule,
    pause: (ms) => after(ms),
    report: (err, route) => logger.error({ err, route }, 'a request to the console failed'),
  });
  return { ...opened, path: consolePath };
}
