import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { createTellingAskers } from '../../src/conversations/unanswered/telling.ts';
import { writeWhole } from '../../src/importing/whole-file.ts';
import { loadPack } from '../../src/sources/pack.ts';
import { commitFile } from '../../src/sources/writing/commit.ts';
import { createPackWriter } from '../../src/sources/writing/pack-writer.ts';
import { questionGroup } from '../contracts/records.ts';
import { type ConsoleSite, startConsoleSite } from '../fakes/console-site.ts';
import { packFolder, soundFiles } from '../fakes/pack-folder.ts';

const question = 'cháu 17 tuổi có được bầu không';

/** The console over a small pack on the disk, and a service that answers what the pack has a way of asking for. */
async function open(): Promise<ConsoleSite & { folder: string; takeOver(): Promise<void>; answer(text: string): Reply }> {
  const folder = packFolder(soundFiles);
  let known = new Map<string, string>();
  const takeOver = async (): Promise<void> => {
    const { facts, questions } = (await loadPack(folder)).pack;
    known = new Map([
      ...facts.flatMap(({ asks, statement }) => asks.map((way): [string, string] => [way, statement])),
      ...questions.unknowns.flatMap(({ asks, says }) => asks.map((way): [string, string] => [way, says ?? ''])),
    ]);
  };
  const answer = (text: string): Reply => {
    const said = known.get(text.trim());
    return said === undefined
      ? { kind: 'none', reason: 'not-in-sources', text: 'Nguồn không nêu.', citations: [] }
      : { kind: 'answer', text: said, citations: [] };
  };
  const writer = createPackWriter({ stack: folder, write: writeWhole, record: commitFile });
  const site = await startConsoleSite({ writer, answer });
  onTestFinished(() => site.close());
  await takeOver();
  return Object.assign(site, { folder, takeOver, answer });
}

/** A group three persons have asked, and one of them wishes to be told. */
async function ask({ unanswered }: ConsoleSite, text = question): Promise<void> {
  const { seen, ...group } = questionGroup('g1', {
    wordings: [{ text, read: text, day: '2026-03-01' }],
    nearest: ['voting-age'],
  });
  await unanswered.groups.change('g1', () => ({
    next: { ...group, days: { '2026-03-01': { telegram: 2, web: 1 } } },
    result: seen,
  }));
  const asker = { id: 'a', chat: 'telegram:1', group: 'g1', text, day: '2026-03-01', tries: 0 };
  await unanswered.askers.change('a', () => ({ next: asker, result: undefined }));
}

const proposalIn = (location: string | null): string => /\/de-xuat\/([^?]+)/u.exec(location ?? '')?.[1] ?? 'none';

