import { expect, it } from 'vitest';
import { leading } from '../../../src/answering/verdict/leading.ts';
import { randomFrom } from '../../fakes/random.ts';

it('the places worth most, best first, are those that sorting everything gives, also among equals', () => {
  const random = randomFrom(1);
  for (let round = 0; round < 200; round++) {
    const worths = Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 12));
    const sorted = [...worths.keys()].sort((a, b) => worths[b]! - worths[a]!);
    expect(leading(worths.length, (place) => worths[place]!, 5)).toEqual(sorted.slice(0, 5));
  }
});

it('what is worth -Infinity is left out, however few there are', () => {
  expect(leading(4, (place) => (place % 2 === 0 ? -Infinity : place), 3)).toEqual([3, 1]);
});
