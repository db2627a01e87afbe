import './src/node-guard.ts';
import { defineConfig } from 'vitest/config';
import { processTests, settings } from './test/setup/settings.ts';

/** What reads sources or documents from the disk says nothing of a mutant, and fails over the code it is planted in. */
const readingSources = [
  'test/*.test.ts',
  'test/architecture/**',
  'test/docs/**',
  'test/fuzz/**',
  'test/mutation/**',
  'test/regex/**',
];
const wanted = process.env.TEST_MUTATION_FILES?.split(',') ?? ['test/**/*.test.ts'];

/** `npm run test:mutation` runs these for each mutant; `test/mutation/run.ts` says which files. */
export default defineConfig({
  test: {
    ...settings,
    isolate: false,
    include: wanted,
    exclude: [...processTests, ...readingSources, 'dist/**', 'node_modules/**'],
  },
});
