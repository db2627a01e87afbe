import { expect, it } from 'vitest';
import { createProgressBar } from '../../src/commands/progress-bar.ts';

function drawn(interactive: boolean, total: number): string {
  const written: string[] = [];
  const bar = createProgressBar('Indexing', { err: (text) => void written.push(text), interactive }, 100);
  for (let done = 0; done <= total; done += 50) bar.show(done, total);
  bar.stop();
  return written.join('');
}

it('a person watching sees how far it is', () => {
  expect(drawn(true, 400)).toMatch(/Indexing .*0\/400/);
});

it.each([
  ['nobody is watching', false, 400],
  ['there is little to do', true, 50],
])('nothing is drawn where %s', (_, interactive, total) => {
  expect(drawn(interactive, total)).toBe('');
});
