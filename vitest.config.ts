import './src/node-guard.ts';
import { defineConfig } from 'vitest/config';
import { processTests, settings } from './test/setup/settings.ts';

/** `npm test`: everything that needs neither a browser nor cutri in a process of its own. */
export default defineConfig({
  test: { ...settings, include: ['test/**/*.test.ts'], exclude: [...processTests, 'dist/**', 'node_modules/**'] },
});
