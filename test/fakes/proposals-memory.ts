/** Proposals and versions in memory that tell how often all of them were read. */
import type { PackVersion, Proposal, ProposalStore } from '../../src/conversations/proposals/proposal.ts';
import type { KeptRecord, Records } from '../../src/messaging/records.ts';
import { createRecordsMemory } from './records-memory.ts';

export type ProposalsMemory = ProposalStore & { reads: { proposals: number; versions: number } };

export function createProposalsMemory(): ProposalsMemory {
  const reads = { proposals: 0, versions: 0 };
  function counted<One extends KeptRecord>(name: keyof typeof reads): Records<One> {
    const records = createRecordsMemory<One>();
    const all = () => {
      reads[name] += 1;
      return records.all();
    };
    return { ...records, all };
  }
  return { proposals: counted<Proposal>('proposals'), versions: counted<PackVersion>('versions'), reads };
}

/** So many proposals of somebody else, a third of them open, the rest published, each publication a version. */
export async function fillProposals({ proposals, versions }: ProposalStore, amount: number, file = 'a: b\n'): Promise<void> {
  for (let at = 1; at <= amount; at += 1) {
    const isOpen = at <= amount / 3;
    const wording = `tổ dân phố số ${at} có bao nhiêu cử tri đã niêm yết trong danh sách của tổ`;
    const proposal: Proposal = {
      id: `p${at}`,
      edit: { kind: 'wording', fact: 'voting-age', wording },
      seen: 's',
      by: 'lan',
      person: 'staff-lan',
      day: '2026-02-01',
      state: isOpen ? 'open' : 'published',
      ...(isOpen ? {} : { endedBy: 'minh' }),
    };
    await proposals.change(proposal.id, () => ({ next: proposal, result: undefined }));
    if (isOpen) continue;
    const version: PackVersion = {
      ...{ id: `v${at}`, number: at, proposal: proposal.id, file: 'knowledge/lao-cai/facts/voting.yaml' },
      ...{ before: file, after: file, proposedBy: 'lan', publishedBy: 'minh', at: '2026-02-01T01:00:00.000Z' },
    };
    await versions.change(version.id, () => ({ next: version, result: undefined }));
  }
}
