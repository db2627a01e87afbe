import { expect, it } from 'vitest';
import type { Announcement, AnnouncementStore } from '../../src/announcements/announcement.ts';
import type { AuditEntry, AuditLog, AuditRecord } from '../../src/announcements/people/audit.ts';
import type { Approval } from '../../src/announcements/people/given-approval.ts';

export const draftAnnouncement = (id: string): Omit<Announcement, 'number' | 'version'> => ({
  id,
  kind: 'notice',
  state: 'draft',
  content: { text: 'Điểm bỏ phiếu mở cửa lúc 7 giờ.', buttons: [{ label: 'Lịch', value: '/lich' }] },
  author: 'lan',
  writers: ['staff-1'],
  overrides: [],
  heldChannels: {},
  createdAt: '2026-03-01T08:00:00.000Z',
});

export const someRecord = (subject: string, action = 'edit'): AuditRecord => ({
  at: '2026-03-01T08:00:00.000Z',
  who: 'lan',
  roles: ['author'],
  action,
  outcome: 'done',
  subject,
  from: 'cli',
});

const someApproval: Approval = {
  ...{ by: 'minh', person: 'm', at: '2026-03-01T08:00:00.000Z', hash: 'h', count: 0 },
  ...{ issuer: 'i', terms: [0, 0], auditHead: '0', seal: 's' },
};

export async function entriesOf(audit: AuditLog): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for await (const entry of audit.entries()) entries.push(entry);
  return entries;
}

