import { createConnection, type Socket } from 'node:net';
import type { CommandIo } from '../io.ts';
import { attachmentLines, namedAttachments } from './attachments.ts';
import { fromService, linesOf } from './line.ts';
import { trustSocket } from './place.ts';

/** Lets the running service carry a command out; its exit code, or `undefined` where no service runs. Throws `UntrustedSocketError`. */
export async function askService(path: string, argv: readonly string[], io: CommandIo): Promise<number | undefined> {
  await trustSocket(path);
  const socket = await connected(path);
  if (!socket) return undefined;
  const tell = (message: object): void => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
  };
  const typed = (chunk: unknown): void => tell({ typed: String(chunk) });
  const typedAll = (): void => tell({ typedAll: true });
  for (const path of io.attachment ? namedAttachments(argv) : []) {
    const bytes = await io.attachment!(path).catch(() => undefined);
    for (const line of attachmentLines(path, bytes)) tell(line);
  }
  tell({ run: argv, interactive: io.interactive, ...(io.terminal === undefined ? {} : { terminal: io.terminal }) });
  io.stdin.on('data', typed).on('end', typedAll);
  try {
    for await (const line of linesOf(socket)) {
      const message = fromService.parse(line);
      if ('out' in message) io.out(message.out);
      else if ('err' in message) io.err(message.err);
      else return message.exit;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    // The connection broke: said below.
  } finally {
    io.stdin.off('data', typed).off('end', typedAll);
    io.stdin.pause();
    socket.destroy();
  }
  io.err('cutri: the service stopped before it had answered. Look at what was done before you repeat the command.\n');
  return 1;
}

/** `undefined`: nobody listens. */
function connected(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.on('error', () => undefined);
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
  });
}
