/** A way to a server that can go dead without a word, as when a firewall forgets a connection or a database fails over. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

export interface SilentProxy {
  port: number;
  /** The connections there are now take everything and never say anything again; new ones work. */
  hole(): void;
  /** New ones do not work either: they are taken, and nobody is there. */
  holeEverything(): void;
  /** New ones work again. */
  heal(): void;
  close(): Promise<void>;
}

export async function startSilentProxy(upstream: NetConnectOpts): Promise<SilentProxy> {
  const open = new Set<Socket>();
  let dead = false;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    if (dead) return void socket.resume();
    const behind = connect(upstream);
    open.add(behind);
    behind.on('error', () => socket.destroy());
    socket.pipe(behind).pipe(socket);
    socket.on('close', () => behind.destroy());
    behind.on('close', () => {
      if (socket.readable) socket.destroy();
    });
  });
  const silence = (): void => {
    for (const socket of open) {
      socket.unpipe();
      socket.removeAllListeners('close');
      socket.removeAllListeners('end');
      socket.resume();
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hole: silence,
    holeEverything() {
      dead = true;
      silence();
    },
    heal() {
      dead = false;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** A proxy in front of the database of `url`, and the address of the database through it. */
export async function startDatabaseProxy(url: string): Promise<SilentProxy & { url: string }> {
  const given = new URL(url);
  const folder = given.searchParams.get('host');
  const port = Number(given.port || 5432);
  const proxy = await startSilentProxy(folder ? { path: `${folder}/.s.PGSQL.${port}` } : { host: given.hostname, port });
  const through = new URL(url);
  through.searchParams.delete('host');
  through.searchParams.delete('connect_timeout');
  through.hostname = '127.0.0.1';
  through.port = String(proxy.port);
  return { ...proxy, url: through.href };
}
