import { openDataFolder } from '../../src/stores/embedded/data-folder.ts';
import { openEmbeddedStore } from '../../src/stores/embedded/store.ts';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import { createMortalFiles } from '../crash/dying.ts';

/** A process that cleans up old announcements: in a folder it dies at the n-th operation on the disk after it was opened. */
const [where = '', at = '', times = '0'] = process.argv.slice(2);
const now = () => new Date(at);
const announcementsKeptDays = 365;

if (where.startsWith('postgres')) {
  const store = await openPostgresStore({ url: where, now, home: 'b', homeChannels: new Set<string>() });
  await store.rows.total('a');
  await store.close();
} else {
  const plan = { at: 'half a write' as const, times: 0 };
  const files = createMortalFiles(plan);
  const data = await openDataFolder(where);
  const store = await openEmbeddedStore({ data, now, files, announcementsKeptDays });
  plan.times = files.operations() + Number(times);
  await store.tidy();
  process.stdout.write(String(files.operations()));
  await store.close();
  data.release();
}
