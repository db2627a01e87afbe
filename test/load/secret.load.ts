import { describe, expect, it } from 'vitest';
import { sameSecret } from '../../src/channels/secret.ts';

const secret = 'k'.repeat(64);
const firstWrong = `x${secret.slice(1)}`;
const lastWrong = `${secret.slice(0, -1)}x`;

/** What a careless comparison looks like: it must be found out by the same measurement. */
function carelessly(given: string, wanted: string): boolean {
  if (given.length !== wanted.length) return false;
  for (let index = 0; index < given.length; index += 1) if (given[index] !== wanted[index]) return false;
  return true;
}

/** How much longer it takes when the last letter is wrong: the median over many rounds, in turns, of sums of calls. */
function difference(same: (given: string, wanted: string) => boolean): number {
  const perRound = 200;
  const time = (given: string) => {
    const startedAt = process.hrtime.bigint();
    for (let call = 0; call < perRound; call += 1) same(given, secret);
    return Number(process.hrtime.bigint() - startedAt);
  };
  for (let warm = 0; warm < 50; warm += 1) for (const given of [firstWrong, lastWrong]) time(given);
  const ratios = Array.from({ length: 1_000 }, () => {
    const [first, last] = [time(firstWrong), time(lastWrong)];
    return last / first;
  });
  return ratios.sort((a, b) => a - b)[ratios.length / 2]!;
}

describe('comparing a secret', () => {
  it('F-5: takes as long whichever letter is wrong, measured in a way that finds a careless comparison', () => {
    const [ours, careless] = [difference(sameSecret), difference(carelessly)];
    console.log(
      `F-5: wrong at the end takes ${ours.toFixed(3)} times as long; a careless comparison ${careless.toFixed(1)} times`,
    );
    expect(Math.abs(ours - 1)).toBeLessThan(0.02);
    expect(careless).toBeGreaterThan(10);
  });
});
