import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import type { CommandIo } from '../io.ts';
import { createAttachments } from './attachments.ts';
import { fromClient, linesOf } from './line.ts';
import { makePlace } from './place.ts';

export interface CommandService {
  close(): Promise<void>;
}

/** Carries out commands that arrive at the socket until it is closed; `run` answers the exit code. The folder's lock is held: a socket left there is nobody's. */
export async function listenForCommands(
  path: string,
  run: (argv: readonly string[], io: CommandIo) => Promise<number>,
): Promise<CommandService> {
  const open = new Set<Socket>();
  await makePlace(path);
  await rm(path, { force: true });
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    void serve(socket, run).finally(() => socket.end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return {
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const socket of open) socket.destroy();
      await closed;
      await rm(path, { force: true });
    },
  };
}

async function serve(socket: Socket, run: (argv: readonly string[], io: CommandIo) => Promise<number>): Promise<void> {
  const say = (message: object): void => {
    if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
  };
  const stdin = new PassThrough();
  const attachments = createAttachments();
  const left = new AbortController();
  socket.once('close', () => left.abort());
  try {
    for await (const line of linesOf(socket)) {
      const message = fromClient.parse(line);
      if ('attachment' in message) attachments.add(message);
      else if ('typed' in message) stdin.write(message.typed);
      else if ('typedAll' in message) stdin.end();
      else {
        const io: CommandIo = {
          out: (text) => say({ out: text }),
          err: (text) => say({ err: text }),
          stdin,
          interactive: message.interactive,
          attachment: attachments.read,
          ...(message.terminal === undefined ? {} : { terminal: message.terminal }),
          signal: left.signal,
        };
        // What is typed arrives while the command runs.
        void carryOut(run, message.run, io).then((exit) => {
          say({ exit });
          socket.end();
        });
      }
    }
  } catch {
    // Another version's client, or none at all: it is told nothing.
  } finally {
    stdin.end();
  }
}

async function carryOut(
  run: (argv: readonly string[], io: CommandIo) => Promise<number>,
  argv: readonly string[],
  io: CommandIo,
): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    io.err(`cutri: the service could not carry this out: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
