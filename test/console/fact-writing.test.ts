import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../src/sources/pack.ts';
import { proposalAt, startEditingSite } from '../fakes/editing-site.ts';
import { soundFiles } from '../fakes/pack-folder.ts';

const path = '/quan-tri/su-kien/voting-age/sua';
const file = 'facts/voting.yaml';
const statement = 'Công dân từ đủ 18 tuổi trở lên đều có quyền bầu cử (Điều 2).';

const sound = { ...soundFiles, [file]: soundFiles[file]!.replace('kinds: [how-many, yes-no]', 'kinds: [how-many]') };

async function open(files = sound) {
  const site = await startEditingSite(files);
  const read = () => readFileSync(join(site.folder, file), 'utf8');
  const publish = async (location: string | null) => {
    const nam = await site.signedIn('nam');
    return nam.submit(`/quan-tri/de-xuat/${proposalAt(location)}`, {}, `/quan-tri/de-xuat/${proposalAt(location)}/dang`);
  };
  return { site, hoa: await site.signedIn('hoa'), read, publish };
}

describe('a fact that is there', () => {
  it('is shown as its file has it, and an unchanged form changes nothing', async () => {
    const { hoa } = await open();
    const { document } = await hoa.get(path);
    const value = (id: string) => document.querySelector(`#${id}`)?.getAttribute('value');
    expect(document.querySelector('#statement')?.textContent).toBe('Công dân đủ 18 tuổi trở lên có quyền bầu cử (Điều 2).');
    expect([value('value'), value('measure'), value('source'), value('article')]).toEqual([
      '18 tuổi',
      'tuổi bầu cử',
      'law',
      'Điều 2',
    ]);
    const same = await hoa.post(path, await typed(hoa, {}));
    expect([same.status, same.text.includes('Nội dung này đã có rồi')]).toEqual([422, true]);
  });

  it('is changed by a proposal that another person publishes: the lines that differ, and no other byte', async () => {
    const noted = {
      ...sound,
      [file]: sound[file]!.replace('    topic: eligibility', '    # checked twice\n    topic: eligibility # by two'),
    };
    const { site, hoa, read, publish } = await open(noted);
    const values = { 'value-0-of': 'tuổi bầu cử', 'value-0-kind': 'number', 'value-0-is': '18', 'value-0-unit': 'tuổi' };
    const asks = 'bao nhiêu tuổi được đi bầu\nmấy tuổi đi bầu';
    const changed = { statement, asks, ...values, 'value-0-comparator': 'at-least' };
    const proposed = await hoa.post(path, await typed(hoa, changed));
    expect((await publish(proposed.location)).text).toContain('Đã đăng');
    const had = noted[file]!.split('\n');
    const has = read().split('\n');
    expect(had.filter((line) => !has.includes(line))).toEqual([
      '    statement: Công dân đủ 18 tuổi trở lên có quyền bầu cử (Điều 2).',
    ]);
    const { pack, problems } = await loadPack(site.folder);
    expect(problems).toEqual([]);
    expect(pack.facts[0]).toMatchObject({
      statement,
      asks: asks.split('\n'),
      values: [{ kind: 'number', of: 'tuổi bầu cử', comparator: 'at-least', is: 18, unit: 'tuổi' }],
    });
  });

  it('shows what is wrong at the field it is wrong in, in Vietnamese, and keeps what was typed', async () => {
    const { hoa, read } = await open();
    const wrong = {
      statement: 'Hiện nay công dân đủ 18 tuổi có quyền bầu cử.',
      value: '21 tuổi',
      measure: 'tuổi kết hôn',
      year: '26',
      source: 'nobody',
    };
    const said = async (fields: Record<string, string>) => {
      const page = await hoa.post(path, await typed(hoa, fields));
      const at = (id: string) => page.document.querySelector(`#${id}-wrong`)?.textContent ?? '';
      return { page, at };
    };
    const shape = await said({ year: wrong.year });
    expect([shape.page.status, shape.at('year')]).toEqual([422, 'Hãy viết năm bằng bốn chữ số.']);
    const rules = await said({ statement: wrong.statement, value: wrong.value, measure: wrong.measure });
    expect(rules.at('statement')).toContain('Không viết “Hiện nay”');
    expect(rules.at('value')).toContain('không nêu 21');
    expect(rules.at('measure')).toContain('chưa có chữ');
    expect(rules.page.document.querySelector('#statement')?.textContent).toBe(wrong.statement);
    expect(rules.page.document.querySelector('#statement')?.getAttribute('aria-describedby')).toBe('statement-wrong');
    const source = await said({ source: wrong.source });
    expect(source.page.document.querySelector('fieldset .wrong')?.textContent).toContain('“nobody”');
    expect(read()).toBe(sound[file]);
  });

  it('shows the answer on every phone and five questions with their answers before anything is proposed', async () => {
    const { hoa, read } = await open();
    const ways = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu'].map((word) => `cách hỏi ${word}`);
    const page = await hoa.post(path, await typed(hoa, { statement, asks: ways.join('\n'), do: 'look' }));
    const trial = page.document.querySelector('#trial');
    expect([...(trial?.querySelectorAll('.phone .bubble') ?? [])].map((bubble) => bubble.textContent)).toHaveLength(2);
    expect(trial?.querySelector('.phone .bubble')?.textContent).toContain(statement);
    expect(trial?.querySelectorAll('li')).toHaveLength(4);
    expect(trial?.querySelector('h3')?.textContent).toContain('trả lời từ nội dung này');
    const own = await hoa.post(path, await typed(hoa, { statement, questions: 'câu không ai biết', do: 'look' }));
    expect(own.document.querySelector('#trial h3')?.textContent).toContain('câu không ai biết (không trả lời được)');
    expect(read()).toBe(sound[file]);
  });

  it('that was edited by hand since the form was opened is a conflict: nothing is proposed, nothing overwritten', async () => {
    const { site, hoa, read } = await open();
    const fields = await typed(hoa, { statement });
    const byHand = sound[file]!.replace('18 tuổi trở lên có', '18 tuổi trở lên thì có');
    writeFileSync(join(site.folder, file), byHand);
    const page = await hoa.post(path, fields);
    expect([page.status, page.text.includes('sửa bằng tay')]).toEqual([409, true]);
    expect(page.document.querySelector('#statement')?.textContent).toBe(statement);
    expect(read()).toBe(byHand);
  });

  it('goes back to a version that was published: the form is filled with it, and another person publishes', async () => {
    const { site, hoa, read, publish } = await open();
    await publish((await hoa.post(path, await typed(hoa, { statement }))).location);
    const first = read();
    const later = statement.replace('đều có', 'thì có');
    await publish((await hoa.post(path, await typed(hoa, { statement: later }))).location);
    const links = [...(await hoa.get(path)).document.querySelectorAll('a[href*="?ban="]')].map(
      (link) => link.getAttribute('href')!,
    );
    expect(links).toHaveLength(2);
    const back = await hoa.get(links[1]!);
    expect(back.document.querySelector('#statement')?.textContent).toBe(statement);
    const fields = { ...(await typed(hoa, {})), statement: back.document.querySelector('#statement')!.textContent ?? '' };
    await publish((await hoa.post(path, fields)).location);
    expect(read()).toBe(first);
    expect((await loadPack(site.folder)).problems).toEqual([]);
  });

  it('is no other fact: an id of nobody, or of a path, opens nothing', async () => {
    const { hoa } = await open();
    for (const id of ['nobody', '..%2F..%2Fetc%2Fpasswd', 'election-day'])
      expect((await hoa.get(`/quan-tri/su-kien/${id}/sua`)).status).toBe(404);
  });

  it('shows markup in every field as text', async () => {
    const { hoa } = await open();
    const evil = '"><script>alert(1)</script>';
    const names = [
      'statement',
      'value',
      'measure',
      'area',
      'source',
      'article',
      'quote',
      'nextStep',
      'topic',
      'asks',
      'questions',
      'value-0-of',
    ];
    const page = await hoa.post(path, await typed(hoa, Object.fromEntries(names.map((name) => [name, evil]))));
    expect(page.status).toBe(422);
    expect(page.text).not.toContain('<script>alert');
  });
});

/** The form of the fact as it is filled, with some fields typed over. */
async function typed(
  hoa: Awaited<ReturnType<typeof open>>['hoa'],
  fields: Record<string, string>,
): Promise<Record<string, string>> {
  const { document } = await hoa.get(path);
  const filled: Record<string, string> = {};
  for (const field of document.querySelectorAll('main form input, main form select, main form textarea')) {
    const name = field.getAttribute('name') ?? '';
    if (field.getAttribute('type') === 'checkbox' && !field.hasAttribute('checked')) continue;
    if (field.tagName === 'SELECT') filled[name] = field.querySelector('option[selected]')?.getAttribute('value') ?? '';
    else filled[name] = field.tagName === 'TEXTAREA' ? (field.textContent ?? '') : (field.getAttribute('value') ?? '');
  }
  return { ...filled, do: 'propose', ...fields };
}
