import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createActing } from '../../announcements/acting.ts';
import { callOffAll, delegationsRevoked } from '../../announcements/after-restore.ts';
import { revokeAllDelegations } from '../../announcements/people/delegation.ts';
import { isSession } from '../../announcements/people/tickets.ts';
import { diskFiles, readWhole, replaceFile, StoreFileError, syncFolder } from '../files.ts';
import { isImageFile } from '../images/on-disk.ts';
import { disableAgain } from '../revived.ts';
import { rotateSeals } from '../rotating.ts';
import { auditKeyOf, sealedStore } from '../sealing.ts';
import { readTombstones, type TombstoneData } from '../tombstones.ts';
import type { BackupMade, HeldCounts } from './backup.ts';
import { type Backup, decodeBackup } from './backup-file.ts';
import { type DataFolder, holdDataFolder, openDataFolder, restoringMark, stagingPrefix } from './data-folder.ts';
import { storeFiles } from './layout.ts';
import { type EmbeddedStore, openEmbeddedStore } from './store.ts';

/** What a restore brought back, and what it did not. */
export interface Restored {
  madeAt: string;
  subscribers: number;
  announcements: number;
  /** People in the backup who had asked to be forgotten since. */
  forgotten: number;
  /** People in the backup who had left since: they stay unsubscribed. */
  left: number;
  /** Officials in force in the backup who were disabled since: they stay disabled. */
  disabled: string[];
  /** Announcements that were approved or being sent: they do not go out again by themselves. */
  calledOff: number;
  /** The list of forgotten people that was there could be read and was heeded. */
  heeded: boolean;
}

export interface RestoreOptions {
  file: string;
  folder: string;
  now: () => Date;
  /** Take the place of what is there. */
  force: boolean;
  /** Announcements and officials are under it, where there are any. */
  approvalKey?: string | undefined;
  /** The keys before it: the backup may be older than the last replacement. */
  oldKeys?: readonly string[];
}

const why = 'restored from a backup';

/**
 * Puts a backup into a data folder nobody uses. Everything is checked, opened and made ready beside the folder's own files before one of
 * them is touched. Throws `StoreFileError` when the backup is damaged, the folder in use, or anything is there and `force` is not given.
 */
export async function restoreBackup({ file, folder, now, force, approvalKey, oldKeys = [] }: RestoreOptions): Promise<Restored> {
  const backup = await readBackup(file);
  const data = await holdDataFolder(folder);
  try {
    if (data.isUsed() && !force)
      throw new StoreFileError(`${folder} holds data: give --force to put the backup of ${backup.madeAt} in its place`);
    const { held, readable } = await buriedHere(data);
    return await inStaging(folder, backup, async (staged, staging) => {
      const auditKey = approvalKey === undefined ? undefined : auditKeyOf(approvalKey);
      const store = await openEmbeddedStore({ data: staged, now, auditKey });
      let restored: Omit<Restored, 'heeded'>;
      try {
        if (approvalKey !== undefined && oldKeys.length > 0) await rotateSeals(store, approvalKey, oldKeys, now);
        restored = await settle(underSeal(store, approvalKey), { backup, held, now });
      } finally {
        await store.close();
      }
      await adopt(data, folder, staging);
      return { ...restored, heeded: readable };
    });
  } finally {
    data.release();
  }
}

/** Checks a backup as a restore would, all but the last step; answers what it would bring back. */
export async function rehearseRestore(file: string, now: () => Date): Promise<Omit<BackupMade, 'madeAt' | 'bytes' | 'files'>> {
  const backup = await readBackup(file);
  return inStaging(dirname(resolve(file)), backup, async (staged) => {
    const store = await openEmbeddedStore({ data: staged, now });
    const { subscribers, announcements } = store.contents();
    const held = await heldIn(store);
    await store.close();
    return { subscribers: subscribers.size, announcements: announcements.length, held };
  });
}

async function heldIn(store: EmbeddedStore): Promise<HeldCounts> {
  const { chats, tickets } = store.contents();
  return {
    chats: [...chats].length,
    unanswered: (await store.unanswered.groups.all()).length,
    askers: (await store.unanswered.askers.all()).length,
    counts: (await store.counts.all()).length,
    proposals: (await store.proposing.proposals.all()).length,
    versions: (await store.proposing.versions.all()).length,
    texts: (await store.startingTexts.all()).length,
    tickets: tickets.length,
  };
}

async function readBackup(file: string): Promise<Backup> {
  const bytes = await readWhole(diskFiles, file);
  if (bytes === undefined) throw new StoreFileError(`${file} does not exist`);
  return decodeBackup(bytes, file);
}

