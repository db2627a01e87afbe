import { mkdirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLiveAnswering } from '../../src/answering/live.ts';
import { createKnowledgeBase } from '../../src/answering/search/knowledge-base.ts';
import { createDialogue } from '../../src/conversations/dialogue.ts';
import { createThinking } from '../../src/conversations/thinking.ts';
import { createPackReader } from '../../src/sources/pack-reader.ts';
import { lookEveryMs, settleMs, watchPack } from '../../src/sources/pack-watch.ts';
import { packFolder, soundFiles } from '../fakes/pack-folder.ts';

const bridge = (length: string): string =>
  `---\nid: cau\ntitle: Khánh thành cầu Thác Bà\npublisher: Báo Tỉnh\npublished: 2026-03-02\n---\n\nCầu Thác Bà dài ${length} mét, do Sở Xây dựng làm chủ đầu tư.\n`;
const question = 'Cầu Thác Bà dài bao nhiêu mét?';
const now = new Date('2026-03-12T02:00:00Z');

/** A folder that is watched by a service people ask; time passes look by look. */
async function watched(files: Record<string, string> = { ...soundFiles, 'news/cau.md': bridge('320') }) {
  const folder = packFolder(files);
  const reader = createPackReader(folder);
  const { pack, stamp, problems } = await reader.read();
  expect(problems).toEqual([]);
  const base = createKnowledgeBase({ lexicon: pack.lexicon });
  for (const document of pack.documents) base.add(document);
  const live = createLiveAnswering(pack, base);
  const thinking = createThinking(live, { pack: () => live.pack, facts: () => [] });
  const dialogue = createDialogue(thinking, () => live.pack);
  const said: string[] = [];
  let due: { afterMs: number; run: () => void } | undefined;
  let scheduled = (): void => undefined;
  let passedMs = 0;
  const watch = watchPack({
    reader,
    stamp,
    apply: async (next) => void (await live.update(next, () => Promise.resolve())),
    broken: (message) => void said.push(message.replaceAll(`${folder}/`, '')),
    mended: () => void said.push('mended'),
    schedule: (afterMs, run) => {
      due = { afterMs, run };
      scheduled();
      return () => (due = undefined);
    },
  });
  onTestFinished(() => watch.stop());

  /** Lets the next look happen, and waits until it is over. */
  async function look(): Promise<void> {
    const { afterMs, run } = due!;
    passedMs += afterMs;
    const over = new Promise<void>((resolve) => (scheduled = resolve));
    run();
    await over;
  }
  return {
    folder,
    said,
    live,
    watch,
    look,
    passedMs: () => passedMs,
    write(name: string, text: string) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    remove: (name: string) => unlinkSync(join(folder, name)),
    ask: (text: string, chat = 'test:1') => dialogue.reply({ chat, text }, now).text,
    /** Looks until what changed has settled and was read. */
    async settle() {
      await look();
      await look();
    },
  };
}

describe('a pack that changes while the service runs', () => {
  it('answers from the corrected article well within a minute', async () => {
    const service = await watched();
    expect(service.ask(question)).toContain('320 mét');
    service.write('news/cau.md', bridge('345'));
    await service.settle();
    expect(service.ask(question)).toContain('345 mét');
    expect(service.ask(question)).not.toContain('320');
    expect(service.passedMs()).toBe(lookEveryMs + settleMs);
    expect(service.passedMs()).toBeLessThan(60_000);
  });

  it('answers from a new article and no longer from a removed one', async () => {
    const service = await watched(soundFiles);
    expect(service.ask(question)).not.toContain('mét');
    service.write('news/cau.md', bridge('320'));
    await service.settle();
    expect(service.ask(question)).toContain('320 mét');
    service.remove('news/cau.md');
    await service.settle();
    expect(service.ask(question)).not.toContain('320');
  });

  it('takes over facts, places and abbreviations too, and conversations go on', async () => {
    const service = await watched();
    expect(service.ask('bao nhiêu tuổi được đi bầu')).toContain('18 tuổi');
    expect(service.ask('Hợp Thành thuộc đơn vị bầu cử nào?', 'test:2')).toContain('Hợp Thành');
    service.write(
      'facts/voting.yaml',
      soundFiles['facts/voting.yaml']!.replace('đủ 18 tuổi trở lên có', 'từ đủ 18 tuổi trở lên đều có'),
    );
    service.write('lexicon/abbreviations.yaml', 'ctb: cầu Thác Bà\n');
    await service.settle();
    expect(service.said).toEqual([]);
    expect(service.ask('bao nhiêu tuổi được đi bầu')).toContain('từ đủ 18 tuổi');
    expect(service.live.read('ctb dài bao nhiêu mét', now).text).toContain('cầu thác bà');
    expect(service.ask('còn Cam Đường?', 'test:2')).toContain('Cam Đường thuộc');
  });

  it('keeps what it has while a file is broken, says so once, and goes on when it is mended', async () => {
    const service = await watched();
    service.write('news/cau.md', bridge('345').replace('2026-03-02', 'hôm qua'));
    await service.settle();
    await service.look();
    await service.look();
    expect(service.said).toHaveLength(1);
    expect(service.said[0]).toMatch(/news\/cau\.md:5: .*published/);
    expect(service.ask(question)).toContain('320 mét');
    service.write('news/cau.md', bridge('345'));
    await service.settle();
    expect(service.ask(question)).toContain('345 mét');
    expect(service.said).toHaveLength(1);
  });

  it('says that the pack is sound again when a folder that was out of reach is back as it was', async () => {
    const service = await watched();
    renameSync(service.folder, `${service.folder}-away`);
    await service.settle();
    renameSync(`${service.folder}-away`, service.folder);
    await service.look();
    await service.look();
    expect(service.said).toEqual([expect.stringContaining('problem'), 'mended']);
  });

  it('never answers from a file that is still being written', async () => {
    const service = await watched();
    const whole = bridge('345');
    for (const part of [whole.indexOf('345'), whole.length - 30, whole.length]) {
      service.write('news/cau.md', whole.slice(0, part));
      await service.look();
      expect(service.ask(question)).toContain('320 mét');
    }
    await service.look();
    expect(service.ask(question)).toContain('345 mét');
    expect(service.said).toEqual([]);
  });

  it('reads a folder that never stands still all the same, within a minute', async () => {
    const service = await watched();
    service.write('news/cau.md', bridge('345'));
    for (let i = 0; i < 15; i++) {
      service.write('news/tin.md', bridge('1').replace('id: cau', 'id: tin').replace('cầu Thác Bà', `bài số ${i}`));
      await service.look();
    }
    expect(service.ask(question)).toContain('345 mét');
    expect(service.passedMs()).toBeLessThan(60_000);
  });

  it('keeps answering when the whole folder is gone for a while', async () => {
    const service = await watched();
    rmSync(join(service.folder, 'news'), { recursive: true });
    rmSync(join(service.folder, 'facts'), { recursive: true });
    await service.settle();
    expect(service.said).toHaveLength(1);
    expect(service.ask(question)).toContain('320 mét');
  });

  it('changes nothing and reads nothing while no file changes', async () => {
    const service = await watched();
    const { pack } = service.live;
    await service.settle();
    expect(service.passedMs()).toBe(2 * lookEveryMs);
    expect(service.live.pack).toBe(pack);
  });
});