describe('from a question nobody could answer to the asker being told', () => {
  it('an editor adds the wording, another publishes it, the service answers, the asker is told once', async () => {
    const site = await open();
    await ask(site);
    const hoa = await site.signedIn('hoa');
    const list = await hoa.get('/quan-tri/cau-hoi');
    expect(list.document.querySelector('main')?.textContent).toContain(question);
    expect(list.document.querySelector('tbody td')?.textContent).toBe('3');
    const early = await hoa.submit('/quan-tri/cau-hoi/g1', {}, '/quan-tri/cau-hoi/g1/xong');
    expect([early.status, early.text.includes('chưa thể đánh dấu xong')]).toEqual([409, true]);

    const proposed = await hoa.submit('/quan-tri/cau-hoi/g1', {}, '/quan-tri/cau-hoi/g1/cach-hoi');
    const id = proposalIn(proposed.location);
    const own = await hoa.get(`/quan-tri/de-xuat/${id}`);
    expect(own.text).toContain(`+       - ${question}`);
    expect(own.document.querySelector(`form[action$="/dang"]`)).toBeNull();

    const nam = await site.signedIn('nam');
    const published = await nam.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`);
    expect([published.status, published.text.includes('Đã đăng')]).toEqual([200, true]);
    await site.takeOver();

    const done = await hoa.submit('/quan-tri/cau-hoi/g1', {}, '/quan-tri/cau-hoi/g1/xong');
    expect(done.status).toBe(303);
    const sent: string[] = [];
    const telling = createTellingAskers({
      unanswered: site.unanswered,
      answer: site.answer,
      send: async (chat, { text }) => {
        sent.push(`${chat} ${text}`);
        return { kind: 'sent' };
      },
      now: site.announcing.clock.now,
    });
    expect([await telling.tell(), await telling.tell()]).toEqual([1, 0]);
    expect(sent).toEqual([expect.stringMatching(/^telegram:1 [\s\S]*đủ 18 tuổi/u)]);
  });

  it('an editor says it is not ours to answer: a known unknown with its own sentence', async () => {
    const site = await open();
    await ask(site, 'gửi xe ở đâu');
    const hoa = await site.signedIn('hoa');
    const fields = { about: 'chỗ gửi xe', says: 'Nguồn tôi có không nêu chỗ gửi xe.', nextStep: 'Bác hỏi UBND xã.' };
    const proposed = await hoa.submit('/quan-tri/cau-hoi/g1', fields, '/quan-tri/cau-hoi/g1/khong-tra-loi');
    const id = proposalIn(proposed.location);
    const nam = await site.signedIn('nam');
    await nam.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`);
    expect((await loadPack(site.folder)).pack.questions.unknowns).toMatchObject([{ ...fields, asks: ['gửi xe ở đâu'] }]);
  });

  it('is taken on by an editor, and shows who', async () => {
    const site = await open();
    await ask(site);
    const hoa = await site.signedIn('hoa');
    await hoa.submit('/quan-tri/cau-hoi/g1', {}, '/quan-tri/cau-hoi/g1/nhan-viec');
    expect((await hoa.get('/quan-tri/cau-hoi')).document.querySelector('tbody')?.textContent).toContain('hoa');
  });

  it('stands among thousands on a page of its own, and they are read once for everybody who looks', async () => {
    const site = await open();
    for (let i = 0; i < 120; i += 1) {
      const { seen: _, ...group } = questionGroup(`g${i}`, { days: { '2026-03-01': { web: 500 - i } } });
      await site.unanswered.groups.change(group.id, () => ({ next: group, result: undefined }));
    }
    const { groups } = site.unanswered;
    const all = groups.all.bind(groups);
    let reads = 0;
    groups.all = () => {
      reads += 1;
      return all();
    };
    const hoa = await site.signedIn('hoa');
    const counts = async (page: string) => {
      const { document } = await hoa.get(`/quan-tri/cau-hoi?trang=${page}`);
      const rows = [...document.querySelectorAll('tbody tr td:nth-child(2)')].map((cell) => Number(cell.textContent));
      return [rows.length, rows[0], document.querySelector('main nav')?.textContent];
    };
    expect(await counts('1')).toEqual([50, 500, 'Trang 1/3, có 120 nhóm câu hỏi.Trang sau']);
    expect(await counts('3')).toEqual([20, 400, 'Trang 3/3, có 120 nhóm câu hỏi.Trang trước']);
    for (const typed of ['0', '-7', 'x', '1e99']) expect((await counts(typed))[1]).toBe(500);
    expect((await counts('99'))[1]).toBe(400);
    expect(reads).toBe(1);
  });

  it('shows nothing of a group that fewer than three persons asked, not even by its address', async () => {
    const site = await open();
    await site.unanswered.groups.change('g1', () => ({ next: questionGroup('g1'), result: undefined }));
    const hoa = await site.signedIn('hoa');
    expect((await hoa.get('/quan-tri/cau-hoi')).text).not.toContain('mang chó');
    const page = await hoa.get('/quan-tri/cau-hoi/g1');
    expect([page.status, page.text.includes('mang chó')]).toEqual([404, false]);
  });
});

