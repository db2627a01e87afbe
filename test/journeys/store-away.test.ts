import { afterEach, describe, expect, it } from 'vitest';
import { sharedPostgres } from '../fakes/postgres.ts';
import { startServiceProcess } from '../fakes/service-process.ts';
import { startDatabaseProxy } from '../fakes/silent-proxy.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const server = await sharedPostgres();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe.skipIf(!server)('the service on a database that goes silent', () => {
  it('G-1: says so where it is asked and in the log, answers again by itself, and ends when told to although nothing answers', async () => {
    const proxy = await startDatabaseProxy(await server!.createDatabase());
    closing.push(proxy.close);
    const service = startServiceProcess({ CUTRI_DATA: temporaryFolder(), DATABASE_URL: proxy.url });
    const [, address] = await service.prints(/web page at (http:\/\/[^\s;]+)/);
    const ready = async () => {
      const response = await fetch(`${address}/readyz`);
      return [response.status, ((await response.json()) as { store: { state: string } }).store.state];
    };
    const ask = async () =>
      (
        await fetch(`${address}/api/chat`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ text: 'ngay bau cu la ngay nao' }),
        })
      ).status;
    expect([await ready(), await ask()]).toEqual([[200, 'on'], 200]);

    proxy.holeEverything();
    expect(await ask()).toBe(503);
    expect(await ready()).toEqual([503, 'unreachable']);
    expect(await (await fetch(`${address}/metrics`)).text()).toContain('cutri_store_up 0');

    proxy.heal();
    await expect.poll(ready, { timeout: 30_000 }).toEqual([200, 'on']);
    expect(await ask()).toBe(200);

    proxy.holeEverything();
    await expect.poll(ready, { timeout: 30_000 }).toEqual([503, 'unreachable']);
    service.child.kill('SIGTERM');
    const { err } = await service.exit;
    const said = err.split('\n').flatMap((line) => /"msg":"([^"]+)/u.exec(line)?.[1] ?? []);
    // On a slow machine the database may be found silent more often: it is said each time, in turns.
    const ofDatabase = said.filter((line) => line.startsWith('the database '));
    expect(ofDatabase.length).toBeGreaterThanOrEqual(3);
    expect(ofDatabase.length % 2).toBe(1);
    for (const [i, line] of ofDatabase.entries()) expect(line).toMatch(i % 2 === 0 ? /does not answer/u : /answers again/u);
  }, 120_000);
});
