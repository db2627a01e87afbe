import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenNotes, type Note } from './decisions.ts';

const folder = join(import.meta.dirname, '../../docs/decisions');

describe('the decision notes', () => {
  const notes = readdirSync(folder)
    .sort()
    .map((file): Note => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

  it('are numbered by date without a gap, have one form, and say of each other what was reversed', () => {
    expect(notes.length).toBeGreaterThan(30);
    expect(brokenNotes(notes)).toEqual([]);
  });
});

describe('the check of the decision notes', () => {
  const body = '## Context\n\nc\n\n## Decision\n\nd\n\n## Consequences\n\nq\n';
  const note = (
    file: string,
    lines: { title?: string; status?: string; date?: string; supersedes?: string; by?: string } = {},
  ) => ({
    file,
    text: `# ${lines.title ?? `${file.slice(0, 4)} Title`}\n\n- Status: ${lines.status ?? 'accepted'}\n- Date: ${lines.date ?? '2026-11-23'}\n- Supersedes: ${lines.supersedes ?? 'none'}\n- Superseded by: ${lines.by ?? 'none'}\n\n${body}`,
  });
  const one = note('0001-one.md');

  it('lets right ones pass, one of them reversed in part', () => {
    const old = note('0001-one.md', { status: 'partly superseded', by: '[0002](0002-two.md), the colour' });
    expect(brokenNotes([old, note('0002-two.md', { supersedes: '[0001](0001-one.md), the colour' })])).toEqual([]);
  });

  it.each([
    ['a title of another form', note('0002-two.md', { title: '0002: two' }), 'begins with "# NNNN Title"'],
    ['a number that is not its file’s', note('0002-two.md', { title: '0003 Two' }), 'its title says 0003'],
    ['a gap', note('0004-four.md'), 'is the note in place 2'],
    ['an unknown status', note('0002-two.md', { status: 'fine' }), '"fine" is no status'],
    ['a reversal without its note', note('0002-two.md', { status: 'superseded' }), 'superseded by 0 notes'],
    [
      'a reversed note that is still accepted',
      note('0002-two.md', { by: '[0001](0001-one.md)' }),
      'is accepted, superseded by 1',
    ],
    ['no date', note('0002-two.md', { date: 'in autumn' }), '"in autumn" is no date'],
    ['a date before the note before', note('0002-two.md', { date: '2026-11-22' }), 'is older than the note before it'],
    [
      'a reversal the other does not know of',
      note('0002-two.md', { supersedes: '[0001](0001-one.md)' }),
      '0001-one.md does not say who',
    ],
    [
      'a reversal by a note that does not know of it',
      note('0002-two.md', { status: 'superseded', by: '[0001](0001-one.md)' }),
      '0001-one.md does not say that it',
    ],
    [
      'a section that is missing',
      { file: '0002-two.md', text: note('0002-two.md').text.replace('## Context\n\nc\n\n', '') },
      'has the sections',
    ],
    ['an empty section', { file: '0002-two.md', text: note('0002-two.md').text.replace('\nd\n', '') }, 'Decision is empty'],
  ])('finds %s', (_, second, expected) => {
    expect(brokenNotes([one, second]).join('\n')).toContain(expected);
  });
});
