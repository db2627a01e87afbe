import type { ActingDeps } from './acting.ts';
import type { FactCheck } from './finding.ts';
import type { ImageStore } from './images/kept.ts';
import type { LogGuard } from './people/log-guard.ts';
import type { RecipientsDeps } from './recipients.ts';

export interface PublishingDeps extends ActingDeps, RecipientsDeps {
  /** The body that speaks. */
  issuer: string;
  facts: FactCheck;
  images: ImageStore;
  /** Lets nothing go while the audit log is not as it was written. */
  guard: LogGuard;
  /** Where our page is, without a path: what is not shown elsewhere is to be seen there. */
  page?: string | undefined;
  /** Seals approvals; kept apart from the data. */
  approvalKey: string;
  /** How far the store has come, where that is counted. */
  epoch?: () => Promise<number>;
  /** An unguessable id. */
  newId: () => string;
}
