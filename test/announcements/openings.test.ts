import { describe, expect, it } from 'vitest';
import { someRecord } from '../contracts/announcement-store.ts';
import { createAnnouncing, sent } from '../fakes/announcing.ts';

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
});
