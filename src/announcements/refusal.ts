import type { Action, Announcement, State } from './announcement.ts';
import type { Finding } from './finding.ts';
import { altFault, type ImageFault } from './images/checking.ts';
import type { ApprovalFlaw } from './people/given-approval.ts';
import type { LogFlaw } from './people/log-guard.ts';
import type { Role } from './people/officials.ts';
import { type RepeatFlaw, repeatFlaw } from './repeating/plan.ts';
import { countdownPlace } from './repeating/words-place.ts';
import { namesSomebody } from './sending/audience.ts';
import type { BlankFlaw } from './templates/blank.ts';

/** Why an official's request was not carried out. `wording.ts` says it in Vietnamese. */
export type Refusal =
  | { code: 'unknown-announcement' }
  | { code: 'unknown-official' }
  /** At a terminal where this account did not sign in, or longer ago than a sign-in holds. */
  | { code: 'not-signed-in'; id: string }
  /** A fresh code of the authenticator has to be given with the request. */
  | { code: 'code-needed' }
  | { code: 'not-permitted'; needs: readonly Role[] }
  | { code: 'wrong-state'; state: State; action: Action | 'correct' | 'retract' }
  | { code: 'changed-meanwhile' }
  | { code: 'no-text' }
  | { code: 'image'; fault: ImageFault }
  | { code: 'no-audience' }
  | { code: 'nobody' }
  | { code: 'no-expiry' }
  | { code: 'time-past' }
  | { code: 'drill-audience' }
  /** What the text check found and nobody overrode. */
  | { code: 'text'; findings: readonly Finding[] }
  | { code: 'no-reason' }
  /** Another content than the one that was shown. */
  | { code: 'not-what-was-shown' }
  /** `phrase` has to be typed. */
  | { code: 'confirmation'; phrase: string }
  | { code: 'code-wrong' }
  | { code: 'code-locked'; until: string }
  | { code: 'own-writing' }
  /** Nobody whose name was given, or nobody at all, delegates to this account now. */
  | { code: 'no-delegation' }
  /** Several do: one has to be named. */
  | { code: 'behalf-unclear'; of: readonly string[] }
  /** `of`: name of who delegated. */
  | { code: 'delegator-wrote'; of: string }
  | { code: 'template-in-own-name' }
  | { code: 'approval'; flaw: ApprovalFlaw }
  /** The audit log is not as it was written: nothing may be approved or let go. */
  | { code: 'log-broken'; verdict: LogFlaw }
  | { code: 'not-due'; sendAt: string }
  | { code: 'no-time' }
  /** The plan by which it repeats, or what nobody can do with one that does. */
  | { code: 'repeat'; why: RepeatFlaw }
  | { code: 'not-a-template' }
  /** What is filled in a template. `most`: what its blank takes. */
  | { code: 'blanks'; flaws: readonly { name: string; flaw: BlankFlaw; most: number }[] }
  /** People the template is not for. */
  | { code: 'beyond-template' }
  /** The same request once more: it has gone out under this number. */
  | { code: 'already-sent'; number: number };

/** What became of a request. */
export type Outcome<Result> = { kind: 'done'; value: Result } | { kind: 'refused'; refusal: Refusal };

export const refused = (refusal: Refusal): { kind: 'refused'; refusal: Refusal } => ({ kind: 'refused', refusal });
export const done = <Result>(value: Result): { kind: 'done'; value: Result } => ({ kind: 'done', value });

/** An announcement that repeats and whose first time has passed is not what somebody approves or lets go any more. */
export const begunFlaw = ({ sendAt, repeat }: Announcement['content'], nowIso: string): RepeatFlaw | undefined =>
  repeat && sendAt !== undefined && sendAt <= nowIso ? { code: 'begun', at: sendAt } : undefined;

/** What is missing or wrong besides the text, before anybody is asked to approve. */
export function incomplete({ kind, content }: Announcement, now: Date): Refusal | undefined {
  const { text, translations, image, audience, expiresAt, sendAt, repeat } = content;
  if (text.trim() === '') return { code: 'no-text' };
  const fault = image && altFault(image.alt);
  if (fault) return { code: 'image', fault };
  if (!audience || !namesSomebody(audience)) return { code: 'no-audience' };
  if ((kind === 'drill') !== (audience.kind === 'officials')) return { code: 'drill-audience' };
  if ((kind === 'template') !== (content.terms !== undefined)) return { code: 'not-a-template' };
  const texts = [text, ...Object.values(translations ?? {})];
  if (!repeat && kind !== 'template' && texts.some((one) => one.includes(countdownPlace)))
    return { code: 'repeat', why: { code: 'no-countdown' } };
  if (repeat && kind !== 'notice') return { code: 'repeat', why: { code: 'kind' } };
  const flaw = repeat && (repeatFlaw(repeat, texts) ?? begunFlaw(content, now.toISOString()));
  if (flaw) return { code: 'repeat', why: flaw };
  if (expiresAt === undefined) return { code: 'no-expiry' };
  const startMs = sendAt === undefined ? now.getTime() : Date.parse(sendAt);
  if (!(Date.parse(expiresAt) > startMs) || startMs < now.getTime()) return { code: 'time-past' };
  return undefined;
}
