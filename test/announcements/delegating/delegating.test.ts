import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/announcements/acting.ts';
import { createDelegating, type DelegationWish } from '../../../src/announcements/delegating/delegating.ts';
import { delegationRefusalText } from '../../../src/announcements/delegating/words.ts';
import { createManaging } from '../../../src/announcements/managing.ts';
import { revokeAllDelegations } from '../../../src/announcements/people/delegation.ts';
import { previewText } from '../../../src/announcements/words-preview.ts';
import { someRecord } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncing, lan, letGo, minh, submitted, valueIn } from '../../fakes/announcing.ts';

const thu: Actor = { official: 'thu', from: 'console' };
const dayMs = 24 * 3_600_000;

async function office() {
  const cutri = await createAnnouncing();
  await cutri.subscribe(2);
  await cutri.officialsNow((held) => [
    ...held.map((one) => ({ ...one, chat: `telegram:${one.id}`, name: one.id === 'minh' ? 'Trần Minh' : one.name })),
    official('quan', { roles: ['admin'] }),
  ]);
  const told: { chat: string; text: string }[] = [];
  const delegating = createDelegating({
    ...cutri,
    now: cutri.clock.now,
    notify: async (chat, { text }) => void told.push({ chat, text }),
  });
  const later = (ms: number) => new Date(cutri.clock.now().getTime() + ms).toISOString();
  async function delegate(wish: Partial<DelegationWish> = {}, by: Actor = minh) {
    const outcome = await delegating.delegate(
      by,
      { to: 'thu', from: '', until: later(dayMs), ...wish },
      await cutri.code(by.official),
    );
    await cutri.clock.advance(30_000);
    return outcome;
  }
  async function approve(id: string, by: Actor = thu, behalf?: string) {
    const { hash, phrase = '' } = valueIn(await cutri.publishing.preview(by, id));
    const outcome = await cutri.publishing.approve(by, id, { hash, phrase, code: await cutri.code(by.official), behalf });
    await cutri.clock.advance(30_000);
    return outcome;
  }
  const states = async () => (await delegating.delegations()).map(({ id, state }) => `${id} ${state}`);
  return { ...cutri, cutri, delegating, told, later, delegate, approve, states };
}

