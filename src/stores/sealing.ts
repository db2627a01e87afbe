import { BrokenSealError, createMac, createSeal, keyFor, type Mac } from './seal.ts';
import { sealedAnnouncements } from './sealed-announcements.ts';
import { type OfficialsKeys, sealedOfficials } from './sealed-officials.ts';
import { sealedProposals } from './sealed-proposals.ts';
import type { Store } from './store.ts';

/** What the audit log of a store is chained with: to be given when it is opened. */
export const auditKeyOf = (approvalKey: string): string => keyFor(approvalKey, 'audit');

/** What the list of officials is sealed with. */
export const officialsKeysOf = (approvalKey: string): OfficialsKeys => ({
  seal: createSeal(approvalKey, 'authenticators'),
  mac: createMac(approvalKey, 'officials'),
});

/** What proposals are sealed with. */
export const proposalsMacOf = (approvalKey: string): Mac => createMac(approvalKey, 'proposals');

/** The store with everything that decides what is sent, and what is put forward for the pack, under the approval key. */
export function sealedStore<Some extends Pick<Store, 'announcements' | 'officials' | 'audit' | 'proposing'>>(
  store: Some,
  approvalKey: string,
): Some {
  return {
    ...store,
    announcements: sealedAnnouncements(store.announcements, createMac(approvalKey, 'announcements')),
    officials: sealedOfficials(store, officialsKeysOf(approvalKey)),
    proposing: { ...store.proposing, proposals: sealedProposals(store.proposing.proposals, proposalsMacOf(approvalKey)) },
  };
}

/**
 * For conversations: people are answered whatever was done to what is under the seal. Where a seal is broken nobody is an official and no announcement is
 * known; nothing can be decided through it either.
 */
export function answeringStore<Some extends Pick<Store, 'announcements' | 'officials'>>(store: Some): Some {
  const { announcements, officials } = store;
  const or = <Value>(read: Promise<Value>, instead: Value): Promise<Value> =>
    read.catch((error: unknown) => {
      if (error instanceof BrokenSealError) return instead;
      throw error;
    });
  return {
    ...store,
    announcements: {
      ...announcements,
      get: (id) => or(announcements.get(id), undefined),
      find: (number) => or(announcements.find(number), undefined),
      list: (states, openAt) => or(announcements.list(states, openAt), []),
      page: (query) => or(announcements.page(query), []),
    },
    officials: { ...officials, list: () => or(officials.list(), []) },
  };
}
