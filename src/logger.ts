import { pino } from 'pino';

export type Logger = ReturnType<typeof createLogger>;

/** Structured logs on stderr. Message text, tokens and chat ids never go into one. */
export function createLogger(level: string) {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
