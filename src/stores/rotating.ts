import { states } from '../announcements/announcement.ts';
import { type AuditRecord, auditDigest, rotationAction, verifyAudit } from '../announcements/people/audit.ts';
import type { Proposal } from '../conversations/proposals/proposal.ts';
import { createMac } from './seal.ts';
import { coveredBySeal } from './sealed-announcements.ts';
import { openOfficials, sealOfficials } from './sealed-officials.ts';
import { coveredByProposalSeal } from './sealed-proposals.ts';
import { auditKeyOf, officialsKeysOf, proposalsMacOf } from './sealing.ts';
import type { Store } from './store.ts';

type Kept = Pick<Store, 'announcements' | 'officials' | 'audit' | 'proposing'>;

/**
 * Puts what is under an old approval key under the new one: the list of officials, every announcement and every proposal. The audit log keeps its entries; one that
 * holds the digest of all before it proves them without the old key. Approvals are not made anew: what was approved and has not gone out needs another.
 * Safe to repeat, also after an interruption.
 * @param kept the store as it is kept, its audit log chained with the new key
 * @returns whether anything was under an old key
 */
export async function rotateSeals(kept: Kept, key: string, oldKeys: readonly string[], now: () => Date): Promise<boolean> {
  const record = (action: string, subject: string, detail: string): AuditRecord => {
    const who = { who: 'cutri', roles: [], from: 'service', outcome: 'done' };
    return { ...who, at: now().toISOString(), action, subject, detail };
  };
  const fresh = officialsKeysOf(key);
  const opening = (held: Awaited<ReturnType<Kept['officials']['list']>>) => {
    if (held.length === 0 || openOfficials(held, fresh)) return undefined;
    return oldKeys.map((old) => openOfficials(held, officialsKeysOf(old))).find((list) => list !== undefined);
  };
  const mac = createMac(key, 'announcements');
  const oldMacs = oldKeys.map((old) => createMac(old, 'announcements'));
  const announcements = (await kept.announcements.list(states)).filter((one) => {
    const covered = coveredBySeal(one);
    return !mac.isOf(covered, one.seal) && oldMacs.some((old) => old.isOf(covered, one.seal));
  });
  const hasOfficials = opening(await kept.officials.list()) !== undefined;
  const hasProposals = await hasProposalsUnder(kept, key, oldKeys);
  if (!hasOfficials && announcements.length === 0 && !hasProposals) return false;

  await kept.audit.append(record(rotationAction, 'approval-key', await provenLog(kept.audit, [key, ...oldKeys])));
  if (hasOfficials)
    await kept.officials.update((held) => {
      const read = opening(held);
      return {
        officials: read ? sealOfficials(read, fresh) : held,
        records: read ? [record('reseal', 'officials', `${read.length} accounts`)] : [],
        result: undefined,
      };
    });
  for (const { seal: _, ...one } of announcements) {
    const next = mac.of(coveredBySeal({ ...one, version: one.version + 1 }));
    await kept.announcements.save({ ...one, seal: next }, record('reseal', one.id, `version ${one.version + 1}`));
  }
  if (hasProposals) await resealProposals(kept, key, oldKeys);
  return true;
}

/** Of a proposal that an old key sealed what the new one makes of it; `undefined` of any other. */
function resealed(kept: Proposal, key: string, oldKeys: readonly string[]): Proposal | undefined {
  const covered = coveredByProposalSeal(kept);
  const isOf = (one: string) => proposalsMacOf(one).isOf(covered, kept.seal);
  return !isOf(key) && oldKeys.some(isOf) ? { ...kept, seal: proposalsMacOf(key).of(covered) } : undefined;
}

const hasProposalsUnder = async ({ proposing }: Kept, key: string, oldKeys: readonly string[]): Promise<boolean> =>
  (await proposing.proposals.all()).some((one) => resealed(one, key, oldKeys) !== undefined);

async function resealProposals({ proposing: { proposals } }: Kept, key: string, oldKeys: readonly string[]): Promise<void> {
  for (const { id } of await proposals.all())
    await proposals.change(id, (held) => ({ next: (held && resealed(held, key, oldKeys)) ?? held, result: undefined }));
}

/** A log that somebody changed is not made a right one. */
async function provenLog(audit: Kept['audit'], keys: readonly string[]): Promise<string> {
  for (const key of keys) {
    const verdict = await verifyAudit(audit.entries(), { key: auditKeyOf(key) });
    if (verdict.kind === 'intact') return auditDigest(audit.entries());
  }
  return 'the log before this entry is not as it was written';
}
