import { z } from 'zod';

/**
 * Commands that need the data folder are carried out by the service while it runs: it holds the folder. They reach it over a Unix socket in
 * that folder, which only the service's own user can open. One JSON object a line.
 */
export const fromClient = z.union([
  z.strictObject({
    run: z.array(z.string()).max(1_000),
    interactive: z.boolean(),
    terminal: z.string().max(200).exactOptional(),
  }),
  // Of a file that the command line names, before `run`; without a part: it could not be read.
  z.strictObject({ attachment: z.string(), part: z.string().exactOptional() }),
  z.strictObject({ typed: z.string() }),
  z.strictObject({ typedAll: z.literal(true) }),
]);
export const fromService = z.union([
  z.strictObject({ out: z.string() }),
  z.strictObject({ err: z.string() }),
  z.strictObject({ exit: z.number().int() }),
]);

/** Longest line either side takes. */
const longestLine = 1_000_000;

/** Lines of a socket as they become complete. A line that never ends closes it. */
export async function* linesOf(socket: AsyncIterable<Buffer | string> & { destroy(): void }): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of socket) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as unknown;
    if (rest.length > longestLine) {
      socket.destroy();
      return;
    }
  }
}
