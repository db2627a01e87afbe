import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/announcements/acting.ts';
import { delegationsRevoked } from '../../src/announcements/after-restore.ts';
import type { Announcement } from '../../src/announcements/announcement.ts';
import type { ApprovalRequest } from '../../src/announcements/approving.ts';
import type { Finding } from '../../src/announcements/finding.ts';
import { revokingAction } from '../../src/announcements/people/delegation.ts';
import type { Delegation } from '../../src/announcements/people/officials.ts';
import type { MessageImage } from '../../src/messaging/shown-image.ts';
import { entriesOf, someRecord } from '../contracts/announcement-store.ts';
import { official } from '../contracts/officials.ts';
import { subscriber } from '../contracts/subscribers.ts';
import { type Announcing, content, createAnnouncing, goodText, lan, minh, submitted, valueIn } from '../fakes/announcing.ts';
import { submittedTemplate } from '../fakes/emergency.ts';

const [thu, both, lan2]: Actor[] = ['thu', 'both', 'lan-2'].map((id) => ({ official: id, from: 'console' }));
const delegation = (of: string, changes: Partial<Delegation> = {}): Delegation => ({
  ...{ id: `${of}-1`, to: 'thu', persons: [`staff${of}`, 'staffthu'], terms: [0, 0], madeAt: '2026-03-01T07:00:00.000Z' },
  ...{ from: '2026-03-01T07:00:00.000Z', until: '2026-03-02T07:00:00.000Z', ...changes },
});

async function office(count = 3, options: Parameters<typeof createAnnouncing>[0] = {}) {
  const cutri = await createAnnouncing(options);
  await cutri.subscribe(count);
  async function approve(id: string, by: Actor, given: Partial<ApprovalRequest> = {}) {
    const { hash, phrase = '' } = valueIn(await cutri.publishing.preview(by, id));
    const request = { hash, phrase, code: await cutri.code(by.official), ...given };
    const outcome = await cutri.publishing.approve(by, id, request);
    await cutri.clock.advance(30_000);
    return outcome;
  }
  /** An approver lets thu approve in their name. */
  const delegates = (of: string, changes: Partial<Delegation> = {}) =>
    cutri.officialsNow((held) =>
      held.map((one) => (one.id === of ? { ...one, delegations: [...(one.delegations ?? []), delegation(of, changes)] } : one)),
    );
  const put = (held: Announcement, changes: Partial<Announcement>) =>
    cutri.announcements.save({ ...held, ...changes }, someRecord(held.id));
  return { ...cutri, cutri, approve, delegates, put };
}
const codeOf = (outcome: { kind: string; refusal?: { code: string } }) => outcome.refusal?.code ?? outcome.kind;
const detailOf = async ({ audit }: Pick<Announcing, 'audit'>, action = 'approve') =>
  (await audit.latest({ action, limit: 1 }))[0]?.detail;

describe('the words an approver types', () => {
  it.each([
    ['gửi tất cả 1000', 'done'],
    ['  GỬI   TẤT CẢ 1.000 ', 'done'],
    ['gửi tất cả 1000'.normalize('NFD'), 'done'],
    ['GỬI TẤT CẢ 980', 'done'],
    ['GỬI TẤT CẢ 1020', 'done'],
    ['GỬI TẤT CẢ 979', 'confirmation'],
    ['GỬI TẤT CẢ 1021', 'confirmation'],
    ['GỬI TẤT CẢ', 'confirmation'],
    ['1000', 'confirmation'],
    ['', 'confirmation'],
    ['DIỄN TẬP 1000', 'confirmation'],
    ['KHÔNG GỬI TẤT CẢ 1000', 'confirmation'],
    ['GỬI TẤT CẢ 1000 NGƯỜI', 'confirmation'],
    ['GỬI TẤT CẢ ...', 'confirmation'],
  ])('%j: %s', async (phrase, expected) => {
    const { cutri, approve } = await office(1_000);
    const { id } = await submitted(cutri);
    expect(codeOf(await approve(id, minh, { phrase }))).toBe(expected);
  });

  it('are named with the number of now where they are others, and no code is used up', async () => {
    const { cutri, approve, code, officials } = await office();
    const { id } = await submitted(cutri);
    const right = await code('minh');
    expect(await approve(id, minh, { phrase: 'có', code: right })).toMatchObject({
      refusal: { code: 'confirmation', phrase: 'GỬI TẤT CẢ 3' },
    });
    expect((await officials.list()).find((one) => one.id === 'minh')!.totp).toMatchObject({ lastStep: 0, failures: 0 });
  });

  it('are none for a part of the subscribers', async () => {
    const { cutri, approve, subscribers } = await office(0);
    await subscribers.put(subscriber('telegram:1', { topics: ['milestones'] }));
    const { id } = await submitted(cutri, { audience: { kind: 'topics', topics: ['milestones'] } });
    expect(codeOf(await approve(id, minh, { phrase: '' }))).toBe('done');
  });
});

