import './src/node-guard.ts';
import { defineConfig } from 'vitest/config';

/** What takes a quarter of an hour, on a busy machine far more: `npm run test:load`. */
export default defineConfig({
  test: {
    include: ['test/load/**/*.load.ts'],
    // A busy machine takes longer, and has the time.
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
