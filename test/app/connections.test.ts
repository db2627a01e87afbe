import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openOffice } from '../../src/app/announcing.ts';
import { openConnections } from '../../src/app/connections.ts';
import { parseConfig } from '../../src/config.ts';
import type { Logger } from '../../src/logger.ts';
import { createAnnouncementsMemory } from '../fakes/announcements-memory.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

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
    readImage: async () => undefined,
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

describe('the template for who has been silent for too long', () => {
  const silent = Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [level, () => undefined]),
  ) as unknown as Logger;
  const account = {
    CUTRI_ZALO_OA_APP_ID: '1000000000000000001',
    CUTRI_ZALO_OA_APP_SECRET: 'app-secret',
    CUTRI_ZALO_OA_WEBHOOK_SECRET: 'oa-secret',
    CUTRI_ISSUER: 'Ủy ban bầu cử tỉnh',
    CUTRI_APPROVAL_KEY: 'k'.repeat(32),
  };
  const template = {
    CUTRI_PUBLIC_URL: 'https://cutri.example.vn',
    CUTRI_ZALO_OA_TEMPLATE_ID: '412345',
    CUTRI_ZALO_OA_TEMPLATE_PARAMETERS: 'so=number:10,lien_ket=link:200',
    CUTRI_ZALO_OA_TEMPLATE_PRICE: '120',
  };

  /** Whether one can be sent, and what announcements know of it. */
  async function opened(settings: Record<string, string>) {
    const now = () => new Date('2026-03-01T08:00:00.000Z');
    const config = parseConfig({ ...account, ...settings, CUTRI_DATA: temporaryFolder() });
    const { on } = await openConnections({
      ...{ config, now, schedule: () => () => undefined, logger: silent, writer: 'operator' },
      readImage: async () => undefined,
      metrics: { platformError: () => undefined },
      observed: () => undefined,
    });
    const store = { ...createAnnouncementsMemory(now), age: { epoch: async () => 1 } };
    const channels = on.map(({ channel }) => channel);
    const office = openOffice({ config, store: store as never, channels, facts: () => [], logger: silent, now });
    const found = { sends: on[0]!.template !== undefined, template: office?.core.channels[0]?.template };
    await on[0]!.close();
    return found;
  }

  it('is off without its settings', async () => {
    expect(await opened({})).toEqual({ sends: false, template: undefined });
  });

  it('is what they say', async () => {
    expect(await opened(template)).toEqual({
      sends: true,
      template: {
        id: '412345',
        parameters: [
          { name: 'so', field: 'number', most: 10 },
          { name: 'lien_ket', field: 'link', most: 200 },
        ],
        priceVnd: 120,
        page: 'https://cutri.example.vn',
      },
    });
  });
});
