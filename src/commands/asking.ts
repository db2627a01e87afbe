import { createInterface } from 'node:readline';
import type { CommandIo } from './io.ts';

/** Questions to whoever types. */
export interface Asking {
  /** What is typed after the question, trimmed; `undefined` where nobody types. */
  line(question: string): Promise<string | undefined>;
  close(): void;
}

/** Asks only where a person watches: a script is told which option it left out instead. */
export function createAsking(io: Pick<CommandIo, 'stdin' | 'err' | 'interactive'>): Asking {
  let lines: AsyncIterator<string> | undefined;
  let reader: ReturnType<typeof createInterface> | undefined;
  return {
    async line(question) {
      if (!io.interactive) return undefined;
      reader ??= createInterface({ input: io.stdin });
      lines ??= reader[Symbol.asyncIterator]();
      io.err(question);
      const { done, value } = await lines.next();
      return done ? undefined : value.trim();
    },
    close: () => reader?.close(),
  };
}
