import { z } from 'zod';
import type { StartingTextRecord } from '../../announcements/starting-texts/keeping.ts';

export const startingTextRecord = z.strictObject({
  id: z.string(),
  name: z.string(),
  text: z.string(),
  madeAt: z.iso.datetime(),
  removed: z.literal(true).exactOptional(),
}) satisfies z.ZodType<StartingTextRecord>;
