import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createAfterRestore } from '../announcements/after-restore.ts';
import { createSubscriberList } from '../announcements/consent/subscriber-list.ts';
import { createDelegating, type Delegating } from '../announcements/delegating/delegating.ts';
import { createManaging, type Managing } from '../announcements/managing.ts';
import { type BreakGlass, createBreakGlass } from '../announcements/people/break-glass.ts';
import { createEnrolling, type Enrolling } from '../announcements/people/enrolling.ts';
import type { Official } from '../announcements/people/officials.ts';
import { officialsChanged } from '../announcements/people/words-officials.ts';
import { approvedHeads } from '../announcements/retention/approved-heads.ts';
import { type AuditRestarting, createAuditRestarting } from '../announcements/retention/audit-restarting.ts';
import { type AuditTrimming, createAuditTrimming } from '../announcements/retention/audit-trimming.ts';
import { createRowTrimming } from '../announcements/retention/row-trimming.ts';
import type { AnnouncementDesk } from '../commands/announce/announce.ts';
import { restartWords } from '../commands/retention/words-restart.ts';
import type { Config } from '../config.ts';
import { createCommuneNames } from '../conversations/commune-names.ts';
import { milestoneReminders } from '../conversations/milestone-reminders.ts';
import { createOwnData } from '../conversations/own-data/own-data.ts';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import type { ChatKey, OutgoingMessage } from '../messaging/message.ts';
import { readConsentTable } from '../sources/consent-table.ts';
import { keyFor } from '../stores/seal.ts';
import { auditKeyOf } from '../stores/sealing.ts';
import type { Store } from '../stores/store.ts';
import type { AnnouncementOffice } from './announcing.ts';
import type { AgedStore } from './storage.ts';

/** Whether it was taken. */
export type Send = (chat: ChatKey, message: OutgoingMessage) => Promise<boolean>;

/** Keeping the list of officials, for commands. */
export function openManaging({
  store,
  approvalKey,
  send,
  now,
  console,
}: {
  store: Store;
  approvalKey: string;
  send: Send;
  now: () => Date;
  /** Address of the officials' console, where it is on. */
  console: string | undefined;
}): Managing & BreakGlass & Enrolling & Delegating {
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
  const deps = { officials: store.officials, random, now, console };
  const warn = (chat: ChatKey, broken: Official) => send(chat, { text: officialsChanged('break-glass', broken) });
  return {
    ...createManaging({ ...deps, notify: send }),
    ...createBreakGlass({ ...deps, warn }),
    ...createDelegating({ ...store, now, notify: send }),
    ...createEnrolling({ ...deps, key: keyFor(approvalKey, 'enrolling') }),
  };
}

/** Shortening the audit log, for a command. */
export const openTrimming = (store: Store, approvalKey: string, now: () => Date): AuditTrimming =>
  createAuditTrimming({
    ...store,
    auditKey: auditKeyOf(approvalKey),
    approvedHeads: () => approvedHeads(store, nextTurn),
    rest: nextTurn,
    now,
  });

/** Beginning a broken log anew, for a command. */
export const openRestarting = ({
  store,
  approvalKey,
  send,
  now,
}: {
  store: Store;
  approvalKey: string;
  send: Send;
  now: () => Date;
}): AuditRestarting =>
  createAuditRestarting({
    ...store,
    auditKey: auditKeyOf(approvalKey),
    approvedHeads: () => approvedHeads(store, nextTurn),
    rest: nextTurn,
    tell: (chat, said) => send(chat, { text: restartWords.told(said) }),
    now,
  });

/** What commands of the running service do with officials and the log; `undefined` where announcements are off. */
export const openOfficeWork = (
  office: AnnouncementOffice | undefined,
  { store, ...given }: Omit<Parameters<typeof openManaging>[0], 'approvalKey'>,
) => ({
  approvedHeads: () => approvedHeads(store, nextTurn),
  trimming: office && openTrimming(store, office.core.approvalKey, given.now),
  restarting: office && openRestarting({ store, approvalKey: office.core.approvalKey, ...given }),
  managing: office && openManaging({ store, approvalKey: office.core.approvalKey, ...given }),
});

/** What `cutri announce` works with. */
export function openAnnouncementDesk(deps: {
  office: AnnouncementOffice;
  store: AgedStore;
  pack: () => KnowledgePack;
  send: Send;
  now: () => Date;
  config: Pick<Config, 'CUTRI_ANNOUNCEMENTS_KEPT_DAYS'>;
}): AnnouncementDesk {
  const { office, store, pack, send, now, config } = deps;
  const communes = createCommuneNames(pack);
  return {
    publishing: office.publishing,
    emergency: office.emergency,
    afterRestore: createAfterRestore({ ...store, issuer: office.issuer, now }),
    trimming: createRowTrimming({ ...store, issuer: office.issuer, now, keptDays: config.CUTRI_ANNOUNCEMENTS_KEPT_DAYS }),
    communes,
    list: createSubscriberList({ ...store, now }),
    readConsents: readConsentTable,
    ownData: createOwnData({ ...store, communes, now }),
    chatOf: async (id) => (await store.officials.list()).find((one) => one.id === id && !one.disabled)?.chat,
    send,
    reminders: () => milestoneReminders(pack().milestones, now()),
    now,
  };
}
