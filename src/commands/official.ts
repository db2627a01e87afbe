import type { Managing } from '../announcements/managing.ts';
import type { Authority } from '../announcements/people/authority.ts';
import type { BreakGlass } from '../announcements/people/break-glass.ts';
import type { Managed } from '../announcements/people/changing.ts';
import type { Enrolling } from '../announcements/people/enrolling.ts';
import type { InvitationPass } from '../announcements/people/inviting.ts';
import type { Role } from '../announcements/people/officials.ts';
import type { CommuneNames } from '../conversations/commune-names.ts';
import { createAnswer } from './announce/view.ts';
import { createAsking } from './asking.ts';
import type { CommandIo } from './io.ts';
import { terminalQr } from './terminal-qr.ts';
import {
  authenticatorText,
  breakGlassText,
  communeUnclearText,
  enrollingText,
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
  managing: Managing & BreakGlass & Enrolling;
  /** Opened where a commune is named: without a running service the whole pack is read for it. */
  communes(): Promise<Pick<CommuneNames, 'list' | 'title'>>;
  io: CommandIo;
}

export async function runOfficialList({ json }: { json?: boolean }, work: ManagingWork): Promise<number> {
  const { managing, io } = work;
  const listed = await managing.list();
  const names = !json && listed.some(({ commune }) => commune !== undefined) ? await work.communes() : undefined;
  if (json) for (const one of listed) io.out(`${JSON.stringify(one)}\n`);
  else io.out(listed.length === 0 ? `${words.nobody}\n` : `${listed.map((one) => listLine(one, names?.title)).join('\n')}\n`);
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

export async function runOfficialAdd(
  id: string,
  options: AuthorityOptions & { person: string; name: string; role?: Role[]; commune?: string },
  work: ManagingWork,
): Promise<number> {
  const named = options.commune === undefined ? undefined : (await work.communes()).list(options.commune);
  const [commune, ...others] = named?.found ?? [];
  if (named && (!commune || others.length > 0 || named.unclear.length + named.unknown.length > 0))
    return createAnswer(options.json, work.io).refused({ code: 'commune-unclear' }, communeUnclearText(options.commune!, named));
  const official = { id, person: options.person, name: options.name, roles: options.role ?? [] };
  return change(
    options,
    work,
    (by) => work.managing.add(by, { ...official, ...(commune ? { commune: commune.code } : {}) }),
    (pass) => handed(id, pass, words.added(id)),
  );
}

/** `pass` as it is handed to the owner of the account, after what was done. */
function handed(id: string, pass: InvitationPass, done: string): { value: object; text: string } {
  const { kind: _, ...value } = pass;
  const image = pass.kind === 'link' ? terminalQr(pass.address) : undefined;
  return { value: { id, ...value }, text: `${done}\n${invitationText(id, pass, image)}` };
}

/** The owner of an account sets up their authenticator: sees at their own terminal what the app reads, and types the code it shows. */
export async function runOfficialAccept(
  id: string,
  options: { invitation?: string; code?: string; json?: boolean },
  { managing, io }: ManagingWork,
): Promise<number> {
  const answer = createAnswer(options.json, io);
  const asking = createAsking(io);
  try {
    const invitation = options.invitation ?? (await asking.line(words.askInvitation));
    if (invitation === undefined) return answer.refused({ code: 'no-invitation' }, words.needsInvitation);
    const looked = await managing.lookAtInvitation(io.terminal, id, invitation);
    if (looked.kind === 'refused') return answer.refused(looked.refusal, enrollingText(looked.refusal));
    const { address } = looked.value;
    if (options.code === undefined && !io.interactive)
      return answer.done({ id, address }, `${authenticatorText(address, terminalQr(address))}\n${words.thenCode(id)}`);
    if (options.code === undefined) io.err(`${authenticatorText(address, terminalQr(address))}\n`);
    const code = options.code ?? (await asking.line(words.askNewCode));
    if (code === undefined) return answer.refused({ code: 'no-code' }, words.needsCode);
    const accepted = await managing.acceptInvitation(io.terminal, id, invitation, code);
    if (accepted.kind === 'refused') return answer.refused(accepted.refusal, enrollingText(accepted.refusal));
    return answer.done({ id }, words.accepted(id));
  } finally {
    asking.close();
  }
}

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
    (pass) => handed(id, pass, words.enrolled(id)),
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
  const { value, text } = handed(id, outcome.value, words.glassBroken(id));
  return answer.done(value, text);
}

export const runOfficialInvite = (id: string, options: AuthorityOptions, work: ManagingWork): Promise<number> =>
  change(
    options,
    work,
    (by) => work.managing.invite(by, id),
    (pass) => handed(id, pass, words.invited),
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
