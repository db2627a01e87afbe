import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { terminalHere } from '../../src/commands/terminal.ts';

const module = join(import.meta.dirname, '../../src/commands/terminal.ts');
const program = `import(${JSON.stringify(module)}).then(({ terminalHere }) => console.log(terminalHere()))`;
const inProcess = (command: string, before: string[]) =>
  execFileSync(command, [...before, process.execPath, '--input-type=module', '-e', program], { encoding: 'utf8' }).trim();

it('a terminal is the same for every command of one session, and another for another session', () => {
  const here = terminalHere();
  expect(here).toBeTruthy();
  expect(inProcess('env', [])).toBe(here);
  if (process.platform === 'linux') expect(inProcess('setsid', ['--wait'])).not.toBe(here);
});
