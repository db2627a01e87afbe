/** What running costs at 50,000 passages: a changed article, a saved index, a look at the folder. `npm run bench -- operations`. */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKnowledgeBase, type KnowledgeBase } from '../src/answering/search/knowledge-base.ts';
import type { SourceDocument } from '../src/elections/pack/document.ts';
import { createPackReader } from '../src/sources/pack-reader.ts';
import { readSavedIndex, saveIndex } from '../src/stores/saved-index.ts';
import { hasData, loadVariants, loadXquad } from './data.ts';
import { benchLexicon } from './lexicon.ts';
import { machine, saveSection, table } from './report.ts';
import { scaledUp } from './retrieval-tables.ts';

const scaledPassages = 50_000;
const changes = 100;
const files = 5_000;
const rounds = 3;

const percentile = (values: number[], part: number): string =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!.toFixed(1);

async function seconds(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

function filled(documents: SourceDocument[]): KnowledgeBase {
  const base = createKnowledgeBase({ lexicon: benchLexicon() });
  for (const document of documents) base.add(document);
  return base;
}

/** How long nobody is answered while one article of so many passages is replaced: milliseconds. */
function pauses(base: KnowledgeBase, documents: SourceDocument[], passages: number): number[] {
  return Array.from({ length: changes }, (_, change) => {
    const at = (change * 37) % (documents.length - passages);
    const body = documents.slice(at, at + passages).map((document) => document.body);
    base.add({ ...documents[at]!, id: `article ${change}`, body: body.join('\n\n') });
    const from = performance.now();
    base.add({ ...documents[at]!, id: `article ${change}`, body: body.toReversed().join('\n\n') });
    return performance.now() - from;
  });
}

async function savedIndexRows(base: KnowledgeBase, documents: SourceDocument[], folder: string): Promise<string[][]> {
  const path = join(folder, 'index');
  const saving = await seconds(() => saveIndex(path, documents, base.snapshot()));
  const reading: number[] = [];
  for (let round = 0; round < rounds; round++) {
    reading.push(
      await seconds(async () => {
        const saved = await readSavedIndex(path, documents);
        if (saved.kind === 'unusable') throw new Error(saved.why);
        createKnowledgeBase({ lexicon: benchLexicon(), restored: { state: saved.state, documents } });
      }),
    );
  }
  const building: number[] = [];
  for (let round = 0; round < rounds; round++) building.push(await seconds(() => filled(documents)));
  const [built, read] = [Math.min(...building), Math.min(...reading)];
  return [
    ['', 'seconds'],
    ['building', built.toFixed(2)],
    [`saving (${(statSync(path).size / 2 ** 20).toFixed(0)} MB, once after building)`, saving.toFixed(2)],
    [`checking and reading back, ${(built / read).toFixed(1)} times as fast as building`, read.toFixed(2)],
  ];
}

async function lookRows(folder: string): Promise<string[][]> {
  const news = join(folder, 'pack');
  mkdirSync(join(news, 'news'), { recursive: true });
  const article = (i: number, body: string): string =>
    `---\nid: a${i}\ntitle: Bài ${i}\npublisher: Báo\npublished: 2026-03-01\n---\n\n${body}\n`;
  for (let i = 0; i < files; i++) writeFileSync(join(news, 'news', `a${i}.md`), article(i, `Thân bài số ${i}.`));
  const reader = createPackReader(news);
  const first = await seconds(() => reader.read());
  const look = await seconds(() => reader.stamp());
  writeFileSync(join(news, 'news', 'a7.md'), article(7, 'Thân bài khác.'));
  const again = await seconds(() => reader.read());
  return [
    [`${files.toLocaleString('en')} articles`, 'ms'],
    ['first reading', (1000 * first).toFixed(0)],
    ['a look that finds nothing changed, every 10 s', (1000 * look).toFixed(0)],
    ['reading again with one article changed', (1000 * again).toFixed(0)],
  ];
}

export async function benchOperations(print: (line: string) => void = console.log): Promise<boolean> {
  if (!hasData()) {
    print('operations: skipped, the public data sets are not here (CUTRI_BENCH_DATA names their folder).');
    return true;
  }
  const folder = mkdtempSync(join(tmpdir(), 'cutri-bench-'));
  try {
    const { random } = await loadVariants();
    const documents = scaledUp(loadXquad().passages, scaledPassages, random('scale')).map(
      ({ id, title, text }): SourceDocument => ({ id, title, publisher: '', published: '', body: text }),
    );
    const base = filled(documents);
    const rows = [['passages of the article', 'p50 ms', 'p95 ms', 'longest ms']];
    for (const passages of [1, 10, 50]) {
      const times = pauses(base, documents, passages);
      rows.push([String(passages), percentile(times, 0.5), percentile(times, 0.95), percentile(times, 1)]);
    }
    const text = [
      `Machine: ${machine()}.`,
      `Replacing one article among ${scaledPassages.toLocaleString('en')} passages, ${changes} times: how long nobody is answered\n\n${table(rows)}`,
      `A saved index of ${scaledPassages.toLocaleString('en')} passages, the best of ${rounds}\n\n${table(await savedIndexRows(filled(documents), documents, folder))}`,
      `Watching a pack\n\n${table(await lookRows(folder))}`,
    ].join('\n\n');
    print(text);
    saveSection('operations', text);
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