describe('an approval', () => {
  it('takes back what somebody noted, and says in the log how many it was for', async () => {
    const { cutri, approve, publishing, audit } = await office();
    const { id } = await submitted(cutri);
    valueIn(await publishing.return(minh, id, 'sai giờ'));
    valueIn(await publishing.submit(lan, id, {}));
    const approved = valueIn(await approve(id, minh));
    expect(approved).toMatchObject({ state: 'approved', approval: { by: 'minh', count: 3 } });
    expect(approved.note).toBeUndefined();
    expect(await detailOf({ audit })).toBe('3');
  });

  it('says in the log where it was typed at the terminal of who wrote it', async () => {
    const { cutri, approve, officialsNow, audit } = await office();
    const terminal = 'cutri 1001 pts/1';
    const here = { place: terminal, since: '2026-03-01T08:00:00.000Z' };
    const { id } = await submitted(cutri);
    await officialsNow((held) => held.map((one) => (['lan', 'minh'].includes(one.id) ? { ...one, terminals: [here] } : one)));
    expect(codeOf(await approve(id, { official: 'minh', from: 'cli', terminal }))).toBe('done');
    expect(await detailOf({ audit })).toBe('3, at the terminal of lan');
  });

  it('is bound to the terms of who gave it and who wrote it, wherever they are listed, and to the log as it was', async () => {
    const { cutri, approve, officialsNow, audit } = await office();
    await officialsNow((held) => held.map((one) => ({ ...one, term: one.id === 'lan' ? 2 : 1 })).toReversed());
    const { id } = await submitted(cutri);
    const { approval } = valueIn(await approve(id, minh));
    expect(approval!.terms).toEqual([1, 2]);
    const entries = await entriesOf(audit);
    const given = entries.findIndex(({ action }) => action === 'approve');
    expect(approval!.auditHead).toBe(entries[given - 1]!.chain);
  });

  it('is not given by a wrong code, which counts once', async () => {
    const { cutri, approve, officials } = await office();
    const { id } = await submitted(cutri);
    expect(codeOf(await approve(id, minh, { code: 'abcdef' }))).toBe('code-wrong');
    expect(JSON.stringify((await officials.list()).find((one) => one.id === 'minh')!.totp)).toContain('"failures":1');
    expect(codeOf(await approve(id, minh))).toBe('done');
  });

  it('is not given to what was not shown', async () => {
    const { cutri, approve } = await office();
    const { id } = await submitted(cutri);
    expect(codeOf(await approve(id, minh, { hash: 'f00' }))).toBe('not-what-was-shown');
  });

  it('is not given while something is found in the text that nobody gave a reason for', async () => {
    let found: readonly Finding[] = [];
    const { cutri, approve } = await office(3, { facts: () => found });
    const { id } = await submitted(cutri);
    found = [{ code: 'fact:day', severity: 'override', message: 'Ngày bầu cử khác nguồn.' }];
    expect(await approve(id, minh)).toMatchObject({ refusal: { code: 'text', findings: found } });
  });

  it('is not given while the audit log is not as it was written, and no code is used up', async () => {
    const { cutri, approve, audit, officials } = await office();
    const [first, second] = [await submitted(cutri), await submitted(cutri, { text: `${goodText} Bản hai.` })];
    valueIn(await approve(first.id, minh));
    const stepOf = async () => (await officials.list()).find((one) => one.id === 'minh')!.totp.lastStep;
    const before = await stepOf();
    // Somebody else takes the end away, beside the service, with what the first approval was given on.
    const [last] = await audit.latest({ limit: 1 });
    await audit.trim(last!, someRecord('audit'));
    expect(await approve(second.id, minh)).toMatchObject({ refusal: { code: 'log-broken', verdict: { kind: 'broken' } } });
    expect(await stepOf()).toBe(before);
  });

  it('is not given for nobody, nor without an audience', async () => {
    const { cutri, approve, put, subscribers } = await office(1);
    const made = await submitted(cutri);
    await subscribers.remove('telegram:0');
    expect(codeOf(await approve(made.id, minh))).toBe('nobody');
    const { audience: _, ...without } = made.content;
    await put(made, { content: without });
    expect(codeOf(await approve(made.id, minh))).toBe('no-audience');
  });

  it('of a template is given whether there is anybody now or not, and is only an approver’s own', async () => {
    const { cutri, approve, delegates } = await office(0);
    const { id } = await submittedTemplate(cutri);
    await delegates('minh');
    expect(codeOf(await approve(id, thu!))).toBe('template-in-own-name');
    expect(codeOf(await approve(id, minh, { behalf: 'both' }))).toBe('template-in-own-name');
    expect(codeOf(await approve(id, minh))).toBe('done');
  });

  it('is not given to a picture that is not in the store', async () => {
    const { cutri, approve, put } = await office();
    const made = await submitted(cutri);
    const image: MessageImage = {
      ...{ sha256: 'ab'.repeat(32), mediaType: 'image/png', width: 8, height: 8, size: 9, alt: 'Sơ đồ phòng bỏ phiếu' },
    };
    await put(made, { content: { ...made.content, image } });
    expect(await approve(made.id, minh)).toMatchObject({ refusal: { code: 'approval', flaw: 'image-changed' } });
  });

  it('is not given by who wrote it, with whatever account, but for a drill', async () => {
    const { cutri, approve, officialsNow } = await office();
    const { id } = await submitted(cutri);
    expect(codeOf(await approve(id, lan2!))).toBe('own-writing');
    await officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, chat: 'telegram:1' } : one)));
    const drill = await submitted(cutri, { audience: { kind: 'officials' } }, 'drill');
    expect(codeOf(await approve(drill.id, lan))).toBe('done');
  });

  it('asks for the code once where somebody else changed it at the same moment', async () => {
    const { cutri, announcements, approve, officials } = await office();
    const { id } = await submitted(cutri);
    const save = announcements.save;
    let lost = 0;
    announcements.save = async (changed, record) => {
      if (changed.state !== 'approved' || lost > 0) return save(changed, record);
      lost += 1;
      return undefined;
    };
    expect(codeOf(await approve(id, minh))).toBe('done');
    expect(lost).toBe(1);
    expect((await officials.list()).find((one) => one.id === 'minh')!.totp.failures).toBe(0);
  });
});

