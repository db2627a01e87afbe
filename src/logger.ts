import { writeSync } from 'node:fs';
import { pino } from 'pino';
import { z } from 'zod';

export type Logger = ReturnType<typeof createLogger>;

const standardError = 2;

/**
 * Logs on stderr: JSON for machines, one readable line each where a person looks at a terminal. Message text, tokens and chat ids never go into one.
 * `write`: for tests.
 */
export function createLogger(
  level: string,
  { terminal = process.stderr.isTTY === true, write }: { terminal?: boolean; write?: (line: string) => void } = {},
) {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (!terminal) return pino(options, write === undefined ? pino.destination(standardError) : { write });
  const out = write ?? ((line: string) => void writeSync(standardError, line));
  return pino(options, { write: (json: string) => out(readableLine(json)) });
}

const entry = z.looseObject({
  level: z.number(),
  time: z.string(),
  msg: z.string().default(''),
  err: z.looseObject({ message: z.string(), code: z.unknown() }).optional(),
});

/** `21:40:05 warn  the database answers again (lastedMs 5)`; of an error its message. Times are those of the machine. */
function readableLine(json: string): string {
  const { level, time, msg, err, ...rest } = entry.parse(JSON.parse(json));
  const details = Object.entries(rest).map(
    ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const clock = new Date(time).toTimeString().slice(0, 8);
  const name = (pino.levels.labels[level] ?? '').padEnd(5);
  return `${clock} ${name} ${msg}${err ? `: ${err.message}` : ''}${details.length > 0 ? ` (${details.join(', ')})` : ''}\n`;
}
