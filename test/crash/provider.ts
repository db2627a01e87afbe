/**
 * A platform in a process of its own: whoever is killed, what it accepted is known. `node provider.ts <log>`; standard output says its port.
 * A line in, `[call, chat, text]`, is answered `[call, outcome]` after 3 to 7 ms. Every call taken is a line of the log before it is answered.
 * Who is watched is heard no more from the watched call on: however late the kill comes, it comes at that call.
 */
import { openSync, writeSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { randomFrom } from '../fakes/random.ts';
import { isBlocked } from './provider-log.ts';

const log = openSync(process.argv[2]!, 'a');
let accepted = 0;
const random = randomFrom(1);
let watched = { calls: Number.POSITIVE_INFINITY, sender: 0 };
/** Process id of who is about to be killed. */
let unheard = 0;

/** The other end may be dead by now. */
const ignored = () => undefined;

const server = createServer((socket) => {
  let sender = 0;
  socket.on('error', ignored).setNoDelay();
  createInterface({ input: socket })
    .on('error', ignored)
    .on('line', (line) => {
      if (sender === 0) {
        sender = Number(line);
        return;
      }
      if (sender === unheard) return;
      const [call, chat, text]: [number, string, string] = JSON.parse(line);
      const blocked = isBlocked(chat);
      writeSync(log, `${JSON.stringify({ atMs: Date.now(), sender, chat, text, blocked })}\n`);
      accepted += 1;
      setTimeout(() => socket.write(`${JSON.stringify([call, blocked ? 'blocked' : 'sent'])}\n`), 3 + random() * 4);
      sayWhenReached();
    });
});

function sayWhenReached(): void {
  if (accepted < watched.calls) return;
  unheard = watched.sender;
  watched = { calls: Number.POSITIVE_INFINITY, sender: 0 };
  process.stdout.write('reached\n');
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

// "watch 120 4711": say so once 120 calls were taken, and hear process 4711 no more (0: everybody). The end of standard input is the end.
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [, calls, pid] = line.split(' ').map(Number);
    watched = { calls: calls!, sender: pid! };
    sayWhenReached();
  })
  .on('close', () => process.exit(0));
