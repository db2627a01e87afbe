import type { Problem } from './problem.ts';

/** A pack file's text: UTF-8, without a byte order mark, lines ended by `\n`; or the problem that keeps it from being read. */
export type PackText = { kind: 'text'; text: string } | { kind: 'problem'; problem: Problem };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes a file of the knowledge pack.
 * @param maxBytes a larger file is refused: nobody can proofread it, and it would hold up every start
 */
export function packText(bytes: Uint8Array, file: string, maxBytes: number): PackText {
  const refuse = (message: string, fix: string): PackText => ({ kind: 'problem', problem: { file, message, fix } });
  const tooLarge = sizeProblem(bytes.length, file, maxBytes);
  if (tooLarge) return { kind: 'problem', problem: tooLarge };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse('the file is UTF-16, not UTF-8', 'save it again as UTF-8');
  }
  try {
    return { kind: 'text', text: strictUtf8.decode(bytes).replace(/\r\n?/g, '\n') };
  } catch {
    const line = firstBadLine(bytes);
    const problem = {
      file,
      line,
      message: 'the file is not UTF-8',
      fix: 'save it again as UTF-8; windows-1258 and TCVN3 have to be converted',
    };
    return { kind: 'problem', problem };
  }
}

/** Lets a reader refuse a huge file before it is in memory. */
export function sizeProblem(bytes: number, file: string, maxBytes: number): Problem | undefined {
  if (bytes <= maxBytes) return undefined;
  return {
    file,
    message: `the file has ${bytes} bytes; at most ${maxBytes} are read`,
    fix: 'split it, or remove what does not belong in it',
  };
}

/** Line of the first byte sequence that is not UTF-8. */
function firstBadLine(bytes: Uint8Array): number {
  const [before = ''] = new TextDecoder('utf-8').decode(bytes).split('\ufffd', 1);
  return before.split('\n').length;
}
