import { z } from 'zod';
import type { PaceState } from '../announcements/sending/pace.ts';

/** The pace of one lane as it is kept. */
export const paceState = z.strictObject({
  usedUpMs: z.number(),
  pausedUntilMs: z.number(),
  refused: z.strictObject({ atMs: z.number(), perSecond: z.number() }).exactOptional(),
}) satisfies z.ZodType<PaceState>;
