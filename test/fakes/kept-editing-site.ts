import { createEmergencyPath } from '../../src/announcements/emergency/alarm.ts';
import { createPublishing } from '../../src/announcements/publishing.ts';
import { auditKeyOf } from '../../src/stores/sealing.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { approvalKey, codeOf, issuer } from './announcing.ts';
import type { TestClock } from './clock.ts';
import { startEditingSite } from './editing-site.ts';
import type { KeptStore } from './kept-store.ts';
import { guardOf } from './log-guard.ts';

/** The console over a small pack and a sealed store, beside which somebody else may write. */
export async function startKeptEditingSite(kept: KeptStore, clock: TestClock, files?: Record<string, string>) {
  const store = await kept.open();
  await store.officials.update(() => ({
    officials: [official('lan')],
    records: [{ ...someRecord('lan', 'official-add'), outcome: 'done' }],
    result: undefined,
  }));
  const deps = {
    ...store,
    channels: [{ name: 'telegram', maxTextLength: 4096 }],
    ...{ now: clock.now, issuer, approvalKey, newId: () => 'id-1', facts: () => [] },
    guard: guardOf(store, { now: clock.now, auditKey: auditKeyOf(approvalKey) }),
  };
  const core = {
    ...store,
    clock,
    publishing: createPublishing(deps),
    emergency: createEmergencyPath(deps),
    code: (id: string) => codeOf(store.officials, id, clock),
    officialsNow: (change: (held: Parameters<Parameters<typeof store.officials.update>[0]>[0]) => typeof held) =>
      store.officials.update((held) => ({ officials: change(held), records: [], result: undefined })),
  };
  return startEditingSite(files, { announcing: core, tickets: store.tickets, proposals: store.proposing });
}
