import { describe, expect, it } from 'vitest';
import { createSharedUploads } from '../../src/channels/shared-uploads.ts';

/** Uploads to a platform that names them `id-1`, `id-2`, …, and what was asked of it. */
function open(lifeMs?: number) {
  let atMs = 0;
  const asked: string[] = [];
  let given = 0;
  const uploads = createSharedUploads<string>(() => new Date(atMs), lifeMs);
  const first = async (): Promise<{ id?: string; result: string }> => {
    given += 1;
    asked.push(`first ${given}`);
    return { id: `id-${given}`, result: `first ${given}` };
  };
  const send = (sha256 = 'a', how: Partial<Parameters<typeof uploads.send>[1]> = {}) =>
    uploads.send(sha256, { known: async (id) => `known ${id}`, first, ...how });
  const pass = (ms: number) => {
    atMs += ms;
  };
  return { uploads, asked, send, pass };
}

describe('a picture that goes to many', () => {
  it('is given to the platform once, however many begin at a time, and each picture by itself', async () => {
    const { send, asked } = open();
    expect(await Promise.all([send(), send(), send('b'), send()])).toEqual(['first 1', 'known id-1', 'first 2', 'known id-1']);
    expect(asked).toEqual(['first 1', 'first 2']);
  });

  it('is given by the next in turn where the first fails, who alone is told of it', async () => {
    const { send, asked } = open();
    const failed = send('a', { first: () => Promise.reject(new Error('cut off')) });
    const [one, two] = [send(), send()];
    await expect(failed).rejects.toThrow('cut off');
    expect([await one, await two, asked]).toEqual(['first 1', 'known id-1', ['first 1']]);
  });

  it('is given again where the platform gave no id for it', async () => {
    const { send } = open();
    expect(await send('a', { first: async () => ({ result: 'in words' }) })).toBe('in words');
    expect([await send(), await send()]).toEqual(['first 1', 'known id-1']);
  });

  it('is given again when the platform has let go of it: after its time, or when it says so', async () => {
    const { uploads, send, pass } = open(1_000);
    await send();
    pass(999);
    expect(await send()).toBe('known id-1');
    pass(1);
    expect(await send()).toBe('first 2');
    uploads.forget('a');
    expect(await send()).toBe('first 3');
  });

  it('is known for good where the platform keeps it for good', async () => {
    const { send, pass } = open();
    await send();
    pass(1e13);
    expect(await send()).toBe('known id-1');
  });
});