describe('letting another official approve in one’s name', () => {
  it('tells both, keeps it with its reason and a record, and lists it by its state', async () => {
    const { delegate, told, later, states, audit, clock, delegating } = await office();
    const made = await delegate({ from: later(3_600_000), until: later(2 * dayMs), reason: ' họp ở Hà Nội ' });
    expect(made).toMatchObject({
      kind: 'done',
      value: { id: 'minh-1', to: { id: 'thu' }, reason: 'họp ở Hà Nội', state: 'to-come' },
    });
    expect(told.map(({ chat }) => chat)).toEqual(['telegram:minh', 'telegram:thu']);
    expect(told[1]!.text).toContain('Trần Minh ủy quyền cho bạn duyệt thông báo thay mặt, từ 16:00 ngày 01/03/2026');
    const [entry] = await audit.latest({ action: 'official-delegate', limit: 1 });
    expect(entry).toMatchObject({ who: 'minh', subject: 'thu', outcome: 'done' });
    expect(entry!.detail).toContain('minh-1: thu, từ 16:00 ngày 01/03/2026 đến');
    await clock.advance(3_600_000);
    expect(await states()).toEqual(['minh-1 in-force']);
    await clock.advance(2 * dayMs);
    expect(await states()).toEqual(['minh-1 over']);
    expect(await delegating.revokeDelegation(thu, 'minh-2')).toMatchObject({ refusal: { code: 'unknown-delegation' } });
  });

  it('keeps in whose name it was approved in the approval, the log and the preview', async () => {
    const { delegate, approve, cutri, publishing, audit } = await office();
    valueIn((await delegate()) as { kind: 'done'; value: object });
    const { id } = await submitted(cutri);
    const before = valueIn(await publishing.preview(thu, id));
    expect(previewText(before, { communeName: (code) => code })).toContain('Bạn có thể duyệt thay mặt Trần Minh (ủy quyền từ');
    const approved = valueIn(await approve(id));
    expect(approved.approval).toMatchObject({ by: 'thu', behalf: { of: 'minh', person: 'staffminh', delegation: 'minh-1' } });
    const after = valueIn(await publishing.preview(lan, id));
    expect(previewText(after, { communeName: (code) => code })).toMatch(
      /Người duyệt: thu, thay mặt Trần Minh \(ủy quyền từ \d\d:\d\d ngày 01\/03\/2026 đến \d\d:\d\d ngày 02\/03\/2026\)/u,
    );
    const [entry] = await audit.latest({ action: 'approve', limit: 1 });
    expect(entry).toMatchObject({ who: 'thu', outcome: 'done' });
    expect(entry!.detail).toMatch(/^2, thay mặt Trần Minh \(minh\) \(ủy quyền từ .* đến .*\), minh-1$/u);
    expect(valueIn(await letGo(cutri, id)).state).toBe('sending');
  });

  it('carries what was approved in its time when it has run out since, as long as nobody revoked it', async () => {
    const { delegate, approve, cutri, clock, later } = await office();
    await delegate({ until: later(3_600_000) });
    const { id } = await submitted(cutri);
    valueIn(await approve(id));
    await clock.advance(2 * 3_600_000);
    expect(valueIn(await letGo(cutri, id)).state).toBe('sending');
  });

  it('G-28: counts nothing that was approved by it once it is revoked, also by the delegate or an administrator', async () => {
    for (const by of ['minh', 'thu', 'quan']) {
      const { delegate, approve, cutri, delegating, told, states } = await office();
      await delegate();
      const { id } = await submitted(cutri);
      valueIn(await approve(id));
      told.length = 0;
      expect(await delegating.revokeDelegation({ official: by, from: 'console' }, 'minh-1')).toMatchObject({ kind: 'done' });
      expect(told.map(({ chat }) => chat)).toEqual(['telegram:minh', 'telegram:thu']);
      expect(await letGo(cutri, id)).toMatchObject({ refusal: { code: 'approval', flaw: 'delegation-void' } });
      expect(await states()).toEqual(['minh-1 revoked']);
    }
  });

  it('is revoked by nobody else, and not twice', async () => {
    const { delegate, delegating } = await office();
    await delegate();
    expect(await delegating.revokeDelegation(lan, 'minh-1')).toMatchObject({ refusal: { code: 'not-permitted' } });
    await delegating.revokeDelegation(minh, 'minh-1');
    expect(await delegating.revokeDelegation(minh, 'minh-1')).toMatchObject({ refusal: { code: 'delegation-over' } });
  });

  it.each([
    ['an account there is not', { to: 'ai-do' }, 'unknown-delegate'],
    ['oneself', { to: 'minh' }, 'same-person'],
    ['an end before the beginning', { until: '2026-02-01T00:00:00.000Z' }, 'delegation-order'],
    ['an end that is no time', { until: '' }, 'delegation-order'],
    ['more than thirty days', { until: '2026-04-15T00:00:00.000Z' }, 'delegation-too-long'],
  ] as const)('is not made for %s, and says why in one line', async (_, wish, code) => {
    const { delegate, states, told } = await office();
    const outcome = await delegate(wish);
    expect(outcome).toMatchObject({ kind: 'refused', refusal: { code } });
    if (outcome.kind === 'refused') expect(delegationRefusalText(outcome.refusal)).toMatch(/^[^\n]{20,}$/u);
    expect([await states(), told]).toEqual([[], []]);
  });

  it('is one at a time, and may follow another', async () => {
    const { delegate, later, states } = await office();
    await delegate();
    expect(await delegate({ to: 'both' })).toMatchObject({ refusal: { code: 'delegated-already', id: 'minh-1' } });
    expect(await delegate({ to: 'both', from: later(2 * dayMs), until: later(3 * dayMs) })).toMatchObject({ kind: 'done' });
    expect((await states()).sort()).toEqual(['minh-1 in-force', 'minh-2 to-come']);
  });

  it('lets a wrong wish use up no code, and counts a wrong code', async () => {
    const { delegating, later, code, officials } = await office();
    const right = await code('minh');
    const until = later(dayMs);
    await delegating.delegate(minh, { to: 'ai-do', from: '', until }, right);
    expect(await delegating.delegate(minh, { to: 'thu', from: '', until }, '000000')).toMatchObject({
      refusal: { code: 'code-wrong' },
    });
    expect((await officials.list()).find(({ id }) => id === 'minh')!.totp.failures).toBe(1);
    expect(await delegating.delegate(minh, { to: 'thu', from: '', until }, right)).toMatchObject({ kind: 'done' });
  });

  it('asks an approver with delegations of others in whose name they approve', async () => {
    const { delegate, approve, cutri, officialsNow } = await office();
    await delegate();
    await delegate({}, { official: 'both', from: 'console' });
    const { id } = await submitted(cutri);
    expect(await approve(id)).toMatchObject({ refusal: { code: 'behalf-unclear', of: ['minh', 'both'] } });
    expect(valueIn(await approve(id, thu, 'both')).approval).toMatchObject({ behalf: { of: 'both' } });
    await officialsNow((held) => held.map((one) => (one.id === 'thu' ? { ...one, roles: ['approver'] } : one)));
    const second = await submitted(cutri);
    expect(valueIn(await approve(second.id)).approval!.behalf).toBeUndefined();
  });

  it('lets the delegate give it back, with the reason and in whose name', async () => {
    const { delegate, cutri, publishing, audit } = await office();
    await delegate();
    const { id } = await submitted(cutri);
    expect(valueIn(await publishing.return(thu, id, 'sai giờ'))).toMatchObject({ state: 'draft', note: 'sai giờ' });
    expect((await audit.latest({ action: 'return', limit: 1 }))[0]!.detail).toMatch(/^sai giờ, thay mặt Trần Minh/u);
    expect(await publishing.stop(thu, id, 'bỏ')).toMatchObject({ refusal: { code: 'not-permitted' } });
  });

  it('ends for good when the delegator loses the role, and when a store was put back', async () => {
    const { delegate, states, officials, clock, code, later, delegating } = await office();
    const managing = createManaging({
      officials,
      random: (bytes) => new Uint8Array(bytes),
      notify: async () => undefined,
      now: clock.now,
    });
    await delegate();
    const word = async () => {
      await clock.advance(30_000);
      return [{ admin: 'quan', code: await code('quan'), from: 'console' as const }];
    };
    expect(await managing.assign(await word(), 'minh', ['auditor'])).toMatchObject({ kind: 'done' });
    expect(await managing.assign(await word(), 'minh', ['approver'])).toMatchObject({ kind: 'done' });
    expect(await states()).toEqual(['minh-1 revoked']);
    expect((await delegating.delegate(minh, { to: 'thu', from: '', until: later(dayMs) }, await code('minh'))).kind).toBe('done');
    expect(await revokeAllDelegations(officials, { ...someRecord('cutri', 'restore'), at: clock.now().toISOString() })).toBe(1);
    expect(await states()).toEqual(['minh-2 revoked', 'minh-1 revoked']);
  });
});
