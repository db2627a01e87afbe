import { expect, it } from 'vitest';
import type { AuditRecord } from '../../src/announcements/people/audit.ts';
import {
  createStartingTexts,
  type StartingTextRecord,
  startingTextMark,
} from '../../src/announcements/starting-texts/keeping.ts';
import type { Records } from '../../src/messaging/records.ts';
import { official } from './officials.ts';

export const someStartingText = (id: string, changes: Partial<StartingTextRecord> = {}): StartingTextRecord => ({
  id,
  name: 'Nhắc việc',
  text: 'Nhắc cử tri [xã]: hạn là [ngày].',
  madeAt: '2026-03-01T08:00:00.000Z',
  ...changes,
});

const meeting = { id: 'hop', name: 'Mời họp', text: '[Cơ quan] mời họp.' };
const outage = { id: 'ngung', name: 'Tạm ngừng', text: '[Nơi] tạm ngừng.' };
const editor = official('hoa', { roles: ['editor'] });
const admin = official('quan', { roles: ['admin'] });

/** What the texts to begin with promise on every store. `open` gives an empty one; `others` another process on the same, where there can be one. */
export function describeStartingTexts(
  open: () => Promise<{ records: Records<StartingTextRecord>; others?: () => Promise<Records<StartingTextRecord>> }>,
): void {
  async function start() {
    const { records, others } = await open();
    const log: AuditRecord[] = [];
    let ids = 0;
    const over = (on: Records<StartingTextRecord>) =>
      createStartingTexts({
        ...{ records: on, originals: [meeting, outage], newId: () => `own-${++ids}` },
        audit: { append: async (record) => ({ ...record, number: log.push(record), previous: '', chain: '' }) },
        now: () => new Date(Date.parse('2026-03-01T08:00:00.000Z') + ids * 1_000),
      });
    const texts = over(records);
    return { texts, elsewhere: others ? over(await others()) : texts, records, log };
  }
  const namesIn = async ({ list }: Pick<Awaited<ReturnType<typeof start>>['texts'], 'list'>) =>
    (await list()).map(({ name, standing }) => `${name}: ${standing}`);

  it('offers those that are always there where nothing was changed, and keeps nothing of them', async () => {
    const { texts, records } = await start();
    expect(await texts.list()).toEqual([
      { ...meeting, standing: 'original' },
      { ...outage, standing: 'original' },
    ]);
    expect([await texts.removed(), await records.all()]).toEqual([[], []]);
  });

  it('changes one in its place, adds others behind, takes them away, and brings the first ones back, for every process', async () => {
    const { texts, elsewhere } = await start();
    expect(
      await texts.change(editor, { ...meeting, name: 'Họp dân', text: '[Thôn] họp.' }, startingTextMark(meeting)),
    ).toBeUndefined();
    expect(await texts.add(admin, { name: 'Lịch trực', text: '[Ngày] trực.' })).toBeUndefined();
    expect(await elsewhere.add(editor, { name: 'Cảm ơn', text: 'Xin cảm ơn.' })).toBeUndefined();
    expect(await namesIn(elsewhere)).toEqual(['Họp dân: changed', 'Tạm ngừng: original', 'Lịch trực: own', 'Cảm ơn: own']);
    const own = (await texts.list()).at(-1)!;
    expect(await elsewhere.remove(editor, own.id, startingTextMark(own))).toBeUndefined();
    expect(await texts.remove(editor, outage.id, startingTextMark(outage))).toBeUndefined();
    expect(await namesIn(texts)).toEqual(['Họp dân: changed', 'Lịch trực: own']);
    expect(await elsewhere.removed()).toEqual([outage]);
    for (const { id } of [meeting, outage]) expect(await texts.restore(admin, id)).toBeUndefined();
    expect(await namesIn(elsewhere)).toEqual(['Mời họp: original', 'Tạm ngừng: original', 'Lịch trực: own']);
  });

  it('overwrites nothing that somebody else changed or took away meanwhile', async () => {
    const { texts, elsewhere } = await start();
    const seen = startingTextMark(meeting);
    await elsewhere.change(editor, { ...meeting, text: 'Của người khác.' }, seen);
    expect(await texts.change(admin, { ...meeting, text: 'Của tôi.' }, seen)).toBe('changed');
    expect(await texts.remove(admin, meeting.id, seen)).toBe('changed');
    expect((await texts.list())[0]?.text).toBe('Của người khác.');
    await elsewhere.remove(editor, outage.id, startingTextMark(outage));
    expect(await texts.change(admin, { ...outage, text: 'Của tôi.' }, startingTextMark(outage))).toBe('unknown');
    expect(await texts.change(admin, { ...someStartingText('khong-co') }, '')).toBe('unknown');
  });

  it('refuses what nobody could choose or read, and whoever is neither editor nor administrator; nothing is kept then', async () => {
    const { texts, records, log } = await start();
    const good = { name: 'Lịch trực', text: 'a' };
    const author = official('lan', { roles: ['author', 'approver', 'auditor'] });
    expect(await texts.add(author, good)).toBe('not-permitted');
    expect(await texts.add({ ...editor, disabled: true }, good)).toBe('not-permitted');
    expect(await texts.change(author, meeting, startingTextMark(meeting))).toBe('not-permitted');
    expect(await texts.remove(author, meeting.id, startingTextMark(meeting))).toBe('not-permitted');
    expect(await texts.restore(author, meeting.id)).toBe('not-permitted');
    expect(await texts.add(editor, { ...good, name: '  ' })).toBe('no-name');
    expect(await texts.add(editor, { ...good, name: 'x'.repeat(61) })).toBe('long-name');
    expect(await texts.add(editor, { ...good, name: 'MỜI HỌP' })).toBe('same-name');
    expect(await texts.add(editor, { ...good, text: ' \n ' })).toBe('no-text');
    expect(await texts.add(editor, { ...good, text: 'x'.repeat(4_001) })).toBe('long-text');
    expect(await texts.restore(editor, 'khong-co')).toBe('unknown');
    expect([await records.all(), log]).toEqual([[], []]);
  });

  it('has at most forty of them', async () => {
    const { texts } = await start();
    for (let i = 2; i < 40; i += 1) expect(await texts.add(editor, { name: `Mẫu ${i}`, text: 'a' })).toBeUndefined();
    expect(await texts.add(editor, { name: 'Một mẫu nữa', text: 'a' })).toBe('too-many');
  });

  it('notes each change in the log: who, what, which text, and its hash', async () => {
    const { texts, log } = await start();
    await texts.add(editor, { name: 'Lịch trực', text: 'a' });
    await texts.change(admin, { ...meeting, text: 'b' }, startingTextMark(meeting));
    await texts.restore(admin, meeting.id);
    // It is what it was at first: there is nothing to note.
    await texts.restore(admin, meeting.id);
    await texts.remove(admin, outage.id, startingTextMark(outage));
    expect(log.map(({ who, action, subject, detail }) => [who, action, subject, detail])).toEqual([
      ['hoa', 'starting-text-add', 'own-1', 'Lịch trực'],
      ['quan', 'starting-text-change', 'hop', 'Mời họp'],
      ['quan', 'starting-text-restore', 'hop', 'Mời họp'],
      ['quan', 'starting-text-remove', 'ngung', 'Tạm ngừng'],
    ]);
    expect(log.every(({ hash = '', outcome, from }) => hash.length === 64 && outcome === 'done' && from === 'console')).toBe(
      true,
    );
  });
}
