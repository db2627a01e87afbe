import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnowledgeBase, type KnowledgeBase } from '../../src/answering/search/knowledge-base.ts';
import type { SourceDocument } from '../../src/elections/pack/document.ts';
import { readSavedIndex, saveIndex } from '../../src/stores/saved-index.ts';
import { emptyLexicon } from '../../src/vietnamese/lexicon.ts';
import { article, newspaper, openNewspaper } from '../answering/search/corpus.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';
import { everyCase } from '../setup/seed.ts';

const lexicon = emptyLexicon();

/** A base after some life, its documents in the order a pack has them, and the file it was saved to. */
async function saved(documents: SourceDocument[] = newspaper): Promise<{ built: KnowledgeBase; path: string }> {
  const built = openNewspaper(documents);
  const path = join(temporaryFolder(), 'index');
  await saveIndex(path, documents, built.snapshot());
  return { built, path };
}

async function restored(path: string, documents: SourceDocument[] = newspaper): Promise<KnowledgeBase> {
  const index = await readSavedIndex(path, documents);
  if (index.kind === 'unusable') throw new Error(index.why);
  return createKnowledgeBase({ lexicon, restored: { state: index.state, documents } });
}

const words = newspaper.flatMap(({ title, body }) => `${title} ${body}`.split(/\s+/u));
const question = fc
  .array(fc.constantFrom(...words, 'bao nhiêu', 'khi nào', 'ai', 'ở đâu', 'thu tuc', 'cuwr tri', 'hcíh'), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.join(' '));

function expectSame(one: KnowledgeBase, other: KnowledgeBase, text: string): void {
  expect(one.read(text)).toEqual(other.read(text));
  expect(one.search(text, 10)).toEqual(other.search(text, 10));
  expect(one.ask(text)).toEqual(other.ask(text));
  expect(one.titled(text, 3)).toEqual(other.titled(text, 3));
}

describe('a saved index', () => {
  it('answers every question as the one it was saved from', async () => {
    const { built, path } = await saved();
    const again = await restored(path);
    expect(again.size).toBe(built.size);
    expect([...again.documents()]).toEqual([...built.documents()]);
    fc.assert(
      fc.property(question, (text) => expectSame(again, built, text)),
      { numRuns: 300 },
    );
  });

  it('takes changes like the one it was saved from', async () => {
    const change = fc.tuple(fc.nat(newspaper.length + 2), fc.boolean());
    const extra = [
      ...newspaper,
      article('a', 'Bưu điện', '2026-03-01', 'Bưu điện xã mở cửa lúc 7 giờ.'),
      article('b', 'Chợ phiên', '', 'Chợ phiên họp chủ nhật.'),
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), question, async (changes, text) => {
        const { built, path } = await saved();
        const again = await restored(path);
        for (const [i, keep] of changes) {
          const document = extra[i % extra.length]!;
          for (const base of [again, built]) {
            if (keep) base.add({ ...document, body: `${document.body}\n\nSửa lần ${i}.` });
            else base.remove(document.id);
          }
        }
        expectSame(again, built, text);
      }),
      { numRuns: 25 },
    );
  });

  it('can be saved from an index with holes, and from a restored one', async () => {
    const base = openNewspaper([article('gone', 'Bài cũ', '', 'Một đoạn sẽ mất.'), ...newspaper]);
    base.remove('gone');
    const path = join(temporaryFolder(), 'index');
    await saveIndex(path, newspaper, base.snapshot());
    const again = await restored(path);
    await saveIndex(path, newspaper, again.snapshot());
    const twice = await restored(path);
    expectSame(twice, openNewspaper(), 'Cầu Thác Bà dài bao nhiêu?');
    twice.add(article('gone', 'Bài mới', '', 'Cầu treo Bản Vược dài 90 mét.'));
    expect(twice.ask('Cầu treo Bản Vược dài bao nhiêu mét?')).toMatchObject({ kind: 'answer' });
  });
});

describe('a saved index that is not used', () => {
  const corrected = newspaper.map((document, i) =>
    i === 3 ? { ...document, body: document.body.replace('320', '345') } : document,
  );
  it.each<[string, SourceDocument[]]>([
    ['one word of one article differs', corrected],
    ['an article is new', [...newspaper, article('moi', 'Mới', '', 'Mới.')]],
    ['an article is gone', newspaper.slice(1)],
    ['only a date differs', newspaper.map((document, i) => (i === 0 ? { ...document, published: '2022-12-14' } : document))],
    ['the articles come in another order', newspaper.toReversed()],
  ])('because %s', async (_, documents) => {
    const { path } = await saved();
    expect(await readSavedIndex(path, documents)).toEqual({ kind: 'unusable', why: 'the documents have changed since' });
  });

  it('because it is cut off, anywhere', async () => {
    const { path } = await saved();
    const { length } = readFileSync(path);
    for (const left of [length - 1, Math.floor(length / 2), 200, 20, 0]) {
      truncateSync(path, left);
      expect(await readSavedIndex(path, newspaper)).toMatchObject({
        kind: 'unusable',
        why: expect.stringMatching(/damaged|no saved index/),
      });
    }
  });

  it('because a single bit is flipped, wherever', async () => {
    const { path } = await saved();
    const whole = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (at, bit) => {
        const damaged = Buffer.from(whole);
        damaged[at]! ^= 1 << bit;
        writeFileSync(path, damaged);
        const index = await readSavedIndex(path, newspaper);
        expect(index.kind).toBe('unusable');
      }),
      { numRuns: everyCase ? 2_000 : 60 },
    );
  });

  it.each([
    ['there is none yet', undefined],
    ['it is no saved index', 'hello\n'],
    ['it is no saved index', ''],
    ['it is no saved index', '{"cutriIndex":2}\n'],
    ['it is no saved index', '\n'.repeat(1000)],
  ])('because %s', async (why, content) => {
    const path = join(temporaryFolder(), 'index');
    if (content !== undefined) writeFileSync(path, content);
    expect(await readSavedIndex(path, newspaper)).toEqual({ kind: 'unusable', why });
  });

  it('because another program saved it', async () => {
    const { path } = await saved();
    const text = readFileSync(path, 'latin1');
    writeFileSync(
      path,
      text.replace(/"program":"./u, (found) => `${found.slice(0, -1)}${found.endsWith('0') ? '1' : '0'}`),
      'latin1',
    );
    expect(await readSavedIndex(path, newspaper)).toMatchObject({ why: 'another version of the program saved it' });
  });

  it('because its path is a folder', async () => {
    expect(await readSavedIndex(temporaryFolder(), newspaper)).toMatchObject({ why: expect.stringContaining('EISDIR') });
  });
});

it('saving leaves nothing beside the file', async () => {
  const folder = temporaryFolder();
  for (let i = 0; i < 2; i++) await saveIndex(join(folder, 'index'), newspaper, openNewspaper().snapshot());
  expect(readdirSync(folder)).toEqual(['index']);
});
