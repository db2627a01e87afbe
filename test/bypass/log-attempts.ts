import { type AuditEntry, auditBeginning, chained } from '../../src/announcements/people/audit.ts';
import { trimAction } from '../../src/announcements/people/audit-anchor.ts';
import { lan, letGo, minh, valueIn } from '../fakes/announcing.ts';
import { approvedTemplate, sendEmergency } from '../fakes/emergency.ts';
import type { Body } from '../fakes/kept-store.ts';
import type { Attempt } from './attempts.ts';
import { lineOf, type World } from './world.ts';

const entries = (bodies: readonly Body[]) => bodies as unknown as AuditEntry[];
const bodies = (made: readonly AuditEntry[]) => made as unknown as Body[];

/** An entry as it is made by who has no key: it follows `last`, and everything about it is right but what only the key gives. */
const forged = (last: AuditEntry | undefined, changes: Partial<AuditEntry>) =>
  chained(last, {
    ...{ at: '2026-03-01T08:00:00.000Z', who: 'minh', roles: ['approver', 'admin'], action: 'approve', outcome: 'done' },
    ...{ subject: 'id-1', from: 'console' },
    ...changes,
  });

/** What is done to the log by who may write the store and has no key. */
export const logTampers: readonly { name: string; change: (log: Body[]) => Body[]; says: RegExp }[] = [
  {
    name: 'an entry of the audit log edited',
    change: (log) => log.map((one) => (one.action === 'submit' ? { ...one, who: 'thu' } : one)),
    says: /dòng \d+ bị sửa/u,
  },
  {
    name: 'an entry of the audit log removed in the middle',
    change: (log) => log.filter(({ number }) => number !== 2),
    says: /dòng bị xóa/u,
  },
  {
    name: 'the first entry of the audit log removed',
    change: (log) => log.slice(1),
    says: /dòng bị xóa/u,
  },
  { name: 'the end of the audit log cut off', change: (log) => log.slice(0, 1), says: /thiếu từ dòng 2 trở đi/u },
  {
    name: 'an entry added to the audit log without the key',
    change: (log) => [...log, ...bodies([forged(entries(log).at(-1), {})])],
    says: /dòng \d+ bị sửa sau khi ghi, hoặc không do hệ thống ghi/u,
  },
  { name: 'the audit log emptied', change: () => [], says: /thiếu từ dòng 1 trở đi/u },
  {
    name: 'the audit log chained anew without the key',
    change(log) {
      const anew: AuditEntry[] = [];
      for (const { number: _, previous: __, chain: ___, ...record } of entries(log)) anew.push(chained(anew.at(-1), record));
      return bodies(anew);
    },
    says: /dòng 1 bị sửa/u,
  },
  {
    name: 'the audit log cut, with a forged mark that says so',
    change(log) {
      const [first, ...rest] = entries(log);
      const detail = `before 2026-03-01T00:00:00.000Z; removed entries 1-1 sha256 ${'0'.repeat(64)}; kept entries 2-3 sha256 ${'0'.repeat(64)}`;
      return bodies([...rest, forged(rest.at(-1), { action: trimAction, hash: first!.chain, detail })]);
    },
    says: /dòng \d+ bị sửa|dòng bị xóa/u,
  },
  {
    name: 'the audit log replaced by a forged beginning',
    change: () => bodies([forged(undefined, { action: 'audit-restart', hash: auditBeginning, subject: 'audit' })]),
    says: /dòng 1 bị sửa/u,
  },
];

/** What of an announcement is on its way when it happens. */
const moments: Record<string, (world: World, tampered: () => Promise<void>) => Promise<string | undefined>> = {
  async 'before it is let go'(world, tampered) {
    const id = await world.approved();
    await tampered();
    return lineOf(await letGo(world, id));
  },
  async 'before it is due'(world, tampered) {
    const sendAt = new Date(world.clock.now().getTime() + 120_000).toISOString();
    const id = await world.approved({ sendAt });
    const { hash } = valueIn(await world.publishing.preview(lan, id));
    valueIn(await world.publishing.schedule(lan, id, { hash, code: await world.code('lan') }));
    await tampered();
    await world.clock.advance(120_000);
    await world.work();
    return (await world.store.announcements.get(id))!.note;
  },
  async 'while it is being sent'(world, tampered) {
    const id = await world.approved();
    valueIn(await letGo(world, id));
    await tampered();
    await world.work();
    const { state, note } = (await world.store.announcements.get(id))!;
    return `${state}: ${note}`;
  },
  async 'before an emergency'(world, tampered) {
    const template = (await approvedTemplate(world, { audience: { kind: 'everyone' } })).id;
    await tampered();
    return lineOf(await sendEmergency(world, { template }));
  },
};

export const logAttempts: Attempt[] = logTampers.flatMap(({ name, change, says }) =>
  Object.entries(moments).map(([when, happens]) => ({
    name: `${name}, ${when}`,
    says,
    attempt: (world: World) =>
      happens(world, async () => {
        await world.kept.tamper('audit', change);
        await world.restart();
      }),
  })),
);

/** What an approver does there is refused as well, before a code is used up. */
export const approveOnBroken: Attempt = {
  name: 'an approval on an audit log that was edited',
  says: /dòng \d+ bị sửa/u,
  async attempt(world) {
    const id = await world.submitted();
    await world.kept.tamper('audit', logTampers[0]!.change);
    await world.restart();
    return world.approvedBy(minh as never, id);
  },
};
