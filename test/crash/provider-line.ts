import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { SendOutcome } from '../../src/messaging/channel.ts';

/** Connects to the platform and sends over it. */
export function openProviderLine(port: number): { send(chat: string, text: string): Promise<SendOutcome>; close(): void } {
  const waiting = new Map<number, (outcome: SendOutcome) => void>();
  let calls = 0;
  const socket = connect(port, '127.0.0.1').setNoDelay();
  socket.write(`${process.pid}\n`);
  createInterface({ input: socket }).on('line', (line) => {
    const [call, outcome]: [number, 'sent' | 'blocked'] = JSON.parse(line);
    waiting.get(call)?.(outcome === 'sent' ? { kind: 'sent', messageId: `${call}` } : { kind: 'unreachable', why: 'blocked' });
    waiting.delete(call);
  });
  return {
    send: (chat, text) =>
      new Promise((resolve) => {
        calls += 1;
        waiting.set(calls, resolve);
        socket.write(`${JSON.stringify([calls, chat, text])}\n`);
      }),
    close: () => socket.destroy(),
  };
}
