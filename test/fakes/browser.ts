import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where a Chromium is, or `undefined` after one line that says how to get one. Throws when `REQUIRE_BROWSER=1`. */
export function findBrowser(): string | undefined {
  const found = candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
  if (found) return found;
  const how =
    'no Chromium found: apt-get install -y --no-install-recommends chromium-headless-shell fonts-dejavu-core, or set CHROMIUM_PATH';
  if (process.env.REQUIRE_BROWSER === '1') throw new Error(how);
  console.warn(`Browser tests are skipped: ${how}`);
  return undefined;
}

export function launch(executablePath: string): Promise<Browser> {
  // Without a user namespace (as root, in most containers) Chromium's own sandbox cannot start; it only opens our own page.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
