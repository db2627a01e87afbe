import { z } from 'zod';
import type { Ticket } from '../announcements/people/tickets.ts';

export const ticketRecord = z.strictObject({
  key: z.string(),
  owner: z.string(),
  expiresAt: z.iso.datetime(),
  body: z.string(),
}) satisfies z.ZodType<Ticket>;
