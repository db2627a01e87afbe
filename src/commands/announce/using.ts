import type { Work } from './announce.ts';

/** Opens what the commands work with, or lets the running service do it, and is told the exit code. */
export type UsingDesk = (run: (work: Work) => Promise<number>) => Promise<void>;

/** @throws what commander shows as a mistake in the command line */
export type ReadNumber = (typed: string) => number;
