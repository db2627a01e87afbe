import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTombstones } from '../../src/stores/tombstones.ts';
import { createTestClock } from '../fakes/clock.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

describe('tombstones', () => {
  it('H-3: remember over a restart that a chat was forgotten, without its id or a hash anybody could compute', async () => {
    const path = join(temporaryFolder(), 'tombstones.json');
    const clock = createTestClock();
    const backupMadeAt = clock.now().toISOString();
    await clock.advance(1_000);
    const first = await openTombstones({ path, create: true, now: () => clock.now() });
    await first.bury('telegram:4711');
    const again = await openTombstones({ path, create: false, now: () => clock.now() });
    expect(again.buriedSince('telegram:4711', backupMadeAt)).toBe(true);
    expect(again.buriedSince('telegram:4712', backupMadeAt)).toBe(false);
    const bytes = readFileSync(path, 'utf8');
    expect(bytes).not.toContain('4711');
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(bytes).not.toContain(createHash('sha256').update('telegram:4711').digest(encoding));
  });

  it('say nothing against what was subscribed after the forgetting: a later backup knows better', async () => {
    const path = join(temporaryFolder(), 'tombstones.json');
    const clock = createTestClock();
    const tombstones = await openTombstones({ path, create: true, now: () => clock.now() });
    await tombstones.bury('telegram:4711');
    await clock.advance(1_000);
    expect(tombstones.buriedSince('telegram:4711', clock.now().toISOString())).toBe(false);
  });

  it('take over those of a backup, keep the later instant, and refuse a list with another salt', async () => {
    const clock = createTestClock();
    const open = () => openTombstones({ path: join(temporaryFolder(), 'tombstones.json'), create: true, now: () => clock.now() });
    const [here, copy, stranger] = [await open(), await open(), await open()];
    await here.bury('telegram:1');
    const early = structuredClone(here.data());
    await clock.advance(1_000);
    await here.bury('telegram:1');
    expect(await copy.merge(early)).toBe(true);
    expect(copy.buriedSince('telegram:1', clock.now().toISOString())).toBe(false);
    expect(await copy.merge(here.data())).toBe(true);
    expect(copy.buriedSince('telegram:1', clock.now().toISOString())).toBe(true);
    expect(await copy.merge(early)).toBe(true);
    expect(copy.buriedSince('telegram:1', clock.now().toISOString())).toBe(true);
    await stranger.bury('telegram:2');
    expect(await stranger.merge(here.data())).toBe(false);
    expect(stranger.buriedSince('telegram:2', clock.now().toISOString())).toBe(true);
  });

  it('of who left: hold it until they come back, and only against what was subscribed before', async () => {
    const path = join(temporaryFolder(), 'tombstones.json');
    const clock = createTestClock();
    const first = await openTombstones({ path, create: true, now: () => clock.now() });
    const before = clock.now().toISOString();
    await clock.advance(1_000);
    for (const chat of ['telegram:1', 'telegram:2']) await first.leave(chat);
    const leftAt = clock.now().toISOString();
    await clock.advance(1_000);
    await first.comeBack('telegram:2');
    await first.comeBack('telegram:3');
    await first.close();
    const again = await openTombstones({ path, create: false, now: () => clock.now() });
    const left = (instant: string) => ['telegram:1', 'telegram:2', 'telegram:3'].map((chat) => again.hasLeftSince(chat, instant));
    expect(left(before)).toEqual([true, false, false]);
    expect(left(leftAt)).toEqual([true, false, false]);
    expect(left(clock.now().toISOString())).toEqual([false, false, false]);
    expect(again.buriedSince('telegram:1', before)).toBe(false);
    expect(readFileSync(path, 'utf8')).not.toContain('telegram');
  });

  it('hold the accounts that are disabled now, and no earlier ones', async () => {
    const path = join(temporaryFolder(), 'tombstones.json');
    const clock = createTestClock();
    const tombstones = await openTombstones({ path, create: true, now: () => clock.now() });
    for (const ids of [['lan', 'minh'], ['minh'], []]) {
      await tombstones.keepDisabled(ids);
      const again = await openTombstones({ path, create: false, now: () => clock.now() });
      expect(again.data().disabled).toEqual(ids);
    }
  });

  it('take who left and who is disabled from the later list alone, and the salt with it, so that both are still recognised', async () => {
    const clock = createTestClock();
    const open = () => openTombstones({ path: join(temporaryFolder(), 'tombstones.json'), create: true, now: () => clock.now() });
    const [here, saved] = [await open(), await open()];
    await here.leave('telegram:1');
    await here.keepDisabled(['lan']);
    await saved.leave('telegram:2');
    await saved.keepDisabled(['minh']);
    await saved.bury('telegram:3');
    expect(await here.merge(saved.data())).toBe(true);
    expect(['telegram:1', 'telegram:2'].map((chat) => here.hasLeftSince(chat, ''))).toEqual([false, true]);
    expect([here.data().disabled, here.buriedSince('telegram:3', '')]).toEqual([['minh'], true]);
    const { left: _, disabled: __, ...ofTheFirstVersion } = saved.data();
    expect(await here.merge(ofTheFirstVersion)).toBe(true);
    expect([here.hasLeftSince('telegram:2', ''), here.data().disabled]).toEqual([false, []]);
  });
});
