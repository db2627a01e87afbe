import { z } from 'zod';
import type { Ticket, Tickets } from '../announcements/people/tickets.ts';
import type { Marks } from './signing-in/marks.ts';

/** How long each kind of note is kept, ms. */
const kept = {
  /** What somebody typed and has not saved. */
  typed: 7 * 86_400_000,
  /** Who has a draft open for changing. */
  editing: 2 * 60_000,
  /** What somebody saw when they last looked. */
  looked: 60 * 86_400_000,
};

/** Sealed, so that nobody but us writes what an approver is told they have seen. */
const sealed = z.object({ by: z.string(), at: z.iso.datetime(), value: z.string(), seal: z.string() });

/** Something the console remembers for an official for a while. */
export interface Note {
  by: string;
  /** ISO 8601 UTC. */
  at: string;
  value: string;
}

/** What the console remembers besides what is decided: kept by the store, so that any process finds it; never in a backup. */
export interface Notes {
  get(kind: keyof typeof kept, about: string, by: string): Promise<Note | undefined>;
  /** Of everybody. */
  all(kind: keyof typeof kept, about: string): Promise<Note[]>;
  put(kind: keyof typeof kept, about: string, by: string, value: string): Promise<void>;
  drop(kind: keyof typeof kept, about: string, by: string): Promise<void>;
}

export function createNotes({ tickets, marks, now }: { tickets: Tickets; marks: Marks; now: () => Date }): Notes {
  const keyOf = (kind: string, about: string, by: string) => marks.of('note', JSON.stringify([kind, about, by]));
  const sealOf = (key: string, { by, at, value }: Note) => marks.of('note body', JSON.stringify([key, by, at, value]));

  function read(ticket: Ticket | undefined): Note | undefined {
    if (!ticket || Date.parse(ticket.expiresAt) <= now().getTime()) return undefined;
    const { data } = sealed.safeParse(parsed(ticket.body));
    return data && data.seal === sealOf(ticket.key, data) ? { by: data.by, at: data.at, value: data.value } : undefined;
  }

  return {
    get: async (kind, about, by) => read(await tickets.get(keyOf(kind, about, by))),
    all: async (kind, about) => (await tickets.ofOwner(`${kind} ${about}`)).flatMap((ticket) => read(ticket) ?? []),
    put(kind, about, by, value) {
      const key = keyOf(kind, about, by);
      const note: Note = { by, at: now().toISOString(), value };
      const next: Ticket = {
        key,
        owner: `${kind} ${about}`,
        expiresAt: new Date(now().getTime() + kept[kind]).toISOString(),
        body: JSON.stringify({ ...note, seal: sealOf(key, note) }),
      };
      return tickets.change(key, () => ({ next, result: undefined }));
    },
    drop: (kind, about, by) => tickets.change(keyOf(kind, about, by), () => ({ next: undefined, result: undefined })),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
