import { z } from 'zod';
import type { Ticket, Tickets } from '../../announcements/people/tickets.ts';
import { openDocumentFile } from '../document-file.ts';
import { diskFiles, type Files } from '../files.ts';
import { ticketRecord } from '../ticket-record.ts';

/** The console's tickets in one small file. */
export interface TicketFile extends Tickets {
  /** Everything it holds. */
  held(): readonly Ticket[];
  close(): Promise<void>;
}

const schema = z.strictObject({ tickets: z.array(ticketRecord) });

export async function openTicketFile(options: { path: string; create: boolean; files?: Files }): Promise<TicketFile> {
  const file = await openDocumentFile({
    ...options,
    files: options.files ?? diskFiles,
    kind: 'tickets',
    version: 1,
    schema,
    empty: { tickets: [] },
  });
  const isOver = ({ expiresAt }: Ticket, at: Date) => Date.parse(expiresAt) <= at.getTime();

  return {
    get: async (key) => structuredClone(file.current().tickets.find((one) => one.key === key)),
    change: (key, change) =>
      file.update((data) => {
        const before = structuredClone(data.tickets.find((one) => one.key === key));
        const { next, result } = change(before);
        if (next === before) return { data, result };
        const others = data.tickets.filter((one) => one.key !== key);
        return { data: { tickets: next ? [...others, ticketRecord.parse({ ...next, key })] : others }, result };
      }),
    ofOwner: async (owner) => structuredClone(file.current().tickets.filter((one) => one.owner === owner)),
    async expire(at) {
      if (!file.current().tickets.some((one) => isOver(one, at))) return;
      await file.update(({ tickets }) => ({
        data: { tickets: tickets.filter((one) => !isOver(one, at)) },
        result: undefined,
      }));
    },
    held: () => file.current().tickets,
    close: () => file.close(),
  };
}
