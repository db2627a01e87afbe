import { createECDH, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServiceProcess } from '../fakes/service-process.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

/** What a browser says that agreed; nothing is sent to it here. */
const browser = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/an',
  keys: { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
};

it('G-19: the service makes its keys, takes the browser of a subscriber, and lets go of it at /huy and /xoa', async () => {
  const data = temporaryFolder();
  const service = startServiceProcess({
    CUTRI_DATA: data,
    CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh',
    CUTRI_APPROVAL_KEY: 'k'.repeat(32),
    CUTRI_SECURITY_CONTACT: 'mailto:bau-cu@example.vn',
  });
  const [address] = await service.prints(/http:\/\/127\.0\.0\.1:\d+/u);
  let cookie = '';
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', cookie };
    const response = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  const kept = () => readFileSync(join(data, 'pushes.json'), 'utf8').includes(browser.endpoint);

  expect(await (await fetch(`${address}/api/push`)).json()).toMatchObject({ key: expect.stringMatching(/^[\w-]{87}$/u) });
  expect(statSync(join(data, 'push-keys.json')).mode & 0o777).toBe(0o600);
  await post('/api/chat', { text: 'Ngày bầu cử?' });
  expect((await post('/api/push', browser)).status).toBe(409);
  for (const leaves of ['/huy', '/xoa']) {
    await post('/api/chat', { text: '/dangky tất cả' });
    expect((await post('/api/push', browser)).status).toBe(204);
    expect(kept()).toBe(true);
    await post('/api/chat', { text: leaves });
    await expect.poll(kept).toBe(false);
  }
});
