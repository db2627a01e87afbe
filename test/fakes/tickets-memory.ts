import type { Ticket, Tickets } from '../../src/announcements/people/tickets.ts';

/** Tickets in memory. For tests only. */
export function createTicketsMemory(): Tickets {
  const held = new Map<string, Ticket>();
  return {
    get: async (key) => structuredClone(held.get(key)),
    async change(key, change) {
      const { next, result } = change(structuredClone(held.get(key)));
      if (next) held.set(key, structuredClone(next));
      else held.delete(key);
      return result;
    },
    ofOwner: async (owner) => structuredClone([...held.values()].filter((one) => one.owner === owner)),
    async expire(at) {
      for (const [key, { expiresAt }] of held) if (Date.parse(expiresAt) <= at.getTime()) held.delete(key);
    },
  };
}
