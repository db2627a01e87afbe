import { setImmediate as nextTurn } from 'node:timers/promises';
import { createLogGuard, type LogFlaw, type LogGuard } from '../announcements/people/log-guard.ts';
import { approvedHeads, openHeads } from '../announcements/retention/approved-heads.ts';
import type { Logger } from '../logger.ts';
import { auditKeyOf } from '../stores/sealing.ts';
import type { Store } from '../stores/store.ts';

const wrong: Record<LogFlaw['why'], (entry: number) => string> = {
  changed: (entry) => `entry ${entry} was changed after it was written, or written without the approval key`,
  'missing-or-moved': (entry) => `the entry before ${entry} is missing, or was moved`,
  'cut-off': (entry) => `it ends before entry ${entry}, which an approval names, or this process has seen`,
};

/** Holds announcements back while the audit log of the store is broken; operators hear of it once. */
export function openLogGuard({
  store,
  approvalKey,
  logger,
  now,
}: {
  store: Pick<Store, 'announcements' | 'officials' | 'audit'>;
  approvalKey: string;
  logger: Pick<Logger, 'error' | 'warn'>;
  now: () => Date;
}): LogGuard {
  return createLogGuard({
    audit: store.audit,
    auditKey: auditKeyOf(approvalKey),
    approvedHeads: (which) => (which === 'all' ? approvedHeads(store, nextTurn) : openHeads(store, now)),
    now,
    rest: nextTurn,
    report(flaw) {
      if (flaw === undefined) logger.warn('the audit log is whole again: announcements may be sent');
      else
        logger.error(
          { entry: flaw.entry, why: flaw.why },
          `the audit log is BROKEN: ${wrong[flaw.why](flaw.entry)}. No announcement is sent (docs/how-to/manage-officials.md, “When the audit log is broken”)`,
        );
    },
    failed: (err) => logger.error({ err }, 'the audit log could not be checked; tried again'),
  });
}
