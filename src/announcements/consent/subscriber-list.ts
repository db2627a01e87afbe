import type { ChatKey } from '../../messaging/message.ts';
import { type ActingDeps, type Actor, cameFrom, createActing } from '../acting.ts';
import { holds, type Role } from '../people/officials.ts';
import { done, type Outcome, type Refusal } from '../refusal.ts';
import type { IntakeStanding, SubscriberIntake } from '../sending/intake.ts';
import type { Subscriber } from '../sending/subscribers.ts';

/** How many of a list stand how. */
export type IntakeCounts = Record<IntakeStanding, number>;

/** What the log tells of a list: never whose names are on it. */
export interface ListAbout {
  /** SHA-256 of the file, hexadecimal. */
  digest: string;
  /** Chats named again. */
  repeated: number;
  /** Rows that were left out because something is wrong with them. */
  wrong: number;
}

/** What officials do with the list of subscribers. Only those whose role allows it, and never without a trace in the log. */
export interface SubscriberList {
  /** How the chats stand now; asks for no official, because nobody is named. */
  count(chats: readonly ChatKey[]): Promise<IntakeCounts>;
  /** How many more the store takes. */
  room(): Promise<number>;
  /** Adds those who are new, in steps that come to the same when they are done again. The log has when it began and when it was over. */
  add(actor: Actor, subscribers: readonly Subscriber[], about: ListAbout): Promise<Outcome<IntakeCounts>>;
  /** Whether this official may look at what is kept of a person; the log tells that one was looked at, not which. */
  mayLook(actor: Actor): Promise<Outcome<undefined>>;
}

/** Who may do what with the list. */
const permittedOnList: Readonly<Record<'import' | 'look', readonly Role[]>> = { import: ['admin'], look: ['admin', 'auditor'] };
const stepSize = 1_000;

export function createSubscriberList(deps: ActingDeps & { intake: SubscriberIntake }): SubscriberList {
  const { intake, audit } = deps;
  const acting = createActing(deps);

  /** Whoever asks, if they may; else a refusal that the log tells of. */
  async function allowed(actor: Actor, what: keyof typeof permittedOnList, action: string, subject: string) {
    const who = await acting.official(actor);
    const base = acting.record('code' in who ? actor : who, cameFrom(actor), action, subject);
    const needs = permittedOnList[what];
    const refusal: Refusal | undefined =
      'code' in who ? who : needs.some((role) => holds(who, role)) ? undefined : { code: 'not-permitted', needs };
    return refusal ? { refused: await acting.refuse(base, refusal) } : { base };
  }

  async function inSteps<One>(all: readonly One[], step: (some: readonly One[]) => Promise<IntakeStanding[]>) {
    const counts: IntakeCounts = { new: 0, subscribed: 0, left: 0 };
    for (let from = 0; from < all.length; from += stepSize)
      for (const standing of await step(all.slice(from, from + stepSize))) counts[standing] += 1;
    return counts;
  }

  return {
    count: (chats) => inSteps(chats, intake.standing),
    room: intake.room,
    async add(actor, subscribers, { digest, repeated, wrong }) {
      const asked = await allowed(actor, 'import', 'subscribers-import', digest);
      if (asked.refused) return asked.refused;
      const about = `${subscribers.length} chats, ${repeated} repeated, ${wrong} wrong`;
      await audit.append({ ...asked.base, outcome: 'begun', detail: about });
      const counts = await inSteps(subscribers, intake.add);
      const became = `${counts.new} new, ${counts.subscribed} known, ${counts.left} left`;
      await audit.append({ ...asked.base, at: deps.now().toISOString(), outcome: 'done', detail: became });
      return done(counts);
    },
    async mayLook(actor) {
      const asked = await allowed(actor, 'look', 'subscriber-look', 'subscriber');
      if (asked.refused) return asked.refused;
      await audit.append({ ...asked.base, outcome: 'done' });
      return done(undefined);
    },
  };
}
