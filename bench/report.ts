import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export const table = (rows: string[][]): string =>
  rows.map((row, i) => `| ${row.join(' | ')} |${i === 0 ? `\n|${row.map(() => '---').join('|')}|` : ''}`).join('\n');

/** Where and with what a benchmark ran. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${arch()}, Node ${process.versions.node}`;

/** The installed version of a package; throws where it is missing. */
export function versionOf(name: string): string {
  const path = join(root, 'node_modules', name, 'package.json');
  if (!existsSync(path)) throw new Error(`The benchmark needs ${name}, which is not installed: run npm ci.`);
  const { version }: { version: string } = JSON.parse(readFileSync(path, 'utf8'));
  return version;
}

/** Replaces what stands between the markers of a section of a page in docs. */
export function saveSection(name: string, text: string, page = 'benchmarks.md', by = 'npm run bench'): void {
  const file = join(root, 'docs', page);
  const begin = `<!-- ${name}: begin, written by ${by} -->`;
  const end = `<!-- ${name}: end -->`;
  const before = readFileSync(file, 'utf8');
  const from = before.indexOf(begin);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/${page} has no section between "${begin}" and "${end}".`);
  writeFileSync(file, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
}
