import { createHash } from 'node:crypto';
import type { AuditLog } from '../../announcements/people/audit.ts';
import { canonicalJson } from '../../announcements/people/canonical-json.ts';
import type { Official } from '../../announcements/people/officials.ts';
import type { Proposal } from './proposal.ts';

/** What is done with proposals, as the audit log names it. */
export type ProposalAction = 'knowledge-propose' | 'knowledge-publish' | 'knowledge-drop';

/** What the audit log knows of proposals. */
export interface ProposalLog {
  /** `outcome`: `done`, or why not. */
  note(official: Official, action: ProposalAction, proposal: Proposal, outcome: string): Promise<void>;
  /** Whether the log says that it was published or dropped, whatever the store says by now: one that was put back is not published again. */
  hasEnded(id: string): Promise<boolean>;
}

export function createProposalLog(audit: Pick<AuditLog, 'append' | 'latest'>, now: () => Date): ProposalLog {
  const isDone = async (subject: string, action: ProposalAction): Promise<boolean> =>
    (await audit.latest({ subject, action, outcome: 'done', limit: 1 })).length > 0;

  return {
    async note({ id: who, roles }, action, { id: subject, edit, by }, outcome) {
      const hash = createHash('sha256').update(canonicalJson(edit)).digest('hex');
      const whose = action === 'knowledge-propose' ? edit.kind : `${edit.kind}, proposed by ${by}`;
      const detail = edit.kind === 'stations' ? `${whose}, commune ${edit.commune}` : whose;
      await audit.append({ at: now().toISOString(), who, roles, action, outcome, subject, hash, from: 'console', detail });
    },
    hasEnded: async (id) => (await isDone(id, 'knowledge-publish')) || (await isDone(id, 'knowledge-drop')),
  };
}
