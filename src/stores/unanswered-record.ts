import { z } from 'zod';
import type { Asker, QuestionGroup } from '../conversations/unanswered/question-group.ts';

export const questionGroupRecord = z.strictObject({
  id: z.string(),
  wordings: z.array(
    z.strictObject({ text: z.string(), read: z.string(), day: z.iso.date(), agreed: z.literal(true).exactOptional() }),
  ),
  days: z.record(z.iso.date(), z.record(z.string(), z.number().int().min(1))),
  nearest: z.array(z.string()),
  seen: z.strictObject({ salt: z.string(), marks: z.array(z.string()) }).exactOptional(),
  assigned: z.string().exactOptional(),
  done: z.strictObject({ day: z.iso.date(), by: z.string() }).exactOptional(),
}) satisfies z.ZodType<QuestionGroup>;

export const askerRecord = z.strictObject({
  id: z.string(),
  chat: z.string(),
  group: z.string(),
  text: z.string(),
  day: z.iso.date(),
  tries: z.number().int().min(0),
  notBefore: z.iso.datetime().exactOptional(),
}) satisfies z.ZodType<Asker>;
