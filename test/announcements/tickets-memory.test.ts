import { describe } from 'vitest';
import { describeTickets } from '../contracts/tickets.ts';
import { createTicketsMemory } from '../fakes/tickets-memory.ts';

describe('tickets in memory', () => describeTickets(async () => ({ tickets: createTicketsMemory() })));
