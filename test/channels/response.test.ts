import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { boundedText } from '../../src/channels/response.ts';

/** An answer that comes in these pieces, and how much of it is read. */
function answer(pieces: readonly Uint8Array[], headers: Record<string, string> = {}) {
  const read: number[] = [];
  const body = Readable.from(
    (function* () {
      for (const piece of pieces) {
        read.push(piece.length);
        yield piece;
      }
    })(),
    { highWaterMark: 1 },
  );
  return { response: Object.assign(body, { headers }) as unknown as IncomingMessage, read };
}
const bytes = (count: number) => Buffer.alloc(count, 'a');

describe('the body of an answer', () => {
  it('is read to its end, characters that came in pieces too', async () => {
    const text = Buffer.from('Vâng ạ 😀');
    const { response } = answer([text.subarray(0, 2), text.subarray(2, -1), text.subarray(-1)]);
    expect(await boundedText(response, 100)).toBe('Vâng ạ 😀');
    expect(await boundedText(answer([]).response, 100)).toBe('');
  });

  it('may be as long as it was permitted, said beforehand or not', async () => {
    for (const headers of [{}, { 'content-length': '10' }])
      expect(await boundedText(answer([bytes(4), bytes(6)], headers).response, 10)).toHaveLength(10);
  });

  it('that is longer is not read on, and the connection is let go', async () => {
    const { response, read } = answer([bytes(6), bytes(5), bytes(4), bytes(4), bytes(4), bytes(4)]);
    expect(await boundedText(response, 10)).toBeUndefined();
    expect(response.destroyed).toBe(true);
    expect(read.length).toBeLessThan(6);
  });

  it('that is said to be longer is not begun with', async () => {
    const { response, read } = answer([bytes(5)], { 'content-length': '11' });
    expect(await boundedText(response, 10)).toBeUndefined();
    expect([response.destroyed, read]).toEqual([true, []]);
  });

  it('is measured as it unpacks', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect(await boundedText(answer([gzipSync(bytes(1_000))], headers).response, 1_000)).toHaveLength(1_000);
    expect(await boundedText(answer([gzipSync(bytes(1_001))], headers).response, 1_000)).toBeUndefined();
  });
});
