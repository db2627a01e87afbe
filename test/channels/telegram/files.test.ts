import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../fakes/fault-proxy.ts';
import { png } from '../../fakes/pictures.ts';
import { openTelegram } from '../../fakes/telegram-channel.ts';
import { type Emulator, startEmulator } from '../../fakes/telegram-emulator.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const picture = png();
const mostBytes = 10_000;

async function open(told?: { file_path?: string; file_size?: number }, bytes: Uint8Array = picture) {
  const opened = await openTelegram(emulator, { deadlineMs: 2_000 });
  opened.desk.keepsFile('photo-1', bytes, told);
  const downloads = () => opened.proxy.seen.filter(({ path }) => path.startsWith('/file/'));
  return { ...opened, downloads, fetch: (id = 'photo-1') => opened.channel.fetchPicture(id, mostBytes) };
}

describe('a picture that somebody sent on Telegram', () => {
  it('is fetched byte for byte', async () => {
    const { fetch, close } = await open();
    const fetched = await fetch();
    expect(fetched.kind === 'got' && Buffer.from(fetched.bytes).equals(picture)).toBe(true);
    await close();
  });

  it('is not fetched where Telegram says that it is larger than we take', async () => {
    const { fetch, downloads, close } = await open({ file_size: mostBytes + 1 });
    expect(await fetch()).toEqual({ kind: 'too-large' });
    expect(downloads()).toEqual([]);
    await close();
  });

  it('is not read on where it is larger than was said', async () => {
    const { fetch, close } = await open({ file_size: 10 }, Buffer.alloc(mostBytes + 1));
    expect(await fetch()).toEqual({ kind: 'too-large' });
    await close();
  });

  it('Telegram does not know is gone', async () => {
    const { fetch, close } = await open();
    expect(await fetch('photo-2')).toEqual({ kind: 'gone' });
    await close();
  });

  it.each([
    '/var/lib/telegram-bot-api/photos/1.jpg',
    '../../etc/passwd',
    'photos/../1.jpg',
    'photos/1.jpg?x=1',
    'https://x/1.jpg',
  ])('nothing is asked for at %s', async (file_path) => {
    const { fetch, downloads, close } = await open({ file_path });
    expect(await fetch()).toEqual({ kind: 'unavailable' });
    expect(downloads()).toEqual([]);
    await close();
  });

  it.each<[string, Fault]>([
    ['a server that fails', { kind: 'answer', status: 502, body: 'Bad Gateway' }],
    ['a redirect, which is not followed', { kind: 'redirect', to: 'http://127.0.0.1:1/x' }],
    ['a connection that breaks', { kind: 'cut', when: 'before' }],
    ['an answer that breaks off', { kind: 'cut', when: 'during' }],
    ['a packed answer', { kind: 'bomb' }],
  ])('%s: to be tried again', async (_, fault) => {
    const { fetch, proxy, close } = await open();
    proxy.order(fault, { path: /^\/file\//u });
    expect(await fetch()).toEqual({ kind: 'unavailable' });
    expect((await fetch()).kind).toBe('got');
    await close();
  });

  it('an endless answer is not read', async () => {
    const { fetch, proxy, close } = await open();
    proxy.order({ kind: 'huge' }, { path: /^\/file\//u });
    expect(await fetch()).toEqual({ kind: 'too-large' });
    await close();
  });

  it('the token stands in no event', async () => {
    const { fetch, proxy, events, token, close } = await open();
    proxy.order({ kind: 'cut', when: 'before' }, { path: /^\/file\//u });
    await fetch();
    expect(JSON.stringify(events)).not.toContain(token);
    await close();
  });
});
