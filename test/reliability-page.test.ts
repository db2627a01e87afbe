import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/reliability.md'), 'utf8');
const rows = [...page.matchAll(/^\| ([A-H]-\d+) \| (.+?) \| (.+?) \| (.+?) \|$/gmu)].map(([, id, what, result, proof]) => ({
  id: id!,
  what: what!,
  result: result!,
  files: [...proof!.matchAll(/`([^`]+)`/gu)].map(([, file]) => file!),
}));

/** The ids at the beginning of the names of tests, by file. */
const claimed = new Map<string, Set<string>>();
for (const entry of readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
  const path = join(entry.parentPath, entry.name);
  const names = readFileSync(path, 'utf8').matchAll(/['"`]((?:[A-H]-\d+(?:, )?)+): /gu);
  const ids = [...names].flatMap(([, list]) => list!.split(', '));
  if (ids.length > 0) claimed.set(path.slice(root.length + 1), new Set(ids));
}

describe('docs/reliability.md', () => {
  it('has every id once', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids).toHaveLength(new Set(ids).size);
    expect(ids.length).toBeGreaterThan(100);
  });

  it.each(rows)('$id: says holds only where a test of that name proves it', ({ id, result, files }) => {
    expect(result).toMatch(/^(?:holds|in part|measured|not done|does not apply)/u);
    for (const file of files) expect([file, claimed.get(file)?.has(id)]).toEqual([file, true]);
    if (result.startsWith('holds')) expect(files.length).toBeGreaterThan(0);
  });

  it('leaves out no id that a test claims', () => {
    const listed = new Set(rows.map(({ id }) => id));
    const missing = [...claimed.values()].flatMap((ids) => [...ids]).filter((id) => !listed.has(id));
    expect([...new Set(missing)]).toEqual([]);
  });
});
