import type { Actor } from '../../announcements/acting.ts';
import type { Announcement, Incident } from '../../announcements/announcement.ts';
import { approverNames, behalvesFor } from '../../announcements/people/delegation.ts';
import {
  chatsOf,
  communeBoundOf,
  holds,
  isSamePerson,
  type Official,
  type Officials,
  workChannel,
} from '../../announcements/people/officials.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import { approverText } from '../../announcements/words-preview.ts';
import type { SendOutcome } from '../../messaging/channel.ts';
import { type ChatKey, channelOf, type OutgoingMessage } from '../../messaging/message.ts';
import { askFor } from './grammar.ts';
import { createUnsaid } from './unsaid.ts';
import { officialLabels } from './words.ts';
import { incidentText, type NewsStep, stepText, whereToWork } from './words-news.ts';

export interface OfficialNewsDeps {
  officials: Pick<Officials, 'list'>;
  send(chat: ChatKey, message: OutgoingMessage): Promise<SendOutcome>;
  report(error: unknown): void;
  /** Address of the console, where it is on: whoever is told where nothing can be done goes there. */
  console: string | undefined;
  now: () => Date;
}

/** Tells officials in their chats what others did, and what happened by itself. Nothing here ever fails whoever calls it. */
export interface OfficialNews {
  incident(incident: Incident): Promise<void>;
  step(step: NewsStep, announcement: Announcement, by: Actor): Promise<void>;
  /** Says something there is nothing to press for, each text to its chat. */
  note(news: readonly { chat: ChatKey; text: string }[]): Promise<void>;
  /** Tries again what could not be said; to be called every few seconds. */
  tick(): Promise<void>;
  /** Somebody wrote: what their platform would not take before, it takes now. */
  contacted(chat: ChatKey): Promise<void>;
}

export function createOfficialNews({ officials, send, report, console, now }: OfficialNewsDeps): OfficialNews {
  const unsaid = createUnsaid({ send, report, now });

  async function say(to: readonly Official[], text: string, { number }: Announcement): Promise<void> {
    const toWork = { text, choices: [askFor(officialLabels.see(number), { number, verb: 'look' })] };
    const toKnow = { text: `${text}\n\n${whereToWork(console)}` };
    const chats = new Set(to.flatMap((one) => (one.disabled ? [] : chatsOf(one))));
    const messageFor = (chat: ChatKey) => (channelOf(chat) === workChannel ? toWork : toKnow);
    await unsaid.say([...chats].map((chat) => ({ chat, message: messageFor(chat) })));
  }

  /** Whoever may approve it, in whosever name, and did not write it. */
  const approvers = (all: readonly Official[], { writers, kind }: Announcement) =>
    all.filter((one) =>
      holds(one, 'approver')
        ? kind === 'drill' || !isSamePerson(one.person, writers)
        : behalvesFor(one, { kind, writers }, all, now().toISOString()).length > 0,
    );

  function concerned(all: readonly Official[], announcement: Announcement): Official[] {
    const { author, approval } = announcement;
    const by = approval ? all.filter(({ id }) => id === approval.by || id === approval.behalf?.of) : approvers(all, announcement);
    return [...all.filter(({ id }) => id === author), ...by];
  }

  return {
    tick: unsaid.tick,
    contacted: unsaid.contacted,
    note: (news) => unsaid.say(news.map(({ chat, text }) => ({ chat, message: { text } }))),
    async incident(incident) {
      try {
        const all = await officials.list();
        const admins = all.filter((one) => holds(one, 'admin'));
        // Whoever is bound to a commune has nothing to do with announcements.
        const office = all.filter((one) => communeBoundOf(one) === undefined);
        const to = incident.what === 'emergency' ? office : [...concerned(all, incident.announcement), ...admins];
        await say(to, incidentText(incident), incident.announcement);
      } catch (error) {
        report(error);
      }
    },
    async step(step, announcement, by) {
      try {
        const all = await officials.list();
        const who = all.find(({ id }) => id === by.official);
        const to = step === 'submit' ? approvers(all, announcement) : concerned(all, announcement);
        const others = to.filter(({ id, chat }) => id !== by.official && (chat === undefined || chat !== who?.chat));
        const name = who?.name ?? by.official;
        const { approval } = announcement;
        const named = step === 'approve' && approval ? approverText(approverNames(approval, all)) : name;
        await say(others, stepText(step, announcement, named), announcement);
      } catch (error) {
        report(error);
      }
    },
  };
}

/** Publishing after whose steps the officials who wait for them hear of it through `tell`, which never rejects; what it gives back is waited for. */
export function withNews(
  publishing: Publishing,
  tell: (...told: Parameters<OfficialNews['step']>) => Promise<void> | undefined,
): Publishing {
  const told =
    <Rest extends unknown[]>(step: NewsStep, take: (actor: Actor, ...rest: Rest) => Promise<Outcome<Announcement>>) =>
    async (actor: Actor, ...rest: Rest) => {
      const outcome = await take(actor, ...rest);
      if (outcome.kind === 'done') await tell(step, outcome.value, actor);
      return outcome;
    };
  return {
    ...publishing,
    submit: told('submit', publishing.submit),
    approve: told('approve', publishing.approve),
    return: told('return', publishing.return),
    schedule: told('schedule', publishing.schedule),
    send: told('send', publishing.send),
    pause: told('pause', publishing.pause),
    resume: told('resume', publishing.resume),
    stop: told('stop', publishing.stop),
    followUp: told('followUp', publishing.followUp),
  };
}
