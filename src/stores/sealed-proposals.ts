import type { Proposal } from '../conversations/proposals/proposal.ts';
import type { Records } from '../messaging/records.ts';
import type { Mac } from './seal.ts';

/** What of a proposal is under its seal: the edit, the fingerprint of what it was made against, whose it is, and what became of it. */
export const coveredByProposalSeal = (proposal: Proposal) => ({ ...proposal, seal: undefined, doubt: undefined });

/**
 * Proposals of which is said whether only cutri can have written them: one without a right seal is read with its `doubt`, so that editors see that it is
 * there. What was not proved never comes under the seal by a later step. In the list those that were ended are not looked at: nothing can be done with them.
 */
export function sealedProposals(store: Records<Proposal>, mac: Mac): Records<Proposal> {
  function opened(kept: Proposal, id = kept.id): Proposal {
    const { seal, ...proposal } = kept;
    if (kept.id === id && mac.isOf(coveredByProposalSeal(kept), seal)) return proposal;
    return { ...proposal, doubt: seal === undefined ? 'unsealed' : 'altered' };
  }

  function closed({ seal: _seal, doubt, ...next }: Proposal): Proposal {
    return doubt === undefined ? { ...next, seal: mac.of(coveredByProposalSeal(next)) } : next;
  }

  const ended = ({ seal: _seal, ...proposal }: Proposal): Proposal => proposal;

  return {
    all: async () => (await store.all()).map((kept) => (kept.state === 'open' ? opened(kept) : ended(kept))),
    async get(id) {
      const kept = await store.get(id);
      return kept && opened(kept, id);
    },
    change: (id, change) =>
      store.change(id, (kept) => {
        const before = kept && opened(kept, id);
        const { next, result } = change(before);
        if (next === before) return { next: kept, result };
        const doubt = before?.doubt ?? next?.doubt;
        return { next: next && closed({ ...next, id, ...(doubt ? { doubt } : {}) }), result };
      }),
    forget: (chat) => store.forget(chat),
  };
}
