import { describe, expect, it } from 'vitest';
import { createMarks } from '../../../src/console/signing-in/marks.ts';
import { createTries } from '../../../src/console/signing-in/tries.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createTicketsMemory } from '../../fakes/tickets-memory.ts';

const quarterMs = 15 * 60_000;

function door() {
  const clock = createTestClock();
  const tickets = createTicketsMemory();
  const tries = createTries({ tickets, marks: createMarks('a key for tests'), now: clock.now });
  const wrong = async (times: number, account: string, address: string) => {
    for (let i = 0; i < times; i += 1) expect(await tries.take(account, address)).toMatchObject({ kind: 'open' });
  };
  return { clock, tickets, tries, wrong };
}

describe('tries to sign in', () => {
  it('of one account from one address are five in a quarter of an hour, counted down', async () => {
    const { tries, clock } = door();
    const until = '2026-03-01T08:15:00.000Z';
    for (const left of [4, 3, 2, 1, 0]) expect(await tries.take('lan', 'here')).toEqual({ kind: 'open', left, until });
    expect(await tries.take('lan', 'here')).toEqual({ kind: 'locked', until });
    expect(await tries.take('minh', 'here')).toMatchObject({ kind: 'open' });
    expect(await tries.take('lan', 'there')).toMatchObject({ kind: 'open' });
    clock.pass(quarterMs - 1);
    expect(await tries.take('lan', 'here')).toEqual({ kind: 'locked', until });
    clock.pass(1);
    expect(await tries.take('lan', 'here')).toMatchObject({ kind: 'open', left: 4 });
  });

  it('are of the same account however it is written', async () => {
    const { tries, wrong } = door();
    await wrong(5, 'lan', 'here');
    expect(await tries.take(' LAN ', 'here')).toMatchObject({ kind: 'locked' });
  });

  it('of one account from anywhere are fifty', async () => {
    const { tries, wrong } = door();
    for (let i = 0; i < 50; i += 1) await wrong(1, 'lan', `address ${i}`);
    expect(await tries.take('lan', 'address 50')).toMatchObject({ kind: 'locked' });
    expect(await tries.take('minh', 'address 50')).toMatchObject({ kind: 'open' });
  });

  it('of any accounts from one address are thirty', async () => {
    const { tries, wrong } = door();
    for (let i = 0; i < 30; i += 1) await wrong(1, `account ${i}`, 'here');
    expect(await tries.take('account 30', 'here')).toMatchObject({ kind: 'locked' });
    expect(await tries.take('account 30', 'there')).toMatchObject({ kind: 'open' });
  });

  it('that are fewest in one of the three ways say how many are left', async () => {
    const { tries, wrong } = door();
    for (let i = 0; i < 28; i += 1) await wrong(1, `account ${i}`, 'here');
    expect(await tries.take('lan', 'here')).toMatchObject({ left: 1 });
    expect(await tries.take('minh', 'here')).toMatchObject({ left: 0 });
  });

  it('are locked where one way is, though another has its last one left', async () => {
    const { tries, wrong } = door();
    await wrong(4, 'lan', 'here');
    for (let i = 0; i < 46; i += 1) await wrong(1, 'lan', `address ${i}`);
    expect(await tries.take('lan', 'here')).toMatchObject({ kind: 'locked' });
  });

  it('of an account that is called like an address are counted apart from those of the address', async () => {
    const { tries, tickets } = door();
    await tries.take('203.0.113.7', '203.0.113.7');
    expect(await tickets.ofOwner('tries')).toHaveLength(3);
  });

  it('made at the same moment are not more than one after another', async () => {
    const { tries } = door();
    const taken = await Promise.all(Array.from({ length: 20 }, () => tries.take('lan', 'here')));
    expect(taken.filter(({ kind }) => kind === 'open')).toHaveLength(5);
  });

  it('lock no longer than a quarter of an hour where the clock was set back since', async () => {
    const { tries, wrong, clock } = door();
    await wrong(5, 'lan', 'here');
    clock.jump(-quarterMs);
    expect(await tries.take('lan', 'here')).toMatchObject({ kind: 'open', left: 4 });
  });

  it('are forgotten with a right one from there, and the right one is none', async () => {
    const { tries, wrong } = door();
    await wrong(4, 'lan', 'here');
    expect(await tries.take('lan', 'here')).toMatchObject({ kind: 'open' });
    await tries.right('lan', 'here');
    expect(await tries.take('lan', 'here')).toMatchObject({ kind: 'open', left: 4 });
  });

  it('of an account and of an address stay counted when one of them was right, but that one', async () => {
    const { tries, wrong } = door();
    for (let i = 0; i < 49; i += 1) await wrong(1, 'lan', `address ${i}`);
    await wrong(1, 'lan', 'here');
    await tries.right('lan', 'here');
    await wrong(1, 'lan', 'there');
    expect(await tries.take('lan', 'elsewhere')).toMatchObject({ kind: 'locked' });
  });

  it('leave nothing behind where the only one was right', async () => {
    const { tries, tickets } = door();
    await tries.take('lan', 'here');
    expect(await tickets.ofOwner('tries')).toHaveLength(3);
    await tries.right('lan', 'here');
    expect(await tickets.ofOwner('tries')).toEqual([]);
  });

  it('name neither account nor address in what is kept, which is over after a quarter of an hour', async () => {
    const { tries, tickets } = door();
    await tries.take('lan-nguyen', '203.0.113.7');
    const kept = await tickets.ofOwner('tries');
    expect(JSON.stringify(kept)).not.toMatch(/lan-nguyen|203\.0\.113\.7/u);
    expect(new Set(kept.map(({ key }) => key)).size).toBe(3);
    for (const { expiresAt } of kept) expect(expiresAt).toBe('2026-03-01T08:15:00.000Z');
  });
});
