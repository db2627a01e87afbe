import { describe, expect, it } from 'vitest';
import { secretWebhook } from '../../src/channels/secret-webhook.ts';
import { createTestClock } from '../fakes/clock.ts';

const secret = 'a-secret-of-thirty-two-letters-ok';

function webhook(answer: 'taken' | 'unreadable' = 'taken') {
  const clock = createTestClock();
  const bodies: unknown[] = [];
  let refused = 0;
  const receiver = secretWebhook({
    ...{ path: '/webhooks/x', header: 'x-secret', secret, now: clock.now },
    refused: () => {
      refused += 1;
    },
    async take(body) {
      bodies.push(body);
      return answer;
    },
  });
  if (receiver.kind !== 'webhook') throw new Error('expected a webhook');
  const post = (headers: Record<string, string>, rawBody = '{"a":1}') =>
    receiver.handle({ headers, rawBody }, async () => undefined);
  return { clock, bodies, post, path: receiver.path, refusals: () => refused };
}

describe('a webhook with a secret', () => {
  it('hands on what comes with the secret, and says whether it was read', async () => {
    const { post, bodies, path, refusals } = webhook();
    expect([path, await post({ 'x-secret': secret })]).toEqual(['/webhooks/x', { status: 200 }]);
    expect(await webhook('unreadable').post({ 'x-secret': secret })).toEqual({ status: 400 });
    expect([bodies, refusals()]).toEqual([[{ a: 1 }], 0]);
  });

  it.each<[string, Record<string, string>]>([
    ['without it', {}],
    ['with an empty one', { 'x-secret': '' }],
    ['with the beginning of it', { 'x-secret': secret.slice(0, -1) }],
    ['with more behind it', { 'x-secret': `${secret}x` }],
    ['with it in capitals', { 'x-secret': secret.toUpperCase() }],
    ['with it in another header', { 'x-other': secret }],
  ])('looks at nothing that comes %s', async (_, headers) => {
    const { post, bodies, refusals } = webhook();
    expect(await post(headers)).toEqual({ status: 401 });
    expect([bodies, refusals()]).toEqual([[], 1]);
  });

  it('hands on a body that is no JSON as nothing', async () => {
    const { post, bodies } = webhook();
    await post({ 'x-secret': secret }, '{');
    expect(bodies).toEqual([undefined]);
  });

  it('tells of others who post every ten seconds at most, to the millisecond', async () => {
    const { post, clock, refusals } = webhook();
    await post({});
    clock.pass(9_999);
    await post({});
    expect(refusals()).toBe(1);
    clock.pass(1);
    await post({});
    expect(refusals()).toBe(2);
  });
});