/** What every store of announcements promises. `open` gives an empty one, with the audit log of the same store. */
export function describeAnnouncementStore(open: () => Promise<{ announcements: AnnouncementStore; audit: AuditLog }>): void {
  it('numbers announcements from 1 and gives them back by id and by number', async () => {
    const { announcements } = await open();
    const first = await announcements.create(draftAnnouncement('a'), someRecord('a'));
    const second = await announcements.create(draftAnnouncement('b'), someRecord('b'));
    expect([first.number, first.version, second.number]).toEqual([1, 1, 2]);
    expect(await announcements.get('b')).toEqual(second);
    expect(await announcements.find(1)).toEqual(first);
    expect(await announcements.get('c')).toBeUndefined();
    expect(await announcements.find(9)).toBeUndefined();
  });

  it('makes one of an id once, and notes nothing the second time', async () => {
    const { announcements, audit } = await open();
    await announcements.create(draftAnnouncement('a'), someRecord('a'));
    const head = await audit.head();
    await expect(announcements.create(draftAnnouncement('a'), someRecord('a'))).rejects.toThrow();
    expect(await audit.head()).toBe(head);
    expect(await announcements.find(2)).toBeUndefined();
  });

  it('gives one that repeats back with its plan and what has passed, and one of its times with all of it and its approval', async () => {
    const { announcements } = await open();
    const { createdAt: at, author, writers } = draftAnnouncement('s');
    const approval = { ...someApproval, at };
    const plans = [
      { kind: 'daily' as const },
      { kind: 'weekly' as const, weekdays: [1, 7] },
      { kind: 'monthly' as const, day: 'last' as const },
      { kind: 'monthly-weekday' as const, which: 'first' as const, weekday: 1 },
    ];
    for (const [i, rhythm] of plans.entries()) {
      const id = `s${i}`;
      const repeat = {
        rhythm,
        time: '07:00',
        from: '2026-12-01',
        until: '2026-12-31',
        most: 3,
        hours: 24,
        countdown: '2027-01-01',
      };
      const content = { text: 'Còn {số ngày} ngày.', buttons: [], repeat };
      const occurrences = [{ at }, { at: '2026-12-02T00:00:00.000Z', number: 7 }];
      const series = await announcements.create({ ...draftAnnouncement(id), content, approval, occurrences }, someRecord(id));
      expect(await announcements.get(id)).toEqual(series);
      const of = { id, number: series.number, kind: 'notice' as const, content, author, writers, approval };
      const made = await announcements.create({ ...draftAnnouncement(`o${i}`), occurrence: { of, at } }, someRecord(`o${i}`));
      expect(made.occurrence).toEqual({ of, at });
      expect(await announcements.get(`o${i}`)).toEqual(made);
    }
  });

  it('gives an emergency back with the template it was made from, its approval, and all that was filled in', async () => {
    const { announcements } = await open();
    const blanks = [{ name: 'nơi mới', type: 'place' as const, most: 60 }];
    const ofTemplate = { text: 'Đến {nơi mới}.', buttons: [], terms: { blanks, hours: 12 } };
    const { createdAt: at, author, writers } = draftAnnouncement('t');
    const approval = { ...someApproval, at };
    const of = { id: 't', number: 1, kind: 'template' as const, content: ofTemplate, author, writers, approval };
    await announcements.create({ ...draftAnnouncement('t'), kind: 'template', content: ofTemplate, approval }, someRecord('t'));
    const filled = { of, values: { 'nơi mới': 'Trường tiểu học' } };
    const made = await announcements.create({ ...draftAnnouncement('e'), kind: 'emergency', filled }, someRecord('e'));
    expect(await announcements.get('e')).toEqual(made);
    expect(made.filled).toEqual(filled);
    expect((await announcements.get('t'))?.content).toEqual(ofTemplate);
  });

  it('never gives a number twice, however many are made at once', async () => {
    const { announcements } = await open();
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, i) => announcements.create(draftAnnouncement(`a${i}`), someRecord(`a${i}`))),
    );
    expect(new Set(made.map(({ number }) => number)).size).toBe(12);
  });

  it('pages through those sought, the latest first, and reads no further than asked', async () => {
    const { announcements } = await open();
    const make = (id: string, change: Partial<Announcement>) =>
      announcements.create({ ...draftAnnouncement(id), ...change }, someRecord(id));
    await make('a', { author: 'minh' });
    await make('b', { state: 'finished', createdAt: '2026-04-01T08:00:00.000Z' });
    await make('c', { content: { text: 'Gửi xã.', buttons: [], audience: { kind: 'communes', communes: ['02671'] } } });
    await make('d', {});
    const numbers = async (query: Parameters<AnnouncementStore['page']>[0]) =>
      (await announcements.page(query)).map(({ number }) => number);
    expect(await numbers({ limit: 10 })).toEqual([4, 3, 2, 1]);
    expect(await numbers({ limit: 2 })).toEqual([4, 3]);
    expect(await numbers({ limit: 2, before: 3 })).toEqual([2, 1]);
    expect(await numbers({ limit: 9, states: ['finished'] })).toEqual([2]);
    expect(await numbers({ limit: 9, states: [] })).toEqual([]);
    expect(await numbers({ limit: 9, author: 'minh' })).toEqual([1]);
    expect(await numbers({ limit: 9, audience: 'communes' })).toEqual([3]);
    expect(await numbers({ limit: 9, from: '2026-04-01T00:00:00.000Z', until: '2026-05-01T00:00:00.000Z' })).toEqual([2]);
    expect(await numbers({ limit: 9, until: '2026-04-01T08:00:00.000Z' })).toEqual([4, 3, 1]);
  });

  it('finds what was sent to people with a picture: approved, begun, no drill', async () => {
    const { announcements } = await open();
    const image = { mediaType: 'image/png', width: 64, height: 48, size: 100, alt: 'Bản đồ' } as const;
    const [sent, other] = ['a'.repeat(64), 'b'.repeat(64)];
    const make = (id: string, sha256: string, change: Partial<Announcement>) => {
      const draft = draftAnnouncement(id);
      const content = { ...draft.content, image: { ...image, sha256 } };
      return announcements.create({ ...draft, content, ...change }, someRecord(id));
    };
    const begun = { approval: someApproval, startedAt: '2026-03-01T08:00:00.000Z' };
    await make('draft', other, {});
    await make('approved', other, { state: 'approved', approval: someApproval });
    await make('drill', other, { kind: 'drill', state: 'finished', ...begun });
    await make('seen', sent, {
      state: 'finished',
      ...begun,
      reviewed: { ...draftAnnouncement('x').content, image: { ...image, sha256: other } },
    });
    await make('stopped', sent, { state: 'stopped', ...begun });
    const ids = async (sha256: string) => (await announcements.page({ image: sha256, limit: 9 })).map(({ id }) => id);
    expect(await ids(sent)).toEqual(['stopped', 'seen']);
    expect(await ids(other)).toEqual([]);
  });

  it('keeps a change only of the latest version', async () => {
    const { announcements } = await open();
    const first = await announcements.create(draftAnnouncement('a'), someRecord('a'));
    const changed = await announcements.save({ ...first, state: 'submitted' }, someRecord('a', 'submit'));
    expect(changed).toEqual({ ...first, state: 'submitted', version: 2 });
    expect(await announcements.save({ ...first, state: 'stopped' }, someRecord('a', 'stop'))).toBeUndefined();
    expect(await announcements.get('a')).toEqual(changed);
  });

  it('keeps one of many changes made at once', async () => {
    const { announcements } = await open();
    const first = await announcements.create(draftAnnouncement('a'), someRecord('a'));
    const saved = await Promise.all(
      Array.from({ length: 8 }, (_, i) => announcements.save({ ...first, note: `${i}` }, someRecord('a'))),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
  });

  it('writes the audit record with the change, and none without', async () => {
    const { announcements, audit } = await open();
    const first = await announcements.create(draftAnnouncement('a'), someRecord('a', 'create'));
    await announcements.save({ ...first, state: 'submitted' }, someRecord('a', 'submit'));
    await announcements.save({ ...first, state: 'stopped' }, someRecord('a', 'stop'));
    expect((await entriesOf(audit)).map(({ action }) => action)).toEqual(['create', 'submit']);
  });

  it('lists by state, in the order of numbers', async () => {
    const { announcements } = await open();
    for (const id of ['a', 'b', 'c']) await announcements.create(draftAnnouncement(id), someRecord(id));
    const second = await announcements.get('b');
    await announcements.save({ ...second!, state: 'submitted' }, someRecord('b'));
    expect((await announcements.list(['draft'])).map(({ id }) => id)).toEqual(['a', 'c']);
    expect((await announcements.list(['submitted', 'draft'])).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(await announcements.list([])).toEqual([]);
  });

  it('lists of those that are over only what follows an open one, however many there ever were', async () => {
    const { announcements } = await open();
    const [past, now, later] = ['2026-03-01T08:00:00.000Z', '2026-03-02T08:00:00.000Z', '2026-03-03T08:00:00.000Z'];
    const make = (id: string, change: Partial<Announcement>, expiresAt = later) =>
      announcements.create(
        { ...draftAnnouncement(id), content: { text: 'Điểm bỏ phiếu.', buttons: [], expiresAt }, ...change },
        someRecord(id),
      );
    await make('draft', {}, past);
    await make('in-force', { state: 'finished', startedAt: past, endedAt: past });
    await make('over', { state: 'finished', startedAt: past, endedAt: past }, past);
    await make('unsettled', { state: 'finished', phase: { kind: 'all' }, startedAt: past, endedAt: past }, past);
    await make('calling-off', { state: 'stopped', phase: { kind: 'ending' }, startedAt: past, endedAt: past });
    await make('stopped', { state: 'stopped', startedAt: past, endedAt: past });
    await make('follower', { state: 'expired', kind: 'correction', about: { id: 'in-force', number: 2 }, startedAt: past }, past);
    await make('of-an-old-one', { state: 'expired', about: { id: 'over', number: 3 }, startedAt: past }, past);
    const ids = async (states: Parameters<AnnouncementStore['list']>[0], at?: string) =>
      (await announcements.list(states, at)).map(({ id }) => id);
    expect(await ids(['finished', 'stopped', 'expired'], now)).toEqual(['in-force', 'unsettled', 'calling-off', 'follower']);
    expect(await ids(['draft', 'finished'], '2026-03-04T08:00:00.000Z')).toEqual(['draft', 'unsettled']);
    expect(await ids(['finished', 'stopped', 'expired'])).toHaveLength(7);

    const settled = await announcements.get('calling-off');
    const { phase: _, ...rest } = settled!;
    await announcements.save(rest, someRecord('calling-off', 'advance'));
    expect(await ids(['stopped'], now)).toEqual([]);
  });

  it('finds what follows one, and what was approved when the store had come further', async () => {
    const { announcements } = await open();
    const approval = { by: 'minh', person: 'staff-2', at: '2026-03-01T08:00:00.000Z', hash: 'h', count: 1, issuer: 'Ủy ban' };
    const behalf = {
      of: 'ha',
      person: 'staff-3',
      delegation: 'ha-1',
      from: '2026-03-01T07:00:00.000Z',
      until: '2026-03-09T07:00:00.000Z',
    };
    const approved = (epoch: number) => ({ approval: { ...approval, behalf, terms: [0, 0], auditHead: '', epoch, seal: 's' } });
    const first = await announcements.create(draftAnnouncement('a'), someRecord('a'));
    await announcements.create({ ...draftAnnouncement('b'), about: { id: 'a', number: 1 } }, someRecord('b'));
    await announcements.create({ ...draftAnnouncement('c'), about: { id: 'a', number: 1 }, ...approved(5) }, someRecord('c'));
    const ids = async (query: Omit<Parameters<AnnouncementStore['page']>[0], 'limit'>) =>
      (await announcements.page({ ...query, limit: 9 })).map(({ id }) => id);
    expect(await ids({ about: 'a' })).toEqual(['c', 'b']);
    expect(await ids({ about: 'c' })).toEqual([]);
    expect(await ids({ approvedAfter: 4 })).toEqual(['c']);
    expect((await announcements.get('c'))!.approval!.behalf).toEqual(behalf);
    expect(await ids({ approvedAfter: 5 })).toEqual([]);
    await announcements.save({ ...first, ...approved(7) }, someRecord('a', 'approve'));
    expect(await ids({ approvedAfter: 5 })).toEqual(['a']);
  });
}
