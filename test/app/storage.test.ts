import { expect, it } from 'vitest';
import { homeChannelsOf } from '../../src/app/platforms.ts';
import { parseConfig } from '../../src/config.ts';

it('what one process receives alone is answered by that process, which remembers the conversation', () => {
  expect([...homeChannelsOf(parseConfig({}))].sort()).toEqual(['telegram', 'web', 'zalo-bot']);
  const posted = parseConfig({
    CUTRI_PUBLIC_URL: 'https://cutri.example.vn',
    CUTRI_TELEGRAM_TOKEN: '1:token',
    CUTRI_TELEGRAM_WEBHOOK_SECRET: 'a-webhook-secret-of-32-characters',
    CUTRI_ZALO_BOT_TOKEN: '1:token',
    CUTRI_ZALO_BOT_WEBHOOK_SECRET: 'a-webhook-secret-of-32-characters'.slice(0, 20),
  });
  expect([...homeChannelsOf(posted)]).toEqual(['web']);
});
