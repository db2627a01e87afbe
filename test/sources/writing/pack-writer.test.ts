import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FactWritten, PackEdit } from '../../../src/elections/pack/edit.ts';
import { writeWhole } from '../../../src/importing/whole-file.ts';
import { loadPack } from '../../../src/sources/pack.ts';
import { commitFile } from '../../../src/sources/writing/commit.ts';
import { fingerprint } from '../../../src/sources/writing/edited-file.ts';
import { createPackWriter, type PackWriterDeps } from '../../../src/sources/writing/pack-writer.ts';
import { packFolder, soundFiles } from '../../fakes/pack-folder.ts';

function open(files = soundFiles, deps: Partial<PackWriterDeps> = {}) {
  const folder = packFolder(files);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { folder, read, writer: createPackWriter({ stack: folder, write: writeWhole, record: commitFile, ...deps }) };
}

const wording: PackEdit = { kind: 'wording', fact: 'voting-age', wording: 'cháu 17 tuổi: đã được bầu chưa' };
const fact: FactWritten = {
  id: 'standing-age',
  topic: 'eligibility',
  kinds: ['how-many'],
  statement: 'Công dân đủ 21 tuổi trở lên có quyền ứng cử (Điều 2).',
  value: '21 tuổi',
  measure: 'tuổi ứng cử',
  level: 'all',
  area: 'cả nước',
  confidence: 'established',
  source: 'law',
  article: 'Điều 2',
  asks: ['bao nhiêu tuổi được ứng cử'],
};

/** Tries the edit and makes it as it was shown. */
async function publish(writer: ReturnType<typeof open>['writer'], edit: PackEdit) {
  const tried = await writer.try(edit);
  if (tried.kind !== 'fits') throw new Error(JSON.stringify(tried));
  return writer.make(edit, tried.seen, 'lan');
}

describe('a way of asking published at the console', () => {
  it('stands below the others, and every other byte of the file stays', async () => {
    const { read, writer, folder } = open();
    const before = read('facts/voting.yaml');
    expect(await publish(writer, wording)).toMatchObject({ kind: 'written', recorded: 'no-repository' });
    const line = '      - "cháu 17 tuổi: đã được bầu chưa"\n';
    expect(read('facts/voting.yaml').replace(line, '')).toBe(before);
    const { pack, problems } = await loadPack(folder);
    expect(problems).toEqual([]);
    expect(pack.facts[0]?.asks).toEqual(['bao nhiêu tuổi được đi bầu', 'cháu 17 tuổi: đã được bầu chưa']);
  });

  it('keeps comments and order, also after the last entry of the file and without a last line end', async () => {
    const files = {
      ...soundFiles,
      'facts/voting.yaml': `# kept\n${soundFiles['facts/voting.yaml']!.trimEnd().replace('    asks:\n      - bao', '    asks: # ways\n      # first\n      - bao')}`,
    };
    const { read, writer, folder } = open(files);
    await publish(writer, wording);
    await publish(writer, { kind: 'wording', fact: 'election-day', wording: 'hôm nào bầu' });
    for (const comment of ['# kept', '# ways', '# first']) expect(read('facts/voting.yaml')).toContain(comment);
    expect((await loadPack(folder)).pack.milestones[0]?.asks).toContain('hôm nào bầu');
  });

  it('is refused where the fact is gone, or has the wording already', async () => {
    const { writer } = open();
    expect(await writer.try({ ...wording, fact: 'nobody' })).toEqual({ kind: 'conflict', why: 'gone' });
    expect(await writer.try({ ...wording, wording: 'bao nhiêu tuổi được đi bầu' })).toEqual({
      kind: 'conflict',
      why: 'there-already',
    });
  });
});

describe('a pack edited by hand meanwhile', () => {
  it('is a conflict where the fact itself changed, and nothing is written', async () => {
    const { folder, read, writer } = open();
    const tried = await writer.try(wording);
    const changed = read('facts/voting.yaml')
      .replace('tuổi bầu cử', 'tuổi được bầu cử')
      .replace('đủ 18 tuổi trở lên có', 'từ đủ 18 tuổi trở lên có');
    writeFileSync(join(folder, 'facts/voting.yaml'), changed);
    expect(await writer.make(wording, tried.kind === 'fits' ? tried.seen : '', 'lan')).toEqual({
      kind: 'conflict',
      why: 'changed',
    });
    expect(read('facts/voting.yaml')).toBe(changed);
  });

  it('keeps what was written beside the fact', async () => {
    const { folder, read, writer } = open();
    const tried = await writer.try(wording);
    appendFileSync(join(folder, 'facts/voting.yaml'), '# by hand\n');
    expect(await writer.make(wording, tried.kind === 'fits' ? tried.seen : '', 'lan')).toMatchObject({ kind: 'written' });
    expect(read('facts/voting.yaml')).toContain('# by hand\n');
  });
});

