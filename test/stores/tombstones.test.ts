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
});
