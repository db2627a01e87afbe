import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { openPack } from '../../src/app/knowledge.ts';
import { runAsk, runChat } from '../../src/commands/ask.ts';
import type { CommandIo } from '../../src/commands/io.ts';
import { smallPack, withTwoSources } from '../fakes/small-pack.ts';

const now = () => new Date('2026-11-23T02:00:00Z');

/** A terminal that types `input` and keeps what it is shown. */
function terminal(input = ''): CommandIo & { shown: string; complained: string } {
  const io = { shown: '', complained: '', stdin: Readable.from([Buffer.from(input)]), interactive: false };
  return Object.assign(io, {
    out: (text: string) => {
      io.shown += text;
    },
    err: (text: string) => {
      io.complained += text;
    },
  });
}
const dialogue = () => openPack(smallPack()).openDialogue();
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('cutri ask --json --stdin', () => {
  const ask = async (input: string) => {
    const io = terminal(input);
    expect(await runAsk(undefined, { json: true, stdin: true, now }, dialogue(), io)).toBe(0);
    return linesOf(io.shown);
  };

  test('answers line by line, in order, with the keys of the contract', async () => {
    const [first, second] = await ask('{"id":"a","text":"Bao nhiêu tuổi được bầu cử?"}\n{"id":"b","text":"Giá vàng hôm nay?"}\n');
    expect(first).toMatchObject({ id: 'a', kind: 'answer', value: '18 tuổi', ms: expect.any(Number) });
    expect(Object.keys(first.citations[0])).toEqual(['document', 'title', 'publisher', 'date', 'quote']);
    expect(second).toMatchObject({ id: 'b', kind: 'none', reason: expect.any(String), citations: [] });
  });

  test('lines with the same chat are one conversation', async () => {
    const [, next] = await ask(
      '{"id":1,"text":"Phường Cam Đường thuộc đơn vị bầu cử nào?","chat":"x"}\n{"id":2,"text":"còn xã Gia Phú?","chat":"x"}\n',
    );
    expect(next.text).toContain('Xã Gia Phú');
  });

  test('a line that is not JSON, or not a question, gets an error with its number and the run goes on', async () => {
    const [broken, empty, last] = await ask('not json\n{"id":"b"}\n{"id":"c","text":"Xin chào"}\n');
    expect(broken).toMatchObject({ kind: 'error', line: 1, error: expect.stringContaining('line 1 is not valid JSON') });
    expect(empty).toMatchObject({ id: 'b', kind: 'error', line: 2 });
    expect(last).toMatchObject({ id: 'c', kind: 'talk' });
  });

  test('survives whatever a line holds', async () => {
    const lines = ['', '\u0000', '😀'.repeat(5000), 'đ'.repeat(100_000), '\ud800 lẻ', '```<script>'];
    const answers = await ask(lines.map((text, i) => JSON.stringify({ id: String(i), text })).join('\n'));
    expect(answers.map(({ id }) => id)).toEqual(lines.map((_, i) => String(i)));
  });
});

describe('cutri ask and cutri chat for a person', () => {
  test('prints the answer with its source', async () => {
    const io = terminal();
    await runAsk('Đi bầu cần mang giấy tờ gì?', { now }, dialogue(), io);
    expect(io.shown).toContain('thẻ cử tri');
    expect(io.shown).toContain('Nguồn: Luật Bầu cử');
  });

  test('names every source of an answer that rests on several', async () => {
    const io = terminal();
    await runAsk('Chủ tịch UBND tỉnh là ai?', { now }, openPack(withTwoSources()).openDialogue(), io);
    expect(io.shown).toMatch(/và 1 nguồn khác\.\n• .+\(.+\n• .+\(/u);
  });

  test('without a question says what to type and fails', async () => {
    const io = terminal();
    expect(await runAsk(' ', { now }, dialogue(), io)).toBe(1);
    expect(io.complained).toContain('give a question');
  });

  test('a number picks the choice it stands before', async () => {
    const io = terminal('Yên Bái thuộc đơn vị bầu cử nào?\n1\n/thoat\n');
    await runChat({ now }, dialogue(), io);
    expect(io.shown).toContain('1. phường Yên Bái');
    expect(io.shown).toContain('đơn vị bầu cử số 1');
  });
});
