import type { AuditLog } from '../../src/announcements/people/audit.ts';
import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import { createMortalFiles } from '../crash/dying.ts';

/** A process that removes the first entries of an audit log, or begins it anew in the place of all of them: in a folder it dies at the n-th operation on the disk after it was opened. */
const [where = '', key = '', last = '', times = '0', how = 'trim'] = process.argv.slice(2);
const now = () => new Date('2026-03-01T08:00:00Z');
const entry = JSON.parse(last) as { number: number; chain: string };
const record = { at: now().toISOString(), who: 'root', roles: ['admin'], action: 'audit-trim', outcome: 'done' };
const removal = { ...record, subject: 'audit', from: 'cli', hash: entry.chain };
const change = (audit: AuditLog) =>
  how === 'trim' ? audit.trim(entry, removal) : audit.restart(entry.chain, { ...removal, action: 'audit-restart' });

if (where.startsWith('postgres')) {
  const store = await openPostgresStore({ url: where, now, home: 'b', homeChannels: new Set<string>(), auditKey: key });
  await change(store.audit);
  await store.close();
} else {
  const plan = { at: 'half a write' as const, times: 0 };
  const files = createMortalFiles(plan);
  const data = await openDataFolder(where);
  const store = await openEmbeddedStore({ data, now, auditKey: key, files });
  plan.times = Number(times) === 0 ? 0 : files.operations() + Number(times);
  await change(store.audit);
  process.stdout.write(String(files.operations()));
  await store.close();
  data.release();
}
