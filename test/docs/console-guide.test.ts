import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { consoleWords } from '../../src/console/views/words.ts';

const folder = join(import.meta.dirname, '../../docs/how-to');
const page = readFileSync(join(folder, 'use-the-console.md'), 'utf8');
const pictures = join(folder, 'images/console');

it('the guide to the console shows every picture there is, each small and described', () => {
  const shown = [...page.matchAll(/!\[([^\]]+)\]\(images\/console\/([\w-]+\.png)\)/gu)];
  expect(shown.map(([, , name = '']) => name).sort()).toEqual(readdirSync(pictures).sort());
  for (const [, description, name] of shown) {
    expect(description?.length).toBeGreaterThan(5);
    expect(statSync(join(pictures, name!)).size).toBeLessThanOrEqual(60 * 1024);
  }
});

it('the guide to the console names pages as the console does', () => {
  const { questions, numbers, sessions, people, log, settings, home, delegations } = consoleWords;
  for (const name of [questions, numbers, sessions, people, log, settings, home, delegations]) expect(page).toContain(name);
});
