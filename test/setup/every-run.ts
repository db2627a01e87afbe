/** Runs once before all test files: says the seed, and keeps one PostgreSQL server for the files that ask for one. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openPostgresStore } from '../../src/stores/postgres/store.ts';
import { createDatabase, dropDatabases, startPostgresServer, type TestPostgres } from '../fakes/postgres-server.ts';
import { propertySeed } from './seed.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of a socket: one GET starts the server if nobody did, and answers its addresses (`SharedServer`) or `null` where there is none. */
    postgresDoor: string;
  }
}

/** Addresses of the shared server and of the database to copy. */
export interface SharedServer {
  url: string;
  template: string;
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  console.log(`Property tests: seed ${propertySeed()} (another one: TEST_SEED=1 npm test)`);
  const folder = mkdtempSync(join(tmpdir(), 'cutri-tests-'));
  const door = join(folder, 'postgres');
  let started: Promise<{ server: TestPostgres; shared: SharedServer } | undefined> | undefined;
  const listening = createServer((_, response) => {
    started ??= start();
    started.then(
      (running) => response.end(JSON.stringify(running?.shared ?? null)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(door);
  await once(listening, 'listening');
  project.provide('postgresDoor', door);
  return async () => {
    listening.close();
    listening.closeAllConnections();
    const running = await started?.catch(() => undefined);
    if (running && !running.server.restart) await dropDatabases(running.shared.url, running.shared.template);
    await running?.server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A server with a database that has all our tables and nothing in them. */
async function start(): Promise<{ server: TestPostgres; shared: SharedServer } | undefined> {
  const server = await startPostgresServer();
  if (!server) return undefined;
  const template = await createDatabase(server.url);
  const store = await openPostgresStore({
    ...{ url: template, now: () => new Date(), home: 'template', homeChannels: new Set<string>() },
  });
  await store.close();
  return { server, shared: { url: server.url, template: new URL(template).pathname.slice(1) } };
}
