import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readCommand } from '../../src/conversations/slash-commands.ts';

const page = readFileSync(new URL('../../docs/how-to/connect-zalo.md', import.meta.url), 'utf8');
const entries = [...page.matchAll(/^\| (?<entry>[^|]+) \| `(?<text>#[^`]+)` \|$/gmu)].map(({ groups }) => groups!);

it('every text that the page gives for the menu of the Official Account is one the bot understands', () => {
  expect(entries.length).toBeGreaterThanOrEqual(6);
  for (const { entry, text } of entries)
    expect({ entry, understood: readCommand(text!) !== undefined }).toEqual({ entry, understood: true });
});