describe('an approval in somebody’s name', () => {
  it('is in the name of the only one who delegates, and the log has number, name, time and delegation', async () => {
    const { cutri, approve, delegates, audit } = await office();
    await delegates('minh');
    const { id } = await submitted(cutri);
    expect(valueIn(await approve(id, thu!)).approval).toMatchObject({ by: 'thu', behalf: { of: 'minh', delegation: 'minh-1' } });
    expect(await detailOf({ audit })).toMatch(/^3, thay mặt minh \(minh\) \(ủy quyền từ .* đến .*\), minh-1$/u);
  });

  it('of several who delegate is asked back', async () => {
    const { cutri, approve, delegates } = await office();
    await delegates('minh');
    await delegates('both');
    const { id } = await submitted(cutri);
    expect(await approve(id, thu!)).toMatchObject({ refusal: { code: 'behalf-unclear', of: ['minh', 'both'] } });
    expect(valueIn(await approve(id, thu!, { behalf: 'both' })).approval).toMatchObject({ behalf: { of: 'both' } });
  });

  it('of somebody who may approve is in their own name unless they ask, and of nobody who gave them none', async () => {
    const { cutri, approve, delegates } = await office();
    await delegates('minh', { to: 'both', persons: ['staffminh', 'staffboth'] });
    const first = await submitted(cutri);
    expect(codeOf(await approve(first.id, both!, { behalf: 'lan-2' }))).toBe('no-delegation');
    expect(valueIn(await approve(first.id, both!)).approval!.behalf).toBeUndefined();
    const second = await submitted(cutri, { text: `${goodText} Bản hai.` });
    expect(valueIn(await approve(second.id, both!, { behalf: 'minh' })).approval).toMatchObject({ behalf: { of: 'minh' } });
  });

  it('is not of what the delegate wrote, not even a drill, nor of what the delegator wrote', async () => {
    const { cutri, approve, delegates, put, officialsNow } = await office();
    await delegates('minh');
    const byThu = await submitted(cutri);
    await put(byThu, { writers: [...byThu.writers, 'staff-thu'] });
    expect(codeOf(await approve(byThu.id, thu!))).toBe('own-writing');
    const byMinh = await submitted(cutri, { text: `${goodText} Bản hai.` });
    await put(byMinh, { writers: [...byMinh.writers, 'staff-minh'] });
    expect(await approve(byMinh.id, thu!)).toMatchObject({ refusal: { code: 'delegator-wrote', of: 'minh' } });
    await officialsNow((held) => held.map((one) => (one.id === 'lan' ? { ...one, chat: 'telegram:1' } : one)));
    const drill = await submitted(cutri, { audience: { kind: 'officials' } }, 'drill');
    await put(drill, { writers: ['staff-thu'] });
    expect(codeOf(await approve(drill.id, thu!))).toBe('own-writing');
  });

  const at = '2026-03-01T07:30:00.000Z';
  const record = { ...someRecord('minh-1', revokingAction), at, outcome: 'done' };
  const { outcome: _, ...all } = { ...someRecord('store', 'resume-after-restore'), at };
  it.each([
    ['revoked', record, 'no-delegation'],
    ['revoked at the moment it was made', { ...record, at: delegation('minh').madeAt }, 'no-delegation'],
    ['revoked with all there were, because a store was put back', delegationsRevoked(all), 'no-delegation'],
    ['tried to be revoked in vain', { ...record, outcome: 'not-permitted' }, 'done'],
    ['revoked before it was made: another of that name', { ...record, at: '2026-03-01T06:59:59.999Z' }, 'done'],
    ['not concerned: another was revoked', { ...record, subject: 'minh-2' }, 'done'],
    ['not revoked: something else was done about it', { ...record, action: 'official-delegate' }, 'done'],
  ])('G-28: where the list was put back and the log says the delegation was %s', async (_, entry, expected) => {
    const { cutri, approve, delegates, audit } = await office();
    await delegates('minh');
    await audit.append(entry);
    const { id } = await submitted(cutri);
    expect(codeOf(await approve(id, thu!))).toBe(expected);
  });

  it('G-28: is found revoked (isRevokedIn) where the list was put back and hundreds of tries to revoke it were refused since', async () => {
    const { cutri, approve, delegates, audit } = await office();
    await delegates('minh');
    await audit.append(record);
    for (let i = 0; i < 300; i += 1) await audit.append({ ...record, who: 'thu', outcome: 'delegation-over' });
    const { id } = await submitted(cutri);
    expect(codeOf(await approve(id, thu!))).toBe('no-delegation');
  });
});

