import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inboxWords } from '../../../src/answering/reply/words-talk.ts';
import { openSwapped } from '../../../src/app/answering/serving.ts';
import { openThreads, type ThreadsOptions } from '../../../src/app/answering/threads.ts';
import { openPack } from '../../../src/app/knowledge.ts';
import { createPatientDialogue } from '../../../src/conversations/dialogue.ts';
import { smallPack } from '../../fakes/small-pack.ts';
import { readQuestions } from '../../scorecard/scorecard.ts';

const now = new Date('2026-03-01T05:00:00Z');
const open = (changes: Partial<ThreadsOptions> = {}) => {
  const replaced: string[] = [];
  const opening = { index: undefined, threads: 1, replaced: (why: string) => void replaced.push(why), ...changes };
  return { replaced, opening };
};

describe('a thread that answers', () => {
  const conversation = [
    '/start',
    'bao nhiêu tuổi được bầu cử',
    'còn ứng cử?',
    'phường Cam Đường thuộc đơn vị bầu cử nào',
    'còn xã Hợp Thành?',
    '/lich',
    '/nguon',
    '/nguon luật bầu cử',
    'ai sẽ trúng cử',
    'what is the voting age',
    'xin chao',
    'Cam Đường',
    '/menu',
    'chude:ngay',
    'ngày bầu cử là ngày nào',
    'tiep:task/calendar',
    'tiep:donvi/province/4',
    'what about the calendar',
  ];

  const questions = readQuestions(new URL('../../scorecard/questions.jsonl', import.meta.url)).filter((_, i) => i % 4 === 0);

  it('says what is said without threads, message by message, whatever was said before', async () => {
    const pack = smallPack();
    const { opening, replaced } = open();
    const threads = await openThreads({ ...opening, pack });
    const there = createPatientDialogue(threads.thinking, () => pack);
    const own = openPack(pack);
    const here = own.openPlainDialogue();
    for (const text of conversation) {
      const message = { chat: 'test:1', text } as const;
      const reply = here.reply(message, now);
      expect({ text, reply: await there.reply(message, now) }).toEqual({ text, reply });
      // What is put forward after it is pressed: its last choice, which leads on.
      const pressed = { chat: 'test:1', text: reply.choices?.at(-1)?.value ?? '' } as const;
      expect({ pressed, reply: await there.reply(pressed, now) }).toEqual({ pressed, reply: here.reply(pressed, now) });
    }
    for (const { text, chat = 'alone', id } of questions) {
      const message = { chat: `scorecard:${chat}`, text } as const;
      expect({ id, reply: await there.reply(message, now) }).toEqual({ id, reply: here.reply(message, now) });
    }
    const position = { latitude: 22.4, longitude: 103.9 };
    expect(await there.nearest(position, now)).toEqual(here.nearest(position, now));
    expect(await there.explain('mấy tuổi được bầu', now)).toEqual(here.explain('mấy tuổi được bầu', now));
    for (const text of ['bao nhiêu tuổi được bầu cử', '/lich', '/xoa', '/donvi Cam Đường', 'còn xã Hợp Thành?'])
      expect({ text, alone: await there.alone(text, now) }).toEqual({ text, alone: here.alone(text, now) });
    for (const claim of ['Ngày bầu cử là 22/3/2026.', 'Vào https://qua-tang.example nhận quà', 'Ngày bầu cử là 15/3/2026.'])
      expect(await threads.thinking.rumour(claim, true, now)).toEqual(await own.thinking.rumour(claim, true, now));
    expect(threads.passages).toBe(own.base.size);
    await threads.close();
    expect(replaced).toEqual([]);
  });
});

const file = join(import.meta.dirname, '..', '..', 'fixtures', 'threads', 'obedient-thread.ts');

it('A-11: a changed pack is taken over while people ask, and nobody loses an answer', async () => {
  const before = smallPack();
  const after = { ...before, facts: before.facts.slice(1) };
  const swapped = await openSwapped(before, { ...open().opening, file });
  const ask = async () =>
    (await swapped.thinking.think({ kind: 'message', text: 'facts', earlier: undefined, answered: [], now })).reply.text;
  const first = Array.from({ length: 20 }, ask);
  const updating = swapped.update(after);
  const meanwhile = Array.from({ length: 20 }, ask);
  expect(swapped.pack).toBe(before);
  expect(await updating).toMatchObject({ tables: true });
  expect(new Set(await Promise.all([...first, ...meanwhile]))).toEqual(new Set([String(before.facts.length)]));
  expect(swapped.pack).toBe(after);
  expect(await ask()).toBe(String(after.facts.length));
  await swapped.close();
});

it('of two threads one answers while the other is held up', async () => {
  const { opening } = open({ file, threads: 2, limits: { mostRunMs: 2_000, mostWaitMs: 60_000 } });
  const threads = await openThreads({ ...opening, pack: smallPack() });
  const order: string[] = [];
  const say = async (text: string) => {
    const { reply } = await threads.thinking.think({ kind: 'message', text, earlier: undefined, answered: [], now });
    order.push(reply.text);
  };
  await Promise.all([say('hang'), say('một'), say('hai')]);
  expect(order).toEqual(['một', 'hai', inboxWords.busy]);
  await threads.close();
});

describe('a thread that fails', () => {
  const threadsThat = async (limits: ThreadsOptions['limits'], pack = smallPack()) => {
    const { opening, replaced } = open({ file, ...(limits ? { limits } : {}) });
    const notes: string[] = [];
    const threads = await openThreads({ ...opening, pack, note: (text) => void notes.push(text) });
    const say = async (text: string) =>
      (await threads.thinking.think({ kind: 'message', text, earlier: undefined, answered: [], now })).reply.text;
    return { say, replaced, notes, threads };
  };

  it('A-11: by ending is replaced: who asked is told to try again, the next one is answered', async () => {
    const { say, replaced, notes, threads } = await threadsThat(undefined);
    expect(notes).toEqual(['a line']);
    expect(await Promise.all([say('end'), say('một'), say('hai')])).toEqual([inboxWords.busy, 'một', 'hai']);
    expect(replaced).toEqual(['worker exited with code: 3']);
    await threads.close();
  });

  it('A-11: by never coming to an end is replaced too', async () => {
    const { say, replaced, threads } = await threadsThat({ mostRunMs: 300, mostWaitMs: 60_000 });
    expect(await say('hang')).toBe(inboxWords.busy);
    expect(await say('một')).toBe('một');
    expect(replaced).toEqual(['an answer took more than 300 ms']);
    await threads.close();
  });

  it('by a mistake of ours stays, and the mistake is told', async () => {
    const { say, replaced, threads } = await threadsThat(undefined);
    await expect(say('throw')).rejects.toThrow(TypeError);
    expect(await say('một')).toBe('một');
    expect(replaced).toEqual([]);
    await threads.close();
  });

  it('lets who waited too long for it try again, and closing waits for what was asked', async () => {
    const { say, threads } = await threadsThat({ mostRunMs: 400, mostWaitMs: 50 });
    expect(await Promise.all([say('hang'), say('một')])).toEqual([inboxWords.busy, inboxWords.busy]);
    await threads.close();
    const others = await threadsThat(undefined);
    const asked = ['một', 'hai', 'ba'].map(others.say);
    await others.threads.close();
    expect(await Promise.all(asked)).toEqual(['một', 'hai', 'ba']);
  });

  it.each([1, 2])('to open is told by name, of %i threads', async (threads) => {
    const { opening } = open({ file: join(file, 'none.ts'), threads });
    await expect(openThreads({ ...opening, pack: smallPack() })).rejects.toThrow(/none\.ts/u);
  });
});
