import './src/node-guard.ts';
import { defineConfig } from 'vitest/config';

/** What takes minutes and a machine to itself: `npm run test:load`. */
export default defineConfig({
  test: {
    include: ['test/load/**/*.load.ts'],
    // A busy machine takes longer, and has the time.
    testTimeout: 1_200_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
