import { describe, expect, it } from 'vitest';
import { shownGroup } from '../../../src/conversations/unanswered/question-group.ts';
import { type AskedOfficials, openAskedOfficials } from '../../fakes/unanswered.ts';

const ways = [
  'Phòng bỏ phiếu có chỗ gửi xe máy không?',
  'ở phòng bỏ phiếu có chỗ gửi xe máy không',
  'phong bo phieu co cho gui xe may khong',
];
const shown = async ({ unanswered }: AskedOfficials) => (await unanswered.groups.all()).flatMap((one) => shownGroup(one) ?? []);

describe('a question that could not be answered', () => {
  it('is shown from the third person on, whatever the same person asks again', async () => {
    const asked = openAskedOfficials();
    for (const [i, text] of [...ways, ...ways].entries()) await asked.recording.declined(`telegram:${i % 2}`, text);
    expect(await shown(asked)).toEqual([]);
    await asked.recording.declined('zalo-oa:7', ways[1]!);
    expect(await shown(asked)).toMatchObject([{ count: 7, days: { '2026-03-01': { telegram: 6, 'zalo-oa': 1 } } }]);
    expect((await shown(asked))[0]!.wordings.sort()).toEqual([...ways].sort());
  });

  it('is a group of its own where it is another question', async () => {
    const asked = openAskedOfficials();
    await asked.recording.declined('telegram:1', ways[0]!);
    await asked.recording.declined('telegram:2', 'Ai in phiếu bầu cho tỉnh?');
    expect(await asked.unanswered.groups.all()).toHaveLength(2);
  });

  it('is shown at once when whoever asked it agreed, and only in their words', async () => {
    const asked = openAskedOfficials();
    await asked.recording.declined('telegram:1', ways[0]!);
    await asked.recording.declined('telegram:2', ways[1]!);
    await asked.recording.agreed('telegram:2', ways[1]!);
    expect(await shown(asked)).toMatchObject([{ wordings: [ways[1]], count: 2 }]);
  });

  it('keeps nothing of who asked: no chat, no name, no number, no hour, and no mark once three have asked', async () => {
    const asked = openAskedOfficials();
    const texts = ways.map((way, i) => `Tôi là Nguyễn Thị Hoa, số 0912 345 67${i}. ${way}`);
    for (const [i, text] of texts.entries()) await asked.recording.declined(`telegram:98765${i}`, text);
    const kept = JSON.stringify(await asked.unanswered.groups.all());
    expect(kept).not.toMatch(/Hoa|Nguyễn|0912|345|98765|T\d\d:|marks|salt/u);
    expect(kept).toContain('chỗ gửi xe máy');
    expect(await asked.unanswered.askers.all()).toEqual([]);
  });

  it('keeps two marks at most, of which each fits one chat in 256', async () => {
    const asked = openAskedOfficials();
    for (const chat of ['telegram:1', 'telegram:2', 'telegram:1']) await asked.recording.declined(chat, ways[0]!);
    const [group] = await asked.unanswered.groups.all();
    expect(group?.seen?.marks).toHaveLength(2);
    for (const mark of group!.seen!.marks) expect(mark).toMatch(/^[0-9a-f]{2}$/u);
  });

  it('remembers whom to tell only of those who agreed, once each', async () => {
    const asked = openAskedOfficials();
    await asked.recording.declined('telegram:1', ways[0]!);
    expect(await asked.recording.agreed('telegram:2', ways[1]!)).toBe(true);
    expect(await asked.recording.agreed('telegram:2', ways[2]!)).toBe(true);
    expect(await asked.unanswered.askers.all()).toMatchObject([
      { chat: 'telegram:2', text: ways[1], tries: 0, day: '2026-03-01' },
    ]);
  });

  it('says that it was not kept when the store fails, and goes on with the next', async () => {
    const asked = openAskedOfficials();
    const { groups } = asked.unanswered;
    const change = groups.change;
    groups.change = async () => {
      throw new Error('disk full');
    };
    expect(await asked.recording.agreed('telegram:1', ways[0]!)).toBe(false);
    groups.change = change;
    expect(await asked.recording.declined('telegram:1', ways[0]!)).toBe(true);
    expect(asked.errors).toHaveLength(1);
  });

  it('adds to what another process has begun meanwhile', async () => {
    const asked = openAskedOfficials();
    await asked.recording.declined('telegram:1', ways[0]!);
    const other = openAskedOfficials({ unanswered: asked.unanswered, newId: () => 'other' });
    await other.recording.declined('telegram:2', ways[1]!);
    expect(await asked.unanswered.groups.all()).toMatchObject([{ id: 'id-1', days: { '2026-03-01': { telegram: 2 } } }]);
  });
});
