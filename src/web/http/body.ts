import type { IncomingMessage } from 'node:http';

export type RequestBody =
  | { kind: 'text'; text: string }
  /** Longer than allowed, whether it said so or not; the rest is not read. */
  | { kind: 'too-large' }
  | { kind: 'not-utf8' }
  /** The client went away or was too slow. */
  | { kind: 'cut-off' };

// `ignoreBOM` keeps a byte-order mark, so that the text encodes back to exactly the bytes a signature was made over.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a request's body as UTF-8, keeping at most `maxBytes`. Straight from Node's request:
 * the framework's own limiting reader costs two and a half times the processor time of a whole webhook request.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  const body = await readBodyBytes(request, maxBytes);
  return body.kind === 'bytes' ? decoded(body.bytes) : body;
}

/** The same as it came. */
export function readBodyBytes(
  request: IncomingMessage,
  maxBytes: number,
): Promise<{ kind: 'bytes'; bytes: Buffer } | Extract<RequestBody, { kind: 'too-large' | 'cut-off' }>> {
  type Body = Awaited<ReturnType<typeof readBodyBytes>>;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (body: Body) => {
      request.off('data', onData).off('end', onEnd).off('error', onCutOff).off('close', onCutOff);
      resolve(body);
    };
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) settle({ kind: 'too-large' });
      else chunks.push(chunk);
    };
    const onEnd = () => settle({ kind: 'bytes', bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
    const onCutOff = () => settle({ kind: 'cut-off' });
    request.on('data', onData).on('end', onEnd).on('error', onCutOff).on('close', onCutOff);
    // Node reports an early disconnect as an error event; somebody must be listening after we stopped.
    request.on('error', () => undefined);
  });
}

function decoded(bytes: Buffer): RequestBody {
  try {
    return { kind: 'text', text: utf8.decode(bytes) };
  } catch {
    return { kind: 'not-utf8' };
  }
}
