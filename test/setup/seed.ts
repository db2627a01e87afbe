/** Seed of every property test: the same in each run unless `TEST_SEED` names another whole number. Throws where it is none. */
export function propertySeed(): number {
  const given = process.env.TEST_SEED ?? '20260315';
  const seed = Number(given);
  if (!/^\d{1,9}$/u.test(given)) throw new Error(`TEST_SEED must be a whole number of at most nine digits, not "${given}".`);
  return seed;
}
