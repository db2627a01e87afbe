import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { asset, assetsVersion, loadAssets } from '../../../src/web/http/assets.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

describe('files that are served', () => {
  it('are those of a folder, by name, each as what it is', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'page.css'), 'a { color: red }');
    writeFileSync(join(folder, 'page.js'), 'let a;');
    const loaded = loadAssets(pathToFileURL(`${folder}/`));
    expect(new Map([...loaded].map(([name, { mediaType }]) => [name, mediaType]))).toEqual(
      new Map([
        ['page.css', 'text/css; charset=utf-8'],
        ['page.js', 'text/javascript; charset=utf-8'],
      ]),
    );
    expect(Buffer.from(loaded.get('page.js')!.body).toString()).toBe('let a;');
  });

  it('are not begun with where one is of a kind that cannot be named to browsers, which is told by its name', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'notes.odt'), '');
    expect(() => loadAssets(pathToFileURL(`${folder}/`))).toThrow(`${folder}/notes.odt: no media type is known`);
  });
});

describe('the version of all files together', () => {
  const version = (...files: [name: string, content: string][]) =>
    assetsVersion(new Map(files.map(([name, content]) => [name, asset('text/css', content)])));

  it('changes with a content and with a name, not with the order in which they were read', () => {
    const now = version(['a.css', '1'], ['b.css', '2']);
    expect(now).toMatch(/^[\w-]{12}$/u);
    expect(version(['b.css', '2'], ['a.css', '1'])).toBe(now);
    for (const other of [
      version(['a.css', '1'], ['b.css', '3']),
      version(['a.css', '1'], ['c.css', '2']),
      version(['a.css', '2'], ['b.css', '1']),
      version(['a.css', '1']),
    ])
      expect(other).not.toBe(now);
  });
});
