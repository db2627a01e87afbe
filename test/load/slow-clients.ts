/** Clients that begin a request and then send a byte of its headers a second, for as long as they are suffered. */
import { connect, type Socket } from 'node:net';

export interface SlowClients {
  /** How long the longest-lived of them was suffered, in milliseconds; resolves when none is left. */
  allCut(): Promise<number>;
}

export async function openSlowClients(port: number, path: string, count: number): Promise<SlowClients> {
  const openedMs = performance.now();
  const sockets = await Promise.all(Array.from({ length: count }, () => open(port)));
  for (const socket of sockets) socket.write(`POST ${path} HTTP/1.1\r\nX-Slow: `);
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('a');
  }, 1_000);
  const cut = Promise.all(
    sockets.map(
      (socket) => new Promise<number>((resolve) => socket.on('close', () => resolve(performance.now() - openedMs)).resume()),
    ),
  );
  return {
    async allCut() {
      const durationsMs = await cut;
      clearInterval(drip);
      return Math.max(...durationsMs);
    },
  };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.removeAllListeners('error').on('error', () => undefined);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
