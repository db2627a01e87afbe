import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openPack } from '../../src/app/knowledge.ts';
import { runSearch } from '../../src/commands/search.ts';
import { smallPack } from '../fakes/small-pack.ts';
import { terminal } from '../fakes/terminal.ts';

const { base } = openPack(smallPack());

async function search(input: string, limit = 10) {
  const { said, io } = terminal();
  const exit = await runSearch(undefined, { limit, json: true, stdin: true }, base, {
    ...io,
    stdin: Readable.from([Buffer.from(input)]),
  });
  expect(exit).toBe(0);
  return said.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('cutri search', () => {
  it('answers line by line, in order, best first, with the keys of the contract', async () => {
    const [first, second] = await search('{"id":"a","text":"kiem tra cong tac bau cu"}\n{"id":2,"text":"zzz"}\n');
    expect(first).toEqual({
      id: 'a',
      hits: [{ document: 'unit-09', passage: expect.stringMatching(/^unit-09#/u), score: expect.any(Number) }],
    });
    expect(second).toEqual({ id: 2, hits: [] });
  });

  it('gives as many as asked for', async () => {
    const [few] = await search('{"text":"bầu cử"}\n', 1);
    expect(few!.hits).toHaveLength(1);
  });

  it('goes on after a line that is no question, and says which', async () => {
    const lines = await search('nonsense\n{"id":"x"}\n\n{"id":"y","text":"bầu cử"}\n');
    expect(lines).toEqual([
      { id: null, kind: 'error', line: 1, error: expect.stringContaining('line 1') },
      { id: 'x', kind: 'error', line: 2, error: expect.stringContaining('text') },
      expect.objectContaining({ id: 'y' }),
    ]);
  });

  it('shows a person titles and texts, and says when it finds nothing', async () => {
    const { said, io } = terminal();
    expect(await runSearch('kiểm tra công tác bầu cử', { limit: 3 }, base, io)).toBe(0);
    expect(said.out).toMatch(/^1\. .*Kiểm tra công tác bầu cử tại đơn vị số 09\n/u);
    await runSearch('zzz', { limit: 3 }, base, io);
    expect(said.out).toContain('No passage shares a word');
    expect(await runSearch(' ', { limit: 3 }, base, io)).toBe(1);
    expect(said.err).toContain('give a question');
  });
});