describe('publishing', () => {
  async function proposed() {
    const site = await open();
    await ask(site);
    const hoa = await site.signedIn('hoa');
    const id = proposalIn((await hoa.submit('/quan-tri/cau-hoi/g1', {}, '/quan-tri/cau-hoi/g1/cach-hoi')).location);
    return { site, id, publish: `/quan-tri/de-xuat/${id}/dang`, page: `/quan-tri/de-xuat/${id}` };
  }
  const tokenOf = async (browser: Awaited<ReturnType<ConsoleSite['signedIn']>>) =>
    (await browser.get('/quan-tri/phien')).document.querySelector('input[name=_form]')?.getAttribute('value') ?? '';

  it.each(['hoa', 'hoa-2'])('is refused to whoever proposed it, also through another account of theirs (%s)', async (account) => {
    const { site, publish } = await proposed();
    const browser = await site.signedIn(account);
    const page = await browser.post(publish, { _form: await tokenOf(browser) });
    expect([page.status, page.text.includes('người khác đăng')]).toEqual([409, true]);
    expect(readFileSync(join(site.folder, 'facts/voting.yaml'), 'utf8')).toBe(soundFiles['facts/voting.yaml']);
  });

  it('shows a conflict where the fact was edited by hand meanwhile, and overwrites nothing', async () => {
    const { site, publish, page } = await proposed();
    const byHand = soundFiles['facts/voting.yaml']!.replace('đủ 18 tuổi trở lên', 'từ đủ 18 tuổi trở lên');
    writeFileSync(join(site.folder, 'facts/voting.yaml'), byHand);
    const nam = await site.signedIn('nam');
    const answered = await nam.submit(page, {}, publish);
    expect([answered.status, answered.text.includes('sửa bằng tay')]).toEqual([409, true]);
    expect(readFileSync(join(site.folder, 'facts/voting.yaml'), 'utf8')).toBe(byHand);
  });

  it('keeps every version: back to the one before is a proposal that another person publishes', async () => {
    const { site, publish, page } = await proposed();
    const nam = await site.signedIn('nam');
    await nam.submit(page, {}, publish);
    const list = await nam.get('/quan-tri/de-xuat');
    const back = list.document.querySelector('form[action$="/ve-truoc"]')?.getAttribute('action') ?? '';
    const id = proposalIn((await nam.submit('/quan-tri/de-xuat', {}, back)).location);
    const hoa = await site.signedIn('hoa');
    expect((await hoa.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`)).status).toBe(200);
    expect(readFileSync(join(site.folder, 'facts/voting.yaml'), 'utf8')).toBe(soundFiles['facts/voting.yaml']);
  });

  it('is done once: a second publication or dropping of the same proposal does nothing', async () => {
    const { site, publish, page } = await proposed();
    const nam = await site.signedIn('nam');
    await nam.submit(page, {}, publish);
    const token = await tokenOf(nam);
    for (const again of [publish, publish.replace('/dang', '/bo')])
      expect((await nam.post(again, { _form: token })).status).toBe(409);
    expect((await loadPack(site.folder)).pack.facts[0]?.asks).toHaveLength(2);
  });
});

describe('a fact written at the console', () => {
  const fields = {
    id: 'standing-age',
    topic: 'eligibility',
    kind: 'how-many',
    statement: 'Công dân đủ 21 tuổi trở lên có quyền ứng cử (Điều 2).',
    value: '21 tuổi',
    measure: 'tuổi ứng cử',
    level: 'all',
    area: 'cả nước',
    confidence: 'established',
    source: 'law',
    article: 'Điều 2',
    asks: 'bao nhiêu tuổi được ứng cử\nmấy tuổi ứng cử',
  };

  it('is proposed, published and in the pack', async () => {
    const site = await open();
    const hoa = await site.signedIn('hoa');
    const id = proposalIn((await hoa.submit('/quan-tri/su-kien/moi', fields)).location);
    const nam = await site.signedIn('nam');
    await nam.submit(`/quan-tri/de-xuat/${id}`, {}, `/quan-tri/de-xuat/${id}/dang`);
    const { pack, problems } = await loadPack(site.folder);
    expect(problems).toEqual([]);
    expect(pack.facts.find((fact) => fact.id === 'standing-age')?.asks).toEqual(fields.asks.split('\n'));
  });

  it.each([
    ['a source nobody has', { source: 'nobody' }, 'Không có nguồn này'],
    ['an id that is taken', { id: 'voting-age' }, 'đã có rồi'],
    ['an id with capitals', { id: 'Tuổi' }, 'Mã chỉ gồm'],
  ])('is refused in Vietnamese with the form as it was filled in: %s', async (_, wrong, said) => {
    const site = await open();
    const hoa = await site.signedIn('hoa');
    const page = await hoa.submit('/quan-tri/su-kien/moi', { ...fields, ...wrong });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('[role=alert]')?.textContent).toContain(said);
    expect(page.document.querySelector('#statement')?.textContent).toBe(fields.statement);
  });

  it('shows what anybody typed as text, never as markup', async () => {
    const site = await open();
    await ask(site, '<script>alert(1)</script> bầu');
    const hoa = await site.signedIn('hoa');
    for (const path of ['/quan-tri/cau-hoi', '/quan-tri/cau-hoi/g1', '/quan-tri/su-kien/moi?cau-hoi=g1'])
      expect((await hoa.get(path)).text).not.toContain('<script>alert');
  });
});

describe('the facts the service knows', () => {
  it('are found without diacritics, by every word, and by id', async () => {
    const site = await open();
    const hoa = await site.signedIn('hoa');
    const idsFor = async (looked: string) =>
      [...(await hoa.get(`/quan-tri/su-kien?tim=${encodeURIComponent(looked)}`)).document.querySelectorAll('main li a')].map(
        (link) => link.textContent,
      );
    expect(await idsFor('thu tuc hanh chinh')).toEqual(['procedures-2022']);
    expect(await idsFor('chair tinh')).toEqual(['chair-2026', 'chair-2022']);
    expect(await idsFor('không có gì')).toEqual([]);
  });

  it('show their sources and what the service answers now, and take another way of asking', async () => {
    const site = await open();
    const hoa = await site.signedIn('hoa');
    const page = await hoa.get('/quan-tri/su-kien/voting-age');
    const said = page.document.querySelector('main')?.textContent;
    expect(said).toContain('Luật Bầu cử (Quốc hội');
    expect(said).toContain('bao nhiêu tuổi được bầu cửNguồn không nêu.');
    const path = '/quan-tri/su-kien/voting-age/cach-hoi';
    const proposed = await hoa.submit('/quan-tri/su-kien/voting-age', { wording: 'mấy tuổi đi bầu' }, path);
    expect(proposalIn(proposed.location)).not.toBe('none');
    expect((await hoa.submit('/quan-tri/su-kien/voting-age', { wording: 'bao nhiêu tuổi được đi bầu' }, path)).status).toBe(422);
  });
});
