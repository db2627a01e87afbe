import { z } from 'zod';
import type { AnnouncementStore } from '../announcements/announcement.ts';
import { begunStates } from '../announcements/openings.ts';
import type { Outbox } from '../announcements/sending/outbox.ts';
import { openDocumentFile } from './document-file.ts';
import { diskFiles, type Files } from './files.ts';

/** How far the store has come, counted inside it: what is put back to an older state counts less than it did. */
export interface Epochs {
  /** `older`: somebody found the store older than it had been (ISO 8601 UTC: what it had come to), and nobody has looked yet. */
  read(): Promise<{ epoch: number; older?: string }>;
  /** One more than it was, or than `least`. Durable once it resolves. */
  raise(least: number): Promise<number>;
  markOlder(than: string | undefined): Promise<void>;
}

/** How far the store had come, kept apart from it. */
export interface Witness {
  last(): { epoch: number; at: string };
  /** Durable once it resolves. */
  keep(epoch: number, at: string): Promise<void>;
  close(): Promise<void>;
}

const schema = z.strictObject({ stores: z.record(z.string(), z.strictObject({ epoch: z.number(), at: z.iso.datetime() })) });

/** One file for the stores this process has known, by their salt: another store is not an older one. Throws `StoreFileError`. */
export async function openWitness(options: { path: string; store: string; now: () => Date; files?: Files }): Promise<Witness> {
  const { path, store, now, files = diskFiles } = options;
  const file = await openDocumentFile({ path, files, create: true, kind: 'epoch', version: 1, schema, empty: { stores: {} } });
  return {
    last: () => file.current().stores[store] ?? { epoch: 0, at: now().toISOString() },
    keep: (epoch, at) =>
      file.update(({ stores }) => ({ data: { stores: { ...stores, [store]: { epoch, at } } }, result: undefined })),
    close: () => file.close(),
  };
}

/** Remembers as long as the process runs. */
export function createMemoryWitness(now: () => Date): Witness {
  let known = { epoch: 0, at: now().toISOString() };
  return {
    last: () => known,
    async keep(epoch, at) {
      known = { epoch, at };
    },
    close: async () => undefined,
  };
}

/** Whether the store is as old as it should be. */
export interface StoreAge {
  /** The moment the store had come to, where it has been put back to an older state and nobody has looked (ISO 8601 UTC). */
  olderThan(): Promise<string | undefined>;
  /** What an approval given now is sealed with. */
  epoch(): Promise<number>;
  /** A person has looked: what the store holds counts from now on. */
  accept(): Promise<void>;
  /** The outbox, of which nothing is sent while the store is older than it was. */
  guarded(outbox: Outbox): Outbox;
}

const approvedStates = ['approved', 'scheduled', ...begunStates] as const;
const raisedEveryMs = 1_000;

/**
 * While anything is sent the store counts on once a second, and the witness after it: a store that counts less than the witness, or than an approval in
 * it was sealed with, was put back. `found` hears of it once.
 */
export function createStoreAge(deps: {
  epochs: Epochs;
  witness: Witness;
  announcements: Pick<AnnouncementStore, 'list' | 'page'>;
  now: () => Date;
  found: (olderThan: string) => void;
}): StoreAge {
  const { epochs, witness, announcements, now, found } = deps;
  let said: string | undefined;
  /** Looked at since this process began, and not older then. */
  let isKnownGood = false;
  let raisedAtMs = Number.NEGATIVE_INFINITY;

  async function olderThan(): Promise<string | undefined> {
    const { epoch, older } = await epochs.read();
    const known = witness.last();
    const [later] = await announcements.page({ states: approvedStates, approvedAfter: epoch, limit: 1 });
    const behind = epoch < known.epoch || later !== undefined;
    if (older === undefined && !behind) {
      if (epoch > known.epoch) await witness.keep(epoch, now().toISOString());
      said = undefined;
      isKnownGood = true;
      return undefined;
    }
    const than = older ?? known.at;
    isKnownGood = false;
    if (older === undefined) await epochs.markOlder(than);
    if (said === undefined) found(than);
    said = than;
    return than;
  }

  async function countOn(): Promise<boolean> {
    const nowMs = now().getTime();
    if (Math.abs(nowMs - raisedAtMs) < raisedEveryMs) return said === undefined;
    if ((await olderThan()) !== undefined) return false;
    const epoch = await epochs.raise(0);
    if (epoch <= witness.last().epoch) return (await olderThan()) === undefined;
    await witness.keep(epoch, now().toISOString());
    raisedAtMs = nowMs;
    return true;
  }

  return {
    olderThan,
    epoch: async () => (await epochs.read()).epoch,
    async accept() {
      const sealed = (await announcements.list(approvedStates)).map(({ approval }) => approval?.epoch ?? 0);
      const epoch = await epochs.raise(Math.max(witness.last().epoch, ...sealed));
      await epochs.markOlder(undefined);
      await witness.keep(epoch, now().toISOString());
      said = undefined;
    },
    guarded: (outbox) => ({
      ...outbox,
      async claim(...wanted) {
        // A store is looked at before anything of it is taken: what is taken and not sent would count as uncertain.
        if (wanted[3].length === 0 || (!isKnownGood && (await olderThan()) !== undefined)) return [];
        const claimed = await outbox.claim(...wanted);
        // Counted before anybody sends, and only where somebody does.
        return claimed.length === 0 || (await countOn()) ? claimed : [];
      },
    }),
  };
}
