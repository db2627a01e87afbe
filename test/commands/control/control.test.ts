import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { askService } from '../../../src/commands/control/client.ts';
import { controlSocket, trustSocket } from '../../../src/commands/control/place.ts';
import { type CommandService, listenForCommands } from '../../../src/commands/control/service.ts';
import type { CommandIo } from '../../../src/commands/io.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const services: CommandService[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

async function listening(run: (argv: readonly string[], io: CommandIo) => Promise<number>): Promise<string> {
  const path = controlSocket(temporaryFolder());
  services.push(await listenForCommands(path, run));
  return path;
}

function terminal(input = '') {
  const said = { out: '', err: '' };
  const io: CommandIo = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    interactive: true,
  };
  return { io, said };
}

describe('a command while the service runs', () => {
  it('is carried out by the service: what it says, what is typed and how it ends pass through', async () => {
    const path = await listening(async (argv, io) => {
      io.out(`${argv.join(' ')}, watched: ${io.interactive}\n`);
      let typed = '';
      for await (const chunk of io.stdin) typed += String(chunk);
      io.err(`typed: ${typed}`);
      return 3;
    });
    const { io, said } = terminal('123456\nđồng ý\n');
    expect(await askService(path, ['announce', 'approve', '7'], io)).toBe(3);
    expect(said).toEqual({ out: 'announce approve 7, watched: true\n', err: 'typed: 123456\nđồng ý\n' });
  });

  it('several at once do not mix', async () => {
    const path = await listening(async ([name], io) => {
      io.out(`hello ${name}`);
      return Number(name);
    });
    const asked = await Promise.all(
      [1, 2, 3, 4].map(async (number) => {
        const { io, said } = terminal();
        return { exit: await askService(path, [String(number)], io), out: said.out };
      }),
    );
    expect(asked).toEqual([1, 2, 3, 4].map((number) => ({ exit: number, out: `hello ${number}` })));
  });

  it('is carried out with every argument as it was typed, also a text that looks like a file', async () => {
    const typed = ['announce', 'edit', '1', '--text-hmn', 'Hnub 15/3', '--text-en=On 15/3', '--text-dao', ''];
    let carriedOut: readonly string[] = [];
    const path = await listening(async (argv) => {
      carriedOut = argv;
      return 0;
    });
    await askService(path, typed, terminal().io);
    expect(carriedOut).toEqual(typed);
  });

  it('takes the files its line names along, read where it was typed, and nothing else', async () => {
    const picture = Buffer.alloc(1_000_000, 'cử tri');
    const asked: string[] = [];
    const read: unknown[] = [];
    const path = await listening(async (_, io) => {
      for (const name of ['bản đồ.png', '/etc/shadow', 'missing.png'])
        read.push(
          await io.attachment!(name).then(
            (bytes) => Buffer.from(bytes).equals(picture),
            () => 'not there',
          ),
        );
      return 0;
    });
    const { io } = terminal();
    const attachment: CommandIo['attachment'] = async (name) => {
      asked.push(name);
      if (name === 'missing.png') throw new Error('ENOENT');
      return picture;
    };
    expect(
      await askService(path, ['announce', 'draft', '--image', 'bản đồ.png', '--image=missing.png'], { ...io, attachment }),
    ).toBe(0);
    expect(read).toEqual([true, 'not there', 'not there']);
    expect(asked).toEqual(['bản đồ.png', 'missing.png']);
  });

  it('that fails inside ends with a sentence, and the service goes on', async () => {
    let calls = 0;
    const path = await listening(async () => {
      calls += 1;
      if (calls === 1) throw new Error('the disk is full');
      return 0;
    });
    const first = terminal();
    expect(await askService(path, ['x'], first.io)).toBe(1);
    expect(first.said.err).toBe('cutri: the service could not carry this out: the disk is full\n');
    expect(await askService(path, ['x'], terminal().io)).toBe(0);
  });

  it('is told when the service stops in the middle', async () => {
    const started = Promise.withResolvers<void>();
    const path = await listening(() => {
      started.resolve();
      return new Promise(() => undefined);
    });
    const { io, said } = terminal();
    const exit = askService(path, ['x'], io);
    await started.promise;
    await services.splice(0)[0]!.close();
    expect(await exit).toBe(1);
    expect(said.err).toContain('the service stopped before it had answered');
  });

  it('is nobody’s where no service runs, also where a killed one left its socket', async () => {
    const folder = temporaryFolder();
    expect(await askService(controlSocket(folder), ['x'], terminal().io)).toBeUndefined();
    const path = await listening(async () => 0);
    expect(existsSync(path)).toBe(true);
    const again = await listenForCommands(path, async () => 0);
    expect(await askService(path, ['x'], terminal().io)).toBe(0);
    await again.close();
  });

  it('only the service’s own user may give one', async () => {
    const path = await listening(async () => 0);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('whatever else is sent ends that connection alone', async () => {
    const path = await listening(async () => 0);
    const closed = await new Promise<boolean>((resolve) => {
      const socket = createConnection(path);
      socket.on('close', () => resolve(true)).on('error', () => resolve(true));
      socket.resume();
      socket.write('GET / HTTP/1.1\r\n\r\n\n');
    });
    expect(closed).toBe(true);
    expect(await askService(path, ['x'], terminal().io)).toBe(0);
  });

  it('finds the service also where the folder’s name is too long for a socket: in a folder that nobody else may enter', async () => {
    const long = join(temporaryFolder(), 'x'.repeat(120));
    const socket = controlSocket(long);
    expect(Buffer.byteLength(socket)).toBeLessThan(100);
    expect(controlSocket(`${long}y`)).not.toBe(socket);
    services.push(await listenForCommands(socket, async () => 3));
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
    expect(await askService(socket, ['x'], terminal().io)).toBe(3);
  });

  it('G-9: nothing is typed into a socket that somebody else put there', async () => {
    const path = await listening(async () => 0);
    const { uid } = statSync(path);
    await expect(trustSocket(path, uid)).resolves.toBeUndefined();
    const stranger = uid === 0 ? 4_711 : uid + 1;
    if (uid !== 0)
      await expect(trustSocket(path, stranger)).rejects.toThrow(/belongs to the user with the number \d+, not to the service's/);
    const faked = join(temporaryFolder(), `cutri-${stranger}`, 'a.sock');
    mkdirSync(dirname(faked), { mode: 0o700 });
    writeFileSync(faked, '');
    await expect(trustSocket(faked, stranger)).rejects.toThrow(/was made by somebody else|belongs to the user/);
  });

  it('G-9: the service does not listen in a folder that others may enter or that is none', async () => {
    const own = join(temporaryFolder(), `cutri-${process.geteuid?.()}`);
    mkdirSync(own);
    chmodSync(own, 0o777);
    await expect(listenForCommands(join(own, 'a.sock'), async () => 0)).rejects.toThrow(/may be entered by others/);
    const link = join(temporaryFolder(), `cutri-${process.geteuid?.()}`);
    symlinkSync(temporaryFolder(), link);
    await expect(listenForCommands(join(link, 'a.sock'), async () => 0)).rejects.toThrow(/was made by somebody else/);
  });
});
