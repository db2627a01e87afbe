import { describe, expect, it } from 'vitest';
import { createLogger } from '../src/logger.ts';

function logging(terminal: boolean) {
  const lines: string[] = [];
  return { lines, logger: createLogger('info', { terminal, write: (line) => void lines.push(line) }) };
}
const full = Object.assign(new Error('inbox.journal could not be written (ENOSPC)'), { code: 'ENOSPC' });

describe('the log', () => {
  it('G-11: is JSON for machines, and a failure of the store has its message and code in it', () => {
    const { lines, logger } = logging(false);
    logger.error({ doing: 'claim', err: full }, 'store-failed');
    expect(JSON.parse(lines[0]!)).toMatchObject({
      msg: 'store-failed',
      doing: 'claim',
      err: { message: full.message, code: 'ENOSPC' },
    });
  });

  it('is one line a person can read at a terminal', () => {
    const { lines, logger } = logging(true);
    logger.error({ doing: 'claim', err: full }, 'store-failed');
    logger.warn('as it is');
    logger.debug('not asked for');
    expect(lines).toEqual([
      expect.stringMatching(
        /^\d\d:\d\d:\d\d error store-failed: inbox\.journal could not be written \(ENOSPC\) \(doing claim\)\n$/,
      ),
      expect.stringMatching(/^\d\d:\d\d:\d\d warn {2}as it is\n$/),
    ]);
  });
});
