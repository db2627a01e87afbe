import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/**
 * Which system user types at which terminal, as one word that no other terminal has, now or later: user, login user (kept through sudo), session of
 * processes and when it began. Commands of one shell or one script have the same. `undefined` where the system does not say.
 */
export function terminalHere(): string | undefined {
  try {
    const user = userInfo().username;
    return process.platform === 'linux' ? linuxTerminal(user) : `${user} ${ask('tty')} ${ask('sess')}`;
  } catch {
    return undefined;
  }
}

const ask = (what: 'tty' | 'sess'): string =>
  execFileSync('ps', ['-o', `${what}=`, '-p', String(process.pid)], { encoding: 'utf8' }).trim();

/** Fields of `/proc/<pid>/stat` after the name, from `state` on. */
const statFields = (pid: string): string[] => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};
const sessionField = 3;
const terminalField = 4;
const startedField = 19;

function linuxTerminal(user: string): string {
  const own = statFields('self');
  const session = own[sessionField]!;
  return [user, loginUser(), own[terminalField], session, startOf(session)].join(' ');
}

/** When the first process of the session began, in ticks; it may have ended already. */
function startOf(session: string): string {
  try {
    return statFields(session)[startedField]!;
  } catch {
    return 'ended';
  }
}

function loginUser(): string {
  try {
    return readFileSync('/proc/self/loginuid', 'utf8').trim();
  } catch {
    return '-';
  }
}
