import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

describe('what the Telegram channel writes', () => {
  it('F-50: no token, no secret, no text, no chat: through every fault, with debug logs on, and nothing ends the process', async () => {
    const script = join(import.meta.dirname, 'canary-process.ts');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], { maxBuffer: 64 * 1024 * 1024 });
    expect(stdout).toBe('done\n');
    expect(stderr.split('\n').length).toBeGreaterThan(200);
    expect(stderr).toContain('"method":"sendMessage"');
    expect(stderr).not.toContain('CANARY');
    expect(stderr).not.toContain('475869');
  }, 60_000);
});
