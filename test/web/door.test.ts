import { afterEach, describe, expect, it } from 'vitest';
import { type Door, openDoor, usualPatience } from '../../src/web/door.ts';

let door: Door | undefined;
afterEach(() => door?.close(0));

describe('the door of the service', () => {
  it('G-3: is held before anything can be answered: whoever comes meanwhile is told to come back', async () => {
    door = await openDoor({ host: '127.0.0.1', port: 0 });
    const early = await fetch(`${door.address}/readyz`);
    expect([early.status, await early.text()]).toEqual([503, 'starting\n']);
    expect(Object.fromEntries(early.headers)).toMatchObject({
      ...{ 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1', 'cache-control': 'no-store' },
    });
    door.serve(() => new Response('here'));
    const later = await fetch(`${door.address}/readyz`);
    expect([later.status, await later.text()]).toEqual([200, 'here']);
  });

  it('G-3: is refused where another holds it', async () => {
    door = await openDoor({ host: '127.0.0.1', port: 0 });
    const { port } = new URL(door.address);
    await expect(openDoor({ host: '127.0.0.1', port: Number(port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('A-7: is kept open by no client that drips: ten seconds for a request, five for its headers, unless asked otherwise', () => {
    expect(usualPatience.headersMs).toBeLessThanOrEqual(5_000);
    expect(usualPatience.requestMs).toBeLessThanOrEqual(10_000);
    expect(usualPatience.checkEveryMs).toBeLessThanOrEqual(1_000);
  });
});