describe('giving an announcement back', () => {
  it('needs a reason, which its author reads without the blanks around it', async () => {
    const { cutri, publishing, audit } = await office();
    const { id, content: written } = await submitted(cutri);
    expect(codeOf(await publishing.return(minh, id, ' \n '))).toBe('no-reason');
    const returned = valueIn(await publishing.return(minh, id, ' sai giờ '));
    expect(returned).toMatchObject({ state: 'draft', note: 'sai giờ', reviewed: written });
    expect(await detailOf({ audit }, 'return')).toBe('sai giờ');
  });

  it('takes an approval back, with the template it was approved with', async () => {
    const template = { id: 't', parameters: [{ name: 'so', field: 'number' as const, most: 9 }], priceVnd: 300 };
    const { cutri, approve, publishing } = await office(3, { template });
    const { id } = await submitted(cutri);
    expect(valueIn(await approve(id, minh))).toMatchObject({ template: { id: 't' } });
    const returned = valueIn(await publishing.return(minh, id, 'sai giờ'));
    expect([returned.approval, returned.template]).toEqual([undefined, undefined]);
  });

  it('in somebody’s name says so in the log; of who may do it themselves in their own', async () => {
    const { cutri, publishing, delegates, audit } = await office();
    await delegates('minh');
    await delegates('minh', { id: 'minh-2', to: 'both', persons: ['staffminh', 'staffboth'] });
    const first = await submitted(cutri);
    valueIn(await publishing.return(thu!, first.id, ' sai giờ '));
    expect(await detailOf({ audit }, 'return')).toMatch(/^sai giờ, thay mặt minh \(minh\) .*, minh-1$/u);
    const second = await submitted(cutri, content({ text: `${goodText} Bản hai.` }));
    valueIn(await publishing.return(both!, second.id, 'sai giờ'));
    expect(await detailOf({ audit }, 'return')).toBe('sai giờ');
  });

  it('is nobody’s who neither approves nor is delegated to', async () => {
    const { cutri, publishing, officialsNow } = await office();
    await officialsNow((held) => [...held, official('tam', { roles: ['admin'] })]);
    const { id } = await submitted(cutri);
    expect(codeOf(await publishing.return({ official: 'tam', from: 'console' }, id, 'sai giờ'))).toBe('not-permitted');
  });
});
