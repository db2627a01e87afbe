import { expect, it } from 'vitest';
import { createComplaints } from '../../src/app/complaints.ts';

it('a failure that is met every second is said once in ten minutes, and at once when it is another one or the clock was set back', () => {
  let atMs = 1_000_000;
  const said: unknown[] = [];
  const complain = createComplaints(() => atMs);
  const meet = (text: string) => complain(new Error(text), (error) => said.push((error as Error).message));
  for (let i = 0; i < 599; i += 1) {
    meet('seal');
    atMs += 1_000;
  }
  meet('disk');
  expect(said).toEqual(['seal', 'disk']);
  atMs += 1_000;
  meet('seal');
  atMs -= 3_600_000;
  meet('seal');
  expect(said).toEqual(['seal', 'disk', 'seal', 'seal']);
});
