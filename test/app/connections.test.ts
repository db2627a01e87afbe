import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openConnections } from '../../src/app/connections.ts';
import { parseConfig } from '../../src/config.ts';
import type { Logger } from '../../src/logger.ts';

/** The commands that Telegram is told to show. */
async function commandsShown(settings: Record<string, string>): Promise<string[]> {
  let told: (commands: string[]) => void = () => undefined;
  const commands = new Promise<string[]>((resolve) => {
    told = resolve;
  });
  const platform = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      if (request.url?.endsWith('/setMyCommands'))
        told((JSON.parse(body) as { commands: { command: string }[] }).commands.map(({ command }) => command));
      response.setHeader('content-type', 'application/json').end('{"ok":true,"result":true}');
    });
  });
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  const silent = Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [level, () => undefined]),
  ) as unknown as Logger;
  const { on } = await openConnections({
    config: parseConfig({
      CUTRI_TELEGRAM_TOKEN: '1:token',
      CUTRI_TELEGRAM_API_ROOT: `http://127.0.0.1:${(platform.address() as AddressInfo).port}`,
      ...settings,
    }),
    now: () => new Date(),
    schedule: () => () => undefined,
    logger: silent,
    metrics: { platformError: () => undefined },
    observed: () => undefined,
    writer: 'service',
  });
  const stop = new AbortController();
  const watching = on[0]!.watch(stop.signal);
  const shown = await commands;
  stop.abort();
  await watching;
  await on[0]!.close();
  platform.close();
  return shown;
}

it('Telegram shows the commands of announcements only where announcements can be sent', async () => {
  const ofAnnouncements = ['dangky', 'huy', 'kiemtra'];
  const without = await commandsShown({});
  expect(without.length).toBeGreaterThan(0);
  for (const command of ofAnnouncements) expect(without).not.toContain(command);
  const announcing = { CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh', CUTRI_APPROVAL_KEY: 'k'.repeat(32) };
  expect(await commandsShown(announcing)).toEqual(expect.arrayContaining(ofAnnouncements));
});
