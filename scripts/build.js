/**
 * `node scripts/build.js` builds `dist/`; with `--if-needed` only where it was built from something else than what `src/` holds now. A built tree starts
 * without a compiler, without development dependencies, and where nothing may be written. Plain JavaScript: an old Node has to get as far as the guard.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist', 'built-from');

/** SHA-256 over every source, by name and content; `undefined` where a tree is given out without its sources. */
function sourcesOf(folder) {
  if (!existsSync(folder)) return undefined;
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort())
    hash.update(path.slice(folder.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

const sources = sourcesOf(join(root, 'src'));
const isBuilt = existsSync(join(root, 'dist', 'main.js'));
const isFresh = isBuilt && (sources === undefined || (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources));

if (!(process.argv.includes('--if-needed') && isFresh)) build();

function build() {
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  if (sources === undefined || !existsSync(compiler)) {
    process.stderr.write(
      isBuilt
        ? 'cutri: dist/ was built from other sources than src/ holds, and there is no compiler here. Run: npm ci && npm run build\n'
        : 'cutri: this tree has not been built, and there is no compiler here. Run: npm ci && npm run build\n',
    );
    process.exit(1);
  }
  try {
    execFileSync(compiler, ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
  } catch {
    process.exit(1);
  }
  for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
    const from = join(entry.parentPath ?? entry.path, entry.name);
    // What browsers are given is served as it is.
    if (entry.isDirectory() && entry.name === 'public')
      cpSync(from, join(root, 'dist', relative(join(root, 'src'), from)), { recursive: true });
  }
  chmodSync(join(root, 'dist', 'cli.js'), 0o755);
  writeFileSync(stamp, sources);
}