/** Unpacks the backup into a folder of its own beside `beside`'s files, gone afterwards. */
async function inStaging<Result>(
  beside: string,
  backup: Backup,
  run: (staged: DataFolder, staging: string) => Promise<Result>,
): Promise<Result> {
  const staging = await mkdtemp(join(beside, stagingPrefix));
  try {
    for (const [name, bytes] of backup.files) await replaceFile(diskFiles, join(staging, name), bytes);
    const staged = await openDataFolder(staging);
    try {
      return await run(staged, staging);
    } finally {
      staged.release();
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function buriedHere(data: DataFolder): Promise<{ held: TombstoneData | undefined; readable: boolean }> {
  try {
    return { held: await readTombstones(data.path(storeFiles.tombstones)), readable: true };
  } catch (error) {
    // A damaged list is one of the reasons to restore: the one in the backup has to do, and the operator is told.
    if (error instanceof StoreFileError) return { held: undefined, readable: false };
    throw error;
  }
}

/** As it may be changed. A change without the key would break what is under it. */
function underSeal(store: EmbeddedStore, approvalKey: string | undefined): EmbeddedStore {
  if (approvalKey !== undefined) return sealedStore(store, approvalKey);
  const { officials, announcements } = store.contents();
  if ([...officials, ...announcements].some(({ seal }) => seal !== undefined))
    throw new StoreFileError(
      'the backup holds sealed announcements or officials: set CUTRI_APPROVAL_KEY to the key they were sealed with',
    );
  return store;
}

/** Makes yesterday's state one that may go on today: nobody comes back who left for good, nothing goes out a second time. */
async function settle(
  store: EmbeddedStore,
  { backup, held, now }: { backup: Backup; held: TombstoneData | undefined; now: () => Date },
): Promise<Omit<Restored, 'heeded'>> {
  const kept = Object.keys({ ...held?.buried, ...held?.left }).length + (held?.disabled?.length ?? 0);
  const heeding = held !== undefined && kept > 0;
  if (heeding && !(await store.tombstones.merge(held)))
    throw new StoreFileError('the backup is of another installation than this folder: restore it into an empty one');
  const buried = [...(await chatsIn(store))].filter((chat) => store.tombstones.buriedSince(chat, backup.madeAt));
  for (const chat of buried) await store.forget(chat);
  const left = [...store.contents().subscribers.keys()].filter((chat) => store.tombstones.hasLeftSince(chat, backup.madeAt));
  for (const chat of left) await store.subscribers.remove(chat);
  const disabled = await disableAgain(store.officials, held?.disabled ?? [], now);

  for (const { key } of store.contents().tickets.filter(isSession))
    await store.tickets.change(key, () => ({ next: undefined, result: undefined }));

  const acting = createActing({ ...store, now });
  const calledOff = await callOffAll(store, acting, now, why);
  const record = acting.record(undefined, 'cli', 'restore', 'store');
  await revokeAllDelegations(store.officials, delegationsRevoked(record));
  const detail = `the state of ${backup.madeAt}; what happened between then and now is not in this log`;
  await store.audit.append({ ...record, outcome: 'done', detail });
  const { subscribers, announcements } = store.contents();
  return {
    madeAt: backup.madeAt,
    subscribers: subscribers.size,
    announcements: announcements.length,
    forgotten: buried.length,
    left: left.length,
    disabled,
    calledOff,
  };
}

/** Everybody of whom anything is kept. */
async function chatsIn(store: EmbeddedStore): Promise<Set<string>> {
  const { subscribers, ledgers, inbox, chats: conversations } = store.contents();
  const chats = new Set(subscribers.keys());
  for (const [, { rows }] of ledgers) for (const { chat } of rows) chats.add(chat);
  for (const { chat } of conversations) chats.add(chat);
  for (const { chat } of await store.unanswered.askers.all()) chats.add(chat);
  for (const { chat } of await store.pushing.addresses.all()) chats.add(chat);
  for (const entry of inbox) if (entry.is === 'accepted') chats.add(entry.message.chat);
  return chats;
}

/** Moves the files over one by one; the mark stands while they are a mixture. */
async function adopt(data: DataFolder, folder: string, staging: string): Promise<void> {
  await replaceFile(diskFiles, data.path(restoringMark), Buffer.from(`${why}\n`));
  for (const name of Object.values(storeFiles)) {
    await data.open(name, () => diskFiles.rename(join(staging, name), data.path(name)));
  }
  for (const name of (await diskFiles.readdir(staging)).filter(isImageFile))
    await diskFiles.rename(join(staging, name), join(folder, name));
  await syncFolder(diskFiles, folder);
  await diskFiles.unlink(data.path(restoringMark));
  await syncFolder(diskFiles, folder);
}
