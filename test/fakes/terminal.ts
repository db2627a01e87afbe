import { Readable } from 'node:stream';
import type { CommandIo } from '../../src/commands/io.ts';

/** A terminal nobody types at: what was printed is in `said`. */
export function terminal(): { said: { out: string; err: string }; io: CommandIo } {
  const said = { out: '', err: '' };
  return {
    said,
    io: {
      out: (words) => {
        said.out += words;
      },
      err: (words) => {
        said.err += words;
      },
      stdin: Readable.from([]),
      interactive: false,
    },
  };
}
