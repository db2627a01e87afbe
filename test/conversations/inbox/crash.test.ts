import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(folder: string, heard: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'process.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin!.on('error', () => undefined); // writing to a killed process
  createInterface({ input: child.stdout! }).on('line', heard);
  children.push(child);
  return child;
}

describe('the inbox under kill -9', () => {
  it('A-9: every acknowledged message is answered, and only those in flight can be answered twice', async () => {
    const folder = temporaryFolder();
    const acknowledged = new Set<string>();
    const kills = 4;
    let next = 0;
    for (let round = 0; round < kills; round += 1) {
      const enough = acknowledged.size + 150;
      await new Promise<void>((resolve) => {
        const child = start(folder, (line) => {
          const id = /^acknowledged (.*)$/.exec(line)?.[1];
          if (id === undefined) return;
          acknowledged.add(id);
          if (acknowledged.size < enough) return;
          child.kill('SIGKILL');
        });
        for (let i = 0; i < 400; i += 1) child.stdin!.write(`${next++}\n`);
        child.once('exit', () => resolve());
      });
    }
    const last = start(folder, (line) => void (line === 'idle' && last.stdin!.end()));
    await once(last, 'spawn');
    await new Promise((resolve) => last.stdin!.once('close', resolve));
    last.kill('SIGKILL');
    expect(existsSync(join(folder, 'answered'))).toBe(true);
    const answers = readFileSync(join(folder, 'answered'), 'utf8').trim().split('\n');
    const answered = new Set(answers);
    expect([...acknowledged].filter((id) => !answered.has(id))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(kills * 150);
    // At most the 16 being handled at each kill, and those whose end was not yet on disk.
    expect(answers.length - answered.size).toBeLessThanOrEqual(kills * 32);
  });
});
