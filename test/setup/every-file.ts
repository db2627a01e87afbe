/** Runs before each test file: what no test may take from the machine it runs on. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { propertySeed } from './seed.ts';

// The service of whoever runs the tests is no test database.
delete process.env.DATABASE_URL;

// A property is an expectation, and says in its failure with which seed and path it is seen again.
fc.configureGlobal({
  seed: propertySeed(),
  reporter: (run) => {
    if (run.failed) throw new Error(fc.defaultReportMessage(run), { cause: run.errorInstance });
    expect(run.failed).toBe(false);
  },
});
