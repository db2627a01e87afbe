/** Runs the Telegram channel through every fault with debug logs on, for `telegram-canary.test.ts` to read what was written. */
import { inspect } from 'node:util';
import { createLogger } from '../../../src/logger.ts';
import { blockPage, type Fault } from '../../fakes/fault-proxy.ts';
import { openTelegram, telegramWebhook } from '../../fakes/telegram-channel.ts';
import { startEmulator } from '../../fakes/telegram-emulator.ts';

const logger = createLogger('debug');
const emulator = await startEmulator();
const said = (code: number, description: string): Fault => ({
  kind: 'answer',
  status: code,
  body: JSON.stringify({ ok: false, error_code: code, description, parameters: { retry_after: 1 } }),
});

/** Some of them say back what they were sent, as real gateways do. */
const faults = (token: string): Fault[] => [
  said(400, `Bad Request: /bot${token}/sendMessage`),
  said(401, `Unauthorized: ${token}`),
  said(403, 'Forbidden: bot was blocked by the user'),
  said(404, `Not Found: /bot${token}/getMe`),
  said(409, 'Conflict: terminated by other getUpdates request'),
  said(429, 'Too Many Requests: retry after 1'),
  said(500, token),
  said(502, token),
  { kind: 'cut', when: 'before' },
  { kind: 'cut', when: 'during' },
  { kind: 'cut', when: 'after' },
  { kind: 'silence' },
  { kind: 'drip' },
  { kind: 'redirect', to: `http://127.0.0.1:1/bot${token}/x` },
  { kind: 'huge' },
  { kind: 'bomb' },
  blockPage,
  { kind: 'answer', status: 404, body: `<html>/bot${token}/getMe not found</html>`, headers: { 'content-type': 'text/html' } },
  { kind: 'answer', status: 200, body: `not JSON: ${token}` },
  { kind: 'answer', status: 200, body: '{"ok":true,"result":{"url":"x","last_error_message":"401"}}' },
];

for (const receiving of [{ kind: 'polling' } as const, telegramWebhook()]) {
  const opened = await openTelegram(emulator, { receiving, deadlineMs: 100, pollMs: 0 }, (event) =>
    logger.debug(event, event.kind),
  );
  const { channel, desk, proxy, clock, token } = opened;
  desk.voter(475869);
  const results: unknown[] = [];
  for (const fault of faults(token)) {
    for (const act of [
      () => channel.send('telegram:475869', { text: 'CANARY-text', choices: [{ label: 'CANARY-text', value: 'CANARY-text' }] }),
      () =>
        channel.send('telegram:475869', {
          text: 'CANARY-text',
          file: { name: 'x.ics', mediaType: 'text/calendar', body: 'CANARY-text' },
        }),
      () => channel.edit('telegram:475869', '1', { text: 'CANARY-text' }),
      () => channel.setup.check(),
      () => channel.setup.setWebhook(),
      () => channel.setup.deleteWebhook(),
    ]) {
      proxy.order(fault, { times: 2 });
      results.push(await act());
      proxy.clear();
      await clock.advance(3_600_000);
    }
    const stop = new AbortController();
    const tries = opened.slept.length + 3;
    proxy.order(fault, { times: 3 });
    const background = [channel.watch(stop.signal)];
    const { receiver } = channel;
    if (receiver.kind === 'polling') background.push(receiver.run(() => Promise.reject(new Error('full')), stop.signal));
    else results.push(await receiver.handle({ headers: {}, rawBody: 'CANARY-text' }, async () => undefined));
    // Long enough for each of the faults to have happened to one of them; nobody sleeps between tries here.
    for (let turn = 0; turn < 100 && opened.slept.length < tries; turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    await Promise.all(background);
    proxy.clear();
  }
  logger.info({ results }, 'what was returned');
  logger.info({ channel: inspect(channel, { depth: 10, showHidden: true }) }, 'what the channel shows of itself');
  await opened.close();
}
await emulator.stop();
process.stdout.write('done\n');
