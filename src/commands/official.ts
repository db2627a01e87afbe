import type { Managing } from '../announcements/managing.ts';
import type { Authority } from '../announcements/people/authority.ts';
import type { BreakGlass } from '../announcements/people/break-glass.ts';
import type { Managed } from '../announcements/people/changing.ts';
import type { Role } from '../announcements/people/officials.ts';
import { createAnswer } from './announce/view.ts';
import { createAsking } from './asking.ts';
import type { CommandIo } from './io.ts';
import { terminalQr } from './terminal-qr.ts';
import {
  authenticatorText,
  breakGlassText,
  invitationText,
  linkText,
  listLine,
  managingText,
  signingInText,
  officialsWords as words,
} from './words-officials.ts';

/** Administrators who agree; codes that are not given are asked for. */
export interface AuthorityOptions {
  by?: string[];
  code?: string[];
  json?: boolean;
}

export interface ManagingWork {
  managing: Managing & BreakGlass;
  io: CommandIo;
}

export async function runOfficialList({ json }: { json?: boolean }, { managing, io }: ManagingWork): Promise<number> {
  const listed = await managing.list();
  if (json) for (const one of listed) io.out(`${JSON.stringify(one)}\n`);
  else io.out(listed.length === 0 ? `${words.nobody}\n` : `${listed.map(listLine).join('\n')}\n`);
  return 0;
}

/** Signs an account in at this terminal. */
export async function runOfficialLogin(
  id: string,
  options: { code?: string; json?: boolean },
  { managing, io }: ManagingWork,
): Promise<number> {
  const answer = createAnswer(options.json, io);
  const asking = createAsking(io);
  try {
    const code = options.code ?? (await asking.line(words.askLoginCode(id)));
    if (code === undefined) return answer.refused({ code: 'no-code' }, words.needsCode);
    const outcome = await managing.login(io.terminal, id, code);
    if (outcome.kind === 'refused') return answer.refused(outcome.refusal, signingInText(outcome.refusal));
    return answer.done({ id, until: outcome.until }, words.signedIn(id, outcome.until));
  } finally {
    asking.close();
  }
}

export async function runOfficialLogout({ json }: { json?: boolean }, { managing, io }: ManagingWork): Promise<number> {
  const ids = await managing.logout(io.terminal);
  return createAnswer(json, io).done({ ids }, words.signedOut(ids));
}

export const runOfficialAdd = (
  id: string,
  options: AuthorityOptions & { person: string; name: string; role?: Role[] },
  work: ManagingWork,
): Promise<number> =>
  change(
    options,
    work,
    (by) => work.managing.add(by, { id, person: options.person, name: options.name, roles: options.role ?? [] }),
    ({ address }) => ({ value: { id, address }, text: `${words.added(id)}\n${authenticatorText(address)}` }),
  );

export const runOfficialSwitch = (
  to: 'disable' | 'enable',
  id: string,
  options: AuthorityOptions,
  work: ManagingWork,
): Promise<number> =>
  change(
    options,
    work,
    (by) => work.managing[to](by, id),
    () => ({ value: { id }, text: to === 'disable' ? words.disabled(id) : words.enabled(id) }),
  );

export const runOfficialEnrol = (id: string, options: AuthorityOptions, work: ManagingWork): Promise<number> =>
  change(
    options,
    work,
    (by) => work.managing.enrol(by, id),
    ({ address }) => ({ value: { id, address }, text: `${words.enrolled(id)}\n${authenticatorText(address)}` }),
  );

export const runOfficialLink = (id: string, options: AuthorityOptions, work: ManagingWork): Promise<number> =>
  change(
    options,
    work,
    (by) => work.managing.link(by, id),
    ({ code, expiresAt }) => ({ value: { id, code, expiresAt }, text: linkText(id, code, expiresAt) }),
  );

/** For the only administrator, who lost their phone. */
export async function runOfficialBreakGlass(
  id: string,
  { reason, json }: { reason: string; json?: boolean },
  { managing, io }: ManagingWork,
): Promise<number> {
  const answer = createAnswer(json, io);
  const outcome = await managing.breakGlass(id, { reason, terminal: io.terminal });
  if (outcome.kind === 'refused') return answer.refused(outcome.refusal, breakGlassText(outcome.refusal));
  const { address } = outcome.value;
  return answer.done({ id, address }, `${words.glassBroken(id)}\n${authenticatorText(address)}`);
}

export const runOfficialInvite = (id: string, options: AuthorityOptions, work: ManagingWork): Promise<number> =>
  change(
    options,
    work,
    (by) => work.managing.invite(by, id),
    ({ address, expiresAt }) => ({
      value: { id, address, expiresAt },
      text: invitationText(id, address, expiresAt, terminalQr(address)),
    }),
  );

async function change<Result>(
  options: AuthorityOptions,
  { io }: ManagingWork,
  act: (by: Authority[]) => Promise<Managed<Result>>,
  say: (result: Result) => { value: object; text: string },
): Promise<number> {
  const answer = createAnswer(options.json, io);
  const by = await authorities(options, io);
  if (by === undefined) return answer.refused({ code: 'no-code' }, words.needsCodes);
  const outcome = await act(by);
  if (outcome.kind === 'refused') return answer.refused(outcome.refusal, managingText(outcome.refusal));
  const { value, text } = say(outcome.value);
  return answer.done(value, text);
}

/** The administrators named, each with their code; `undefined` where one is missing and nobody can be asked. */
async function authorities({ by = [], code = [] }: AuthorityOptions, io: CommandIo): Promise<Authority[] | undefined> {
  const asking = createAsking(io);
  try {
    const given: Authority[] = [];
    for (const [i, admin] of by.entries()) {
      const typed = code[i] ?? (await asking.line(words.askCodeOf(admin)));
      if (typed === undefined) return undefined;
      given.push({ admin, code: typed, terminal: io.terminal });
    }
    return given;
  } finally {
    asking.close();
  }
}
