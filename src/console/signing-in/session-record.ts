import { z } from 'zod';

const schema = z.object({
  official: z.string(),
  /** Mark of everything the session depends on. */
  standing: z.string(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  browser: z.string(),
  /** Id of the passkey it began with: without that one it is over. */
  passkey: z.string().optional(),
  /** Mark of the fields above but the browser. */
  seal: z.string(),
});

/** What a ticket of a session holds. */
export type SessionRecord = z.infer<typeof schema>;

/** `undefined`: not one of ours. */
export function sessionRecord(body: string): SessionRecord | undefined {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
