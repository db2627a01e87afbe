import { existsSync } from 'node:fs';
import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Examined } from '../commands/doctor.ts';
import { type Config, settingsFile } from '../config.ts';
import { openDatabase } from '../stores/postgres/database.ts';
import { readKnowledge } from './knowledge.ts';
import { startFailure } from './start-failure.ts';

const answerMs = 4_000;
const oldestBackupMs = 26 * 3_600_000;
const leastFree = 0.1;
/** The program is younger than this: a clock before it is wrong. */
const earliest = Date.parse('2025-11-01T00:00:00Z');

/** What `cutri doctor` asks. */
export const createDoctor = (load: () => Config, envFile: () => string | undefined) => ({
  look: ({ backups }: { backups?: string }) => examine(load, { backups, envFile: envFile(), now: () => new Date() }),
  alive: () => lookAlive(load()),
});

/** Everything the service needs, looked at without changing anything; nothing rejects. */
async function examine(
  load: () => Config,
  { backups, envFile, now }: { backups?: string | undefined; envFile?: string | undefined; now: () => Date },
): Promise<Examined[]> {
  const good = (text: string) => ({ state: 'good' as const, text });
  const warn = (text: string) => ({ state: 'warn' as const, text });
  const bad = (text: string) => ({ state: 'bad' as const, text });
  const findings: Examined[] = [{ what: 'node', ...good(process.versions.node) }];
  const look = async (what: string, run: () => Promise<Omit<Examined, 'what'>>): Promise<void> => {
    findings.push({ what, ...(await run().catch((error: unknown) => bad(startFailure(error) ?? String(error)))) });
  };

  let config: Config;
  try {
    config = load();
  } catch (error) {
    return [...findings, { what: 'settings', ...bad(startFailure(error) ?? String(error)) }];
  }
  findings.push({ what: 'settings', ...good(settingsFile(envFile) ?? 'from the environment alone') });
  const at = now();
  findings.push({
    what: 'clock',
    ...(at.getTime() < earliest ? bad(`${at.toISOString()}: set the clock`) : good(at.toISOString())),
  });

  const { CUTRI_DATA: folder, DATABASE_URL: url } = config;
  await look('data folder', async () => {
    if (!existsSync(folder)) return warn(`${folder} is not there yet: npm start makes it`);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const name of await readdir(folder)) {
      if (!name.endsWith('.sock')) await access(join(folder, name), constants.R_OK | constants.W_OK);
    }
    return good(folder);
  });
  await look('disk', async () => {
    const { bavail, blocks } = await statfs(existsSync(folder) ? folder : '.');
    const free = `${Math.round((bavail / blocks) * 100)} % free`;
    return bavail / blocks < leastFree ? warn(`${free}: make room`) : good(free);
  });
  await look('store', async () => {
    if (url === undefined)
      return existsSync(join(folder, 'contents.json')) ? good('embedded') : warn('embedded, nothing kept yet');
    const database = await openDatabase({ url });
    await database.close();
    return good('PostgreSQL answers');
  });
  await look('knowledge pack', async () => {
    const { documents, facts } = await readKnowledge(config.CUTRI_KNOWLEDGE);
    return good(`${documents.length} documents, ${facts.length} facts`);
  });
  const channels = [
    ['telegram', config.CUTRI_TELEGRAM_TOKEN],
    ['zalo-oa', config.CUTRI_ZALO_OA_APP_ID],
    ['zalo-bot', config.CUTRI_ZALO_BOT_TOKEN],
  ] as const;
  const on = channels.filter(([, setting]) => setting !== undefined).map(([name]) => name);
  findings.push({ what: 'channels', ...good(`${['web', ...on].join(', ')}; cutri channels check asks the platforms`) });
  if (backups !== undefined)
    await look('backups', async () => {
      const ages = await Promise.all((await readdir(backups)).map(async (name) => (await stat(join(backups, name))).mtimeMs));
      if (ages.length === 0) return bad(`${backups} holds none`);
      const hours = Math.round((at.getTime() - Math.max(...ages)) / 3_600_000);
      return at.getTime() - Math.max(...ages) > oldestBackupMs
        ? bad(`the newest is ${hours} hours old`)
        : good(`${hours} hours old`);
    });
  return findings;
}

/** Asks the service for its health at its own address. */
async function lookAlive({ CUTRI_HOST: host, CUTRI_PORT: port }: Config): Promise<Examined> {
  const here = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const response = await fetch(`http://${here.includes(':') ? `[${here}]` : here}:${port}/healthz`, {
      signal: AbortSignal.timeout(answerMs),
    });
    return { what: 'service', state: response.ok ? 'good' : 'bad', text: await response.text() };
  } catch {
    return { what: 'service', state: 'bad', text: `nobody answers on port ${port} of ${here} within ${answerMs / 1_000} s` };
  }
}
