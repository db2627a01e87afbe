import type { AuditRecord } from '../../announcements/people/audit.ts';
import type { Official } from '../../announcements/people/officials.ts';

/** What the audit log keeps of an attempt to sign in at the console; `official`: whose account it was tried with, `detail`: by what means. Only who got in is named as the one who acted. */
export function signInRecord(official: Official | undefined, outcome: string, at: Date, detail?: string): AuditRecord {
  const actor = outcome === 'done' ? official : undefined;
  return {
    at: at.toISOString(),
    who: actor?.id ?? 'unknown',
    roles: actor?.roles ?? [],
    action: 'console-sign-in',
    outcome,
    subject: official?.id ?? 'unknown',
    from: 'console',
    ...(detail === undefined ? {} : { detail }),
  };
}
