import { z } from 'zod';
import type { Ticket, Tickets } from '../../announcements/people/tickets.ts';
import type { ToldStore } from '../../conversations/proposals/untold.ts';

const owner = 'proposal-news';
const dayMs = 86_400_000;
const toldRecord = z.object({ toldAt: z.iso.datetime().optional(), untold: z.array(z.string()) });

const read = (ticket: Ticket | undefined): z.infer<typeof toldRecord> =>
  ticket ? toldRecord.parse(JSON.parse(ticket.body)) : { untold: [] };

/** Among the tickets, which every process sees and which end by themselves. */
export function createToldStore(tickets: Pick<Tickets, 'change' | 'ofOwner'>, now: () => Date): ToldStore {
  return {
    all: async () => (await tickets.ofOwner(owner)).map((ticket) => ({ key: ticket.key, ...read(ticket) })),
    change: (key, change) =>
      tickets.change(key, (ticket) => {
        const held = read(ticket);
        const { next, result } = change(held);
        if (next === held) return { next: ticket, result };
        const expiresAt = new Date(now().getTime() + dayMs).toISOString();
        return { next: next && { key, owner, expiresAt, body: JSON.stringify(next) }, result };
      }),
  };
}
