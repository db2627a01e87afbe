import { check, type Parameters } from 'recheck';
import type { RegexLiteral } from './literals.ts';
import type { Verdict } from './verdicts.ts';

/**
 * Nothing in the search for an attack is limited by the clock, and its random numbers start alike each time.
 * Only an expression that is not decided in a minute is given up, as unknown.
 */
const thorough: Parameters = {
  randomSeed: 0,
  timeout: 60_000,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  attackLimit: 20_000_000,
};

/** What recheck says of an expression: seconds to minutes. */
export async function checked({ pattern, flags }: Pick<RegexLiteral, 'pattern' | 'flags'>): Promise<Verdict> {
  const found = await check(withoutDoubleNames(pattern), flags, thorough);
  if (found.status !== 'vulnerable') return found.status;
  const pumps = found.attack.pumps.map(({ prefix, pump }) => ({ prefix, pump }));
  return { vulnerable: found.complexity.summary, attack: { pumps, suffix: found.attack.suffix } };
}

/** recheck does not know yet that two alternatives may name a group alike. A name alone changes nothing. */
function withoutDoubleNames(pattern: string): string {
  const names = [...pattern.matchAll(/\(\?<(\w+)>/gu)].map(([, name]) => name);
  return pattern.replace(/\(\?<(\w+)>/gu, (group, name) => (names.filter((other) => other === name).length > 1 ? '(' : group));
}
