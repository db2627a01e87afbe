/** The real program in a process of its own, as `npm start` runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach } from 'vitest';
// Its folders go after the process that uses them.
import './temporary-folder.ts';

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

export interface ServiceProcess {
  child: ChildProcess;
  /** Resolves with everything printed once the pattern is there. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  exit: Promise<{ code: number | null; out: string; err: string }>;
}

/** `under`: a command that runs it. Killed after the test. */
export function startServiceProcess(env: Record<string, string>, under: string[] = []): ServiceProcess {
  const [program, ...argv] = [...under, process.execPath, join(import.meta.dirname, '../../dist/main.js')];
  const child = spawn(program!, argv, {
    env: { PATH: process.env.PATH ?? '', CUTRI_PORT: '0', CUTRI_ANSWER_THREADS: '1', ...env },
  });
  running.push(child);
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk;
    for (const look of waiting) look();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk;
  });
  const exit = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, out, err })),
  );
  const prints = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(out);
        if (found) resolve(found);
      };
      waiting.add(look);
      look();
      void exit.then(() => reject(new Error(`ended before printing ${pattern}: ${out}${err}`)));
    });
  return { child, prints, exit };
}
