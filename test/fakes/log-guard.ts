import { setImmediate as nextTurn } from 'node:timers/promises';
import { createLogGuard, type LogGuard } from '../../src/announcements/people/log-guard.ts';
import { approvedHeads, openHeads } from '../../src/announcements/retention/approved-heads.ts';
import type { Store } from '../../src/stores/store.ts';

/** The guard of the service over a store of a test. `report` hears what the operators' log would say of it. */
export function guardOf(
  store: Pick<Store, 'announcements' | 'officials' | 'audit'>,
  {
    now,
    auditKey,
    report = () => undefined,
  }: { now: () => Date; auditKey?: string | undefined; report?: (said: unknown) => void },
): LogGuard {
  return createLogGuard({
    audit: store.audit,
    auditKey,
    approvedHeads: (which) => (which === 'all' ? approvedHeads(store, nextTurn) : openHeads(store, now)),
    now,
    rest: nextTurn,
    report,
    failed: report,
  });
}
