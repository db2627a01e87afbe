/** Seed of every property test: the same in each run unless `TEST_SEED` names another whole number. Throws where it is none. */
export function propertySeed(): number {
  const given = process.env.TEST_SEED ?? '20260315';
  const seed = Number(given);
  if (!/^\d{1,9}$/u.test(given)) throw new Error(`TEST_SEED must be a whole number of at most nine digits, not "${given}".`);
  return seed;
}

/** Whether every case is tried where a sample does for each run: after `npm run test:crash`. */
export const everyCase = process.env.TEST_EVERY_CASE === '1';

/** So many of the whole numbers below `count`, spread over all of them and the others with another seed; all of them where every case is tried. */
export function sampleOf(count: number, most: number): number[] {
  // Odd: an even one would see every other bit of a byte only.
  const step = everyCase ? 1 : Math.floor(count / most) | 1;
  const start = propertySeed() % step;
  return Array.from({ length: Math.ceil((count - start) / step) }, (_, i) => start + i * step);
}
