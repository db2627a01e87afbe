/** The emulator of the Bot API in a process of its own: a webhook that answers anything but 2xx ends it. `node telegram-emulator-process.ts <port>`. */
import { createRequire } from 'node:module';
import type { TelegramServer as Emulator } from 'telegram-test-api/lib/telegramServer.js';

const { TelegramServer } = createRequire(import.meta.url)('telegram-test-api/lib/telegramServer.js') as {
  TelegramServer: typeof Emulator;
};

await new TelegramServer({ host: '127.0.0.1', port: Number(process.argv[2]), storeTimeout: 3_600 }).start();
process.stdout.write('ready\n');
// Ends with the test run, even one that was killed.
process.stdin.resume().on('end', () => process.exit(0));
