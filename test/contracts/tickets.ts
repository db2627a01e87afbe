import { expect, it } from 'vitest';
import type { Ticket, Tickets } from '../../src/announcements/people/tickets.ts';

const ticket = (key: string, changes: Partial<Ticket> = {}): Ticket => ({
  key,
  owner: 'session lan',
  expiresAt: '2026-03-01T20:00:00.000Z',
  body: '{"a":"Lan"}',
  ...changes,
});

const put = (tickets: Tickets, one: Ticket) => tickets.change(one.key, () => ({ next: one, result: undefined }));

/** What every store of tickets promises. `open` gives an empty one; `others` another process on the same, where there can be one. */
export function describeTickets(open: () => Promise<{ tickets: Tickets; others?: () => Promise<Tickets> }>): void {
  it('gives a ticket back as it was put, and nothing for another key', async () => {
    const { tickets, others } = await open();
    await put(tickets, ticket('a'));
    const elsewhere = (await others?.()) ?? tickets;
    expect(await elsewhere.get('a')).toEqual(ticket('a'));
    expect(await elsewhere.get('b')).toBeUndefined();
  });

  it('takes a ticket away for good', async () => {
    const { tickets } = await open();
    await put(tickets, ticket('a'));
    expect(await tickets.change('a', (held) => ({ next: undefined, result: held?.body }))).toBe('{"a":"Lan"}');
    expect(await tickets.get('a')).toBeUndefined();
    expect(await tickets.ofOwner('session lan')).toEqual([]);
  });

  it('leaves a ticket alone that a change gives back as it is', async () => {
    const { tickets } = await open();
    await put(tickets, ticket('a'));
    await tickets.change('a', (held) => ({ next: held, result: undefined }));
    expect(await tickets.get('a')).toEqual(ticket('a'));
  });

  it('counts every one of twenty changes that come at once', async () => {
    const { tickets, others } = await open();
    const elsewhere = (await others?.()) ?? tickets;
    const count = (to: Tickets) =>
      to.change('tries', (held) => ({ next: ticket('tries', { body: `${Number(held?.body ?? 0) + 1}` }), result: undefined }));
    await Promise.all(Array.from({ length: 20 }, (_, i) => count(i % 2 ? tickets : elsewhere)));
    expect((await tickets.get('tries'))?.body).toBe('20');
  });

  it('lists the tickets of one owner only', async () => {
    const { tickets } = await open();
    for (const one of [ticket('a'), ticket('b'), ticket('c', { owner: 'session minh' })]) await put(tickets, one);
    expect((await tickets.ofOwner('session lan')).map(({ key }) => key).sort()).toEqual(['a', 'b']);
  });

  it('drops what is over, and nothing else', async () => {
    const { tickets } = await open();
    await put(tickets, ticket('a'));
    await put(tickets, ticket('b', { expiresAt: '2026-03-01T20:00:00.001Z' }));
    await tickets.expire(new Date('2026-03-01T20:00:00.000Z'));
    expect(await tickets.get('a')).toBeUndefined();
    expect(await tickets.get('b')).toBeDefined();
  });
}
