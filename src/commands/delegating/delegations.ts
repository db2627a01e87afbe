import type { Actor } from '../../announcements/acting.ts';
import type { Delegating, DelegationOutcome, DelegationSummary } from '../../announcements/delegating/delegating.ts';
import { delegatingWords, delegationRefusalText } from '../../announcements/delegating/words.ts';
import { typedInstant } from '../announce/content.ts';
import { createAnswer } from '../announce/view.ts';
import { createAsking } from '../asking.ts';
import type { CommandIo } from '../io.ts';
import { delegationCommandWords as words } from './words-delegation.ts';

export interface DelegatingWork {
  managing: Delegating;
  io: CommandIo;
  now(): Date;
}

export interface RevokeOptions {
  as: string;
  json?: boolean;
}

export interface DelegateOptions extends RevokeOptions {
  to: string;
  from: string;
  until: string;
  reason?: string;
  code?: string;
}

const actorAt = (as: string, { terminal }: CommandIo): Actor => ({ official: as, from: 'cli', terminal });

/** Lets another official approve in the name of whoever asks. */
export async function runDelegate(options: DelegateOptions, { managing, io, now }: DelegatingWork): Promise<number> {
  const answer = createAnswer(options.json, io);
  const at = now();
  // The clock of whoever carries it out says when now is.
  const from = options.from.trim().toLowerCase() === 'now' ? '' : typedInstant(options.from, at);
  const until = typedInstant(options.until, at);
  if (from === undefined) return answer.refused({ code: 'bad-time' }, words.badTime('--from', options.from));
  if (until === undefined) return answer.refused({ code: 'bad-time' }, words.badTime('--until', options.until));
  const asking = createAsking(io);
  try {
    const code = options.code ?? (await asking.line(words.askCode(options.as)));
    if (code === undefined) return answer.refused({ code: 'no-code' }, words.needsCode);
    const wish = { to: options.to, from, until, reason: options.reason };
    return told(await managing.delegate(actorAt(options.as, io), wish, code), words.made, options, io);
  } finally {
    asking.close();
  }
}

export async function runDelegations(
  { all = false, json }: { all?: boolean; json?: boolean },
  { managing, io }: DelegatingWork,
): Promise<number> {
  const held = await managing.delegations();
  const listed = all ? held : held.filter(({ state }) => state === 'in-force' || state === 'to-come');
  if (json) for (const one of listed) io.out(`${JSON.stringify(one)}\n`);
  else io.out(`${listed.length === 0 ? words.none(held.length) : listed.map(lineOf).join('\n')}\n`);
  return 0;
}

export const runRevokeDelegation = async (
  id: string,
  options: RevokeOptions,
  { managing, io }: DelegatingWork,
): Promise<number> => told(await managing.revokeDelegation(actorAt(options.as, io), id), words.revoked, options, io);

function told(
  outcome: DelegationOutcome,
  text: (made: DelegationSummary) => string,
  { json }: RevokeOptions,
  io: CommandIo,
): number {
  const answer = createAnswer(json, io);
  if (outcome.kind === 'refused') return answer.refused(outcome.refusal, delegationRefusalText(outcome.refusal));
  return answer.done(outcome.value, text(outcome.value));
}

/** `minh-1  Trần Minh (minh) → Nguyễn Thu (thu)  từ … đến …  đang có hiệu lực  đi công tác`. */
const lineOf = (one: DelegationSummary): string =>
  [
    one.id,
    delegatingWords.pair(one),
    delegatingWords.time(one),
    delegatingWords.state(one.state),
    ...(one.reason === undefined ? [] : [one.reason]),
  ].join('  ');
