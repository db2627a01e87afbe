import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/web/metrics.ts';
import { startVoterSite, type VoterSite, type VoterSiteOptions } from '../fakes/voter-site.ts';

let site: VoterSite;
const start = async (options: VoterSiteOptions = {}) => {
  site = await startVoterSite(options);
};
afterEach(() => site.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${site.address}${path}`, { headers });

describe('what machines ask', () => {
  it('/healthz says the process lives', async () => {
    await start({ build: '0.1.0+abc1234' });
    const response = await get('/healthz');
    expect([response.status, await response.json(), response.headers.get('cache-control')]).toEqual([
      200,
      { status: 'alive', build: '0.1.0+abc1234' },
      'no-store',
    ]);
  });

  it('/.well-known/security.txt names whom to tell, where somebody is named', async () => {
    await start({ securityContact: 'mailto:security@example.vn', now: () => new Date('2026-03-01T00:00:00Z') });
    expect(await (await get('/.well-known/security.txt')).text()).toBe(
      'Contact: mailto:security@example.vn\nExpires: 2026-08-28T00:00:00.000Z\nPreferred-Languages: vi, en\n',
    );
  });

  it('/.well-known/security.txt is not there where nobody is named', async () => {
    await start();
    expect((await get('/.well-known/security.txt')).status).toBe(404);
  });

  it('/readyz lists every channel, and a failing one does not make the service unready', async () => {
    const channels = [
      { channel: 'web', state: 'on' as const },
      { channel: 'telegram', state: 'unreachable' as const, note: 'the last 3 attempts got no usable answer' },
      { channel: 'zalo-oa', state: 'needs-authorisation' as const },
      { channel: 'zalo-bot', state: 'off' as const },
    ];
    await start({ status: () => channels });
    const response = await get('/readyz');
    expect([response.status, await response.json()]).toEqual([200, { ready: true, store: { state: 'on' }, channels }]);
  });

  it('/readyz names a used-up quota as what it is: neither out of reach nor a matter of credentials', async () => {
    const channels = [{ channel: 'zalo-bot', state: 'quota-exhausted' as const, note: 'its quota is used up' }];
    await start({ status: () => channels });
    expect(await (await get('/readyz')).json()).toMatchObject({ ready: true, channels });
  });

  it('/readyz says that the store is out of reach, since when, and sends visitors elsewhere', async () => {
    const since = '2026-03-11T01:00:00.000Z';
    const metrics = createMetrics();
    metrics.watchStore(() => false);
    await start({ store: () => ({ state: 'unreachable', since }), metrics });
    const response = await get('/readyz');
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { ready: false, store: { state: 'unreachable', since } },
    ]);
    expect((await (await get('/metrics')).text()).split('\n')).toContain('cutri_store_up 0');
  });

  it('the metrics say that the audit log is broken', async () => {
    const metrics = createMetrics();
    let broken = false;
    metrics.watchAuditLog(() => broken);
    await start({ metrics });
    const lines = async () => (await (await get('/metrics')).text()).split('\n');
    expect(await lines()).toContain('cutri_audit_log_broken 0');
    broken = true;
    expect(await lines()).toContain('cutri_audit_log_broken 1');
  });

  it('E-12: /readyz says that the clock jumped', async () => {
    await start({ clockJump: () => ({ byMs: 25_200_000, agoMs: 9_000 }) });
    expect(await (await get('/readyz')).json()).toMatchObject({ clock: { jumpedBySeconds: 25_200, secondsAgo: 9 } });
  });

  it('/metrics counts messages, answers, sends, errors, queues and requests in the Prometheus format', async () => {
    const metrics = createMetrics();
    metrics.received('telegram', 'duplicate');
    metrics.answered('telegram', 'answer', 12);
    metrics.sent('zalo-oa', 'outside-window', 300);
    metrics.platformError('telegram', 'polling');
    let waiting = 3;
    metrics.watchQueue('inbox', () => waiting);
    metrics.watchKept('flood-chats', () => 2);
    await start({ metrics });
    waiting = 4;
    await get('/healthz');
    const response = await get('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await response.text();
    for (const line of [
      'cutri_messages_received_total{channel="telegram",outcome="duplicate"} 1',
      'cutri_answers_total{channel="telegram",kind="answer"} 1',
      'cutri_answer_seconds_bucket{le="0.025",channel="telegram"} 1',
      'cutri_sends_total{channel="zalo-oa",outcome="outside-window"} 1',
      'cutri_send_seconds_count{channel="zalo-oa"} 1',
      'cutri_platform_errors_total{channel="telegram",kind="polling"} 1',
      'cutri_queue_depth{queue="inbox"} 4',
      'cutri_kept_entries{what="flood-chats"} 2',
      'cutri_http_requests_total{route="health",status="200"} 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
    '/metrics are not for those a proxy forwards for (%s)',
    async (header) => {
      await start();
      expect((await get('/metrics', { [header]: '203.0.113.5' })).status).toBe(404);
    },
  );

  it.each([
    ['Bearer right-token', 200],
    ['Bearer wrong-token', 404],
    ['Bearer right-toke', 404],
    ['right-token', 404],
    ['', 404],
  ])('with a token set, /metrics asks for it: "%s" → %i', async (authorization, status) => {
    await start({ metricsToken: 'right-token' });
    expect((await get('/metrics', authorization ? { authorization } : {})).status).toBe(status);
  });
});
