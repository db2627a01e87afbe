import { z } from 'zod';
import type { Ticket, Tickets } from '../../announcements/people/tickets.ts';
import type { Marks } from './marks.ts';

const lockMs = 15 * 60_000;
/** Wrong tries within a quarter of an hour: for one account from one address; for one account from anywhere; from one address. */
export const mostTries = { pair: 5, account: 50, address: 30 } as const;
type Kind = keyof typeof mostTries;

/** A try that may be made: `left` more if it is wrong, and none of them before `until` (ISO 8601 UTC) where that is 0. Or none now. */
export type Try = { kind: 'open'; left: number; until: string } | { kind: 'locked'; until: string };

/** Counts tries per account and address, whether there is such an account or not: the answer says nothing of that. */
export interface Tries {
  /** Counts one before it is looked at: many at once are not more than their number. */
  take(account: string, address: string): Promise<Try>;
  /** It was right: what this address tried of the account is forgotten, and this one was none. */
  right(account: string, address: string): Promise<void>;
}

const counted = z.object({ count: z.number(), lastAt: z.iso.datetime() });
type Counted = z.infer<typeof counted>;

export function createTries({ tickets, marks, now }: { tickets: Tickets; marks: Marks; now: () => Date }): Tries {
  function keysOf(account: string, address: string): { kind: Kind; key: string }[] {
    const id = account.trim().toLowerCase();
    const values: [Kind, string][] = [
      ['pair', JSON.stringify([id, address])],
      ['account', id],
      ['address', address],
    ];
    // Marks: neither an address nor what somebody mistyped stands in any file.
    return values.map(([kind, value]) => ({ kind, key: marks.of(`tries ${kind}`, value) }));
  }

  function read(ticket: Ticket | undefined): Counted | undefined {
    const held = ticket && counted.parse(JSON.parse(ticket.body));
    // A quarter of an hour at most, whatever has become of the clock since.
    return held && Math.abs(now().getTime() - Date.parse(held.lastAt)) < lockMs ? held : undefined;
  }

  const endOf = (lastAt: string): string => new Date(Date.parse(lastAt) + lockMs).toISOString();

  function ticketOf(key: string, held: Counted): Ticket {
    return { key, owner: 'tries', expiresAt: endOf(held.lastAt), body: JSON.stringify(held) };
  }

  return {
    async take(account, address) {
      const taken = keysOf(account, address).map(({ kind, key }) =>
        tickets.change<Try>(key, (ticket) => {
          const held = read(ticket);
          if (held && held.count >= mostTries[kind])
            return { next: ticket, result: { kind: 'locked', until: endOf(held.lastAt) } };
          const next = { count: (held?.count ?? 0) + 1, lastAt: now().toISOString() };
          const left = mostTries[kind] - next.count;
          return { next: ticketOf(key, next), result: { kind: 'open', left, until: endOf(next.lastAt) } };
        }),
      );
      const all = await Promise.all(taken);
      const open = all.filter((one) => one.kind === 'open');
      return all.find(({ kind }) => kind === 'locked') ?? open.reduce((a, b) => (b.left < a.left ? b : a));
    },
    async right(account, address) {
      for (const { kind, key } of keysOf(account, address))
        await tickets.change(key, (ticket) => {
          const held = read(ticket);
          const next = held && kind !== 'pair' && held.count > 1 ? ticketOf(key, { ...held, count: held.count - 1 }) : undefined;
          return { next, result: undefined };
        });
    },
  };
}
