import { describe, expect, it } from 'vitest';
import { createOpenings } from '../../src/announcements/openings.ts';
import type { LogFlaw } from '../../src/announcements/people/log-guard.ts';
import { someRecord } from '../contracts/announcement-store.ts';
import { approvalKey, createAnnouncing, issuer, sent } from '../fakes/announcing.ts';

describe('what may be sent', () => {
  it('F-25: is seen as it is stored at every look: a text changed after the first look is never sent, and put back it is', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(1);
    const { id } = await sent(cutri);
    await cutri.conductor.tick();
    const before = await cutri.sendables();
    expect(before).toHaveLength(1);
    const held = (await cutri.announcements.get(id))!;
    await cutri.announcements.save({ ...held, content: { ...held.content, text: 'Hoãn bầu cử.' } }, someRecord(id));
    expect(await cutri.sendables()).toEqual([]);
    const changed = (await cutri.announcements.get(id))!;
    await cutri.announcements.save({ ...changed, content: held.content }, someRecord(id));
    expect(await cutri.sendables()).toEqual(before);
  });

  it('F-25: an approver who is disabled after the first look approves nothing any more', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(1);
    await sent(cutri);
    await cutri.conductor.tick();
    expect(await cutri.sendables()).toHaveLength(1);
    await cutri.officialsNow((all) => all.map((one) => (one.id === 'minh' ? { ...one, disabled: true } : one)));
    expect(await cutri.sendables()).toEqual([]);
  });

  it('is nothing while the audit log is known to be broken, and all of it again once it is known to be whole', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(1);
    await sent(cutri);
    await cutri.conductor.tick();
    const known: { flaw?: LogFlaw } = {};
    const guard = { known: async () => known.flaw, isVoid: () => false };
    const { announcements, officials, clock } = cutri;
    const read = createOpenings({ announcements, officials, canary: 100, approvalKey, issuer, guard, now: clock.now });
    const whole = await read();
    expect(whole).toHaveLength(1);
    known.flaw = { kind: 'broken', entry: 2, why: 'changed' };
    expect(await read()).toEqual([]);
    delete known.flaw;
    expect(await read()).toEqual(whole);
  });
});
