import './src/node-guard.ts';
import { defineConfig } from 'vitest/config';
import { processTests, settings } from './test/setup/settings.ts';

/** `npm test`: everything that needs neither a browser nor cutri in a process of its own. A worker loads a module once for all its files: a third of the time. */
export default defineConfig({
  test: { ...settings, isolate: false, include: ['test/**/*.test.ts'], exclude: [...processTests, 'dist/**', 'node_modules/**'] },
});