describe('a fact, and a question that is known not to be known', () => {
  it('go to a file of the console, one after the other, and answer from then on', async () => {
    const { folder, read, writer } = open();
    await publish(writer, { kind: 'fact', fact });
    await publish(writer, {
      kind: 'fact',
      fact: { ...fact, id: 'standing-rule', measure: 'quyền ứng cử', asks: ['ai được ứng cử'] },
    });
    const unknown = { id: 'parking', about: 'chỗ gửi xe', says: 'Nguồn tôi có không nêu chỗ gửi xe.', asks: ['gửi xe ở đâu'] };
    await publish(writer, { kind: 'unknown', unknown });
    const { pack, problems } = await loadPack(folder);
    expect(problems).toEqual([]);
    expect(pack.facts.map(({ id }) => id)).toEqual(expect.arrayContaining(['standing-age', 'standing-rule']));
    expect(pack.questions.unknowns).toMatchObject([unknown]);
    expect(read('facts/added-at-the-console.yaml')).toMatch(/^# /u);
  });

  it.each([
    ['a value the statement does not say', { value: '23 tuổi' }],
    ['a source nobody has', { source: 'nobody' }],
    ['a word that ages', { statement: 'Hiện nay công dân đủ 21 tuổi trở lên có quyền ứng cử (Điều 2).' }],
    ['no way of asking', { asks: [] }],
    ['an id with capitals', { id: 'Standing' }],
  ])('is refused with what cutri check says: %s', async (_, wrong) => {
    const { folder, writer } = open();
    const tried = await writer.try({ kind: 'fact', fact: { ...fact, ...wrong } });
    expect(tried.kind).toBe('problems');
    expect(tried.kind === 'problems' && tried.problems[0]?.file).toContain(join(folder, 'facts'));
    expect(readdirSync(join(folder, 'facts'))).not.toContain('added-at-the-console.yaml');
  });

  it('takes nothing over under an id that is taken', async () => {
    const { writer } = open();
    expect(await writer.try({ kind: 'fact', fact: { ...fact, id: 'voting-age' } })).toEqual({
      kind: 'conflict',
      why: 'there-already',
    });
  });
});

describe('back to an earlier version', () => {
  it('puts the file back if nobody has changed it since', async () => {
    const { folder, read, writer } = open();
    const made = await publish(writer, wording);
    if (made.kind !== 'written') throw new Error(made.kind);
    const back: PackEdit = { kind: 'restore', file: made.file, text: made.before, is: fingerprint(made.after) };
    expect(await publish(writer, back)).toMatchObject({ kind: 'written' });
    expect(read('facts/voting.yaml')).toBe(soundFiles['facts/voting.yaml']);
    appendFileSync(join(folder, 'facts/voting.yaml'), '# by hand\n');
    expect(await writer.try(back)).toEqual({ kind: 'conflict', why: 'changed' });
  });

  it.each(['../outside.yaml', '/etc/passwd', 'facts/../../x.yaml', 'facts/run.sh'])('never touches %s', async (path) => {
    const { folder, writer } = open();
    const file = path.startsWith('/') ? path : join(folder, path);
    expect(await writer.try({ kind: 'restore', file, text: 'x', is: fingerprint('') })).toEqual({
      kind: 'conflict',
      why: 'foreign-file',
    });
  });
});

describe('a folder that is a git repository', () => {
  it('gets one commit a publication, of that file alone, by the official', async () => {
    const { folder, writer } = open();
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
    git('init', '-q');
    git('add', '.');
    git('-c', 'user.name=x', '-c', 'user.email=x@localhost', 'commit', '-qm', 'first');
    writeFileSync(join(folder, 'facts/sources.yaml'), `${soundFiles['facts/sources.yaml']}# not yet\n`);
    expect(await publish(writer, wording)).toMatchObject({ recorded: 'commit' });
    expect(git('log', '-1', '--format=%an|%s', '--name-only').trim().split('\n')).toEqual([
      'lan|knowledge: another way of asking for voting-age',
      '',
      'facts/voting.yaml',
    ]);
    expect(git('status', '--porcelain').trim()).toBe('M facts/sources.yaml');
  });
});

it('leaves the old file when it is killed before the new one takes its place', async () => {
  const dying = new Error('killed');
  const { read, writer } = open(soundFiles, { write: () => Promise.reject(dying) });
  const tried = await writer.try(wording);
  await expect(writer.make(wording, tried.kind === 'fits' ? tried.seen : '', 'lan')).rejects.toBe(dying);
  expect(read('facts/voting.yaml')).toBe(soundFiles['facts/voting.yaml']);
});

it('makes two edits of one file that come at once, both of them', async () => {
  const { folder, writer } = open();
  await Promise.all(['một', 'hai'].map((word) => publish(writer, { ...wording, wording: `cách hỏi ${word}` })));
  expect((await loadPack(folder)).pack.facts[0]?.asks).toHaveLength(3);
});
