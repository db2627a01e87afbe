import { z } from 'zod';
import { type DayCount, questionOutcomes } from '../conversations/counting/day-count.ts';

const count = z.number().int().min(1);

export const dayCountRecord = z.strictObject({
  id: z.iso.date(),
  asked: z.record(z.string(), z.partialRecord(z.enum(questionOutcomes), count)),
  answers: z.record(z.string(), count),
  thumbs: z.record(z.string(), z.partialRecord(z.enum(['up', 'down']), count)),
}) satisfies z.ZodType<DayCount>;
