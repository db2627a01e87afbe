import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import type { Channel } from '../../src/messaging/channel.ts';
import type { WebEnv } from '../../src/web/http/context.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../fakes/voter-site.ts';

let site: VoterSite;
const start = async (options: VoterSiteOptions = {}) => {
  site = await startVoterSite(options);
};
afterEach(() => site.close());

const get = (path: string) => fetch(`${site.address}${path}`, { redirect: 'manual' });

describe('the numbers of the service', () => {
  it('tell requests apart by what was asked for, never by a path: that of a webhook may hold a secret', async () => {
    const channel = {
      name: 'post',
      receiver: { kind: 'webhook', path: '/hooks/secret', handle: async () => ({ status: 200 }) },
    } as unknown as Channel;
    const office = { path: '/office', app: new Hono<WebEnv>(), close: () => undefined };
    await start({ channels: [channel], console: office });
    const asked: Record<string, string[]> = {
      ...{ page: ['/', '/answers'], chat: ['/api/chat'], events: ['/api/chat/events'], file: ['/api/chat/files/a'] },
      ...{ asset: ['/manifest.webmanifest', '/sw.js', '/widget.js', '/assets/a/b'], image: ['/images/a'], push: ['/api/push'] },
      ...{
        health: ['/healthz', '/readyz'],
        metrics: ['/metrics'],
        console: ['/office', '/office/a'],
        'webhook-post': ['/hooks/secret'],
      },
      other: ['/official', '/images', '/nope'],
    };
    for (const path of Object.values(asked).flat()) await (await get(path)).text();
    const text = await (await get('/metrics')).text();
    for (const [route, paths] of Object.entries(asked)) {
      const served = [...text.matchAll(new RegExp(`^cutri_http_requests_total\\{route="${route}",.*\\} (\\d+)$`, 'gmu'))];
      expect([route, served.reduce((sum, [, count]) => sum + Number(count), 0)]).toEqual([route, paths.length]);
    }
    expect(text).not.toContain('secret');
  });

  it('have none of a console where there is none', async () => {
    await start();
    await get('/undefined/a');
    expect(await (await get('/metrics')).text()).not.toContain('route="console"');
  });
});
