import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { SharedServer } from '../setup/every-run.ts';
import { createDatabase } from './postgres-server.ts';

export interface SharedPostgres {
  /** A new database with our tables in it; `empty`: with nothing in it. */
  createDatabase(kind?: 'empty'): Promise<string>;
}

/** The server all test files share, started when the first one asks. `undefined`, with a line that says so, where there is none. */
export async function sharedPostgres(): Promise<SharedPostgres | undefined> {
  const shared = await knock(inject('postgresDoor'));
  if (!shared) return undefined;
  return { createDatabase: (kind) => createDatabase(shared.url, kind === 'empty' ? undefined : shared.template) };
}

function knock(door: string): Promise<SharedServer | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath: door, path: '/' }, (response) => {
      text(response).then((said) => {
        if (response.statusCode === 200) resolve((JSON.parse(said) as SharedServer | null) ?? undefined);
        else reject(new Error(`no test database: ${said}`));
      }, reject);
    })
      .on('error', reject)
      .end();
  });
}
