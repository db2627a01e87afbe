import type { Announcement } from '../../announcements/announcement.ts';
import type { Linking } from '../../announcements/people/linking.ts';
import type { Officials } from '../../announcements/people/officials.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { trialOf } from '../../announcements/rendering.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import { createRecent } from '../../messaging/recent.ts';
import type { CommuneNames } from '../commune-names.ts';
import type { Desk } from '../conversation.ts';
import { channelOf } from '../inbox/log.ts';
import { readCommand } from '../slash-commands.ts';
import { createOfficialDeciding, type DecidingExpectation } from './deciding.ts';
import { type OfficialCommand, readOfficialCommand } from './grammar.ts';
import type { Steps } from './steps.ts';
import { createOfficialViews, type Reasons, said, saidNo, type Visit } from './views.ts';
import { officialWords } from './words.ts';
import { createOfficialWriting, type WritingExpectation } from './writing.ts';

export interface OfficialDeskDeps {
  publishing: Publishing;
  officials: Pick<Officials, 'list'>;
  linking: Linking;
  communes: CommuneNames;
  /** Whether it was taken. */
  send(chat: ChatKey, message: OutgoingMessage): Promise<boolean>;
  /** Shows this chat from now on how far the sending of an announcement has come. */
  follow(visit: Visit, announcement: Pick<Announcement, 'id'>): void;
  now: () => Date;
}

export interface OfficialDesk extends Desk {
  /** Whether an official was at work in this chat a short while ago. */
  isAtWork(chat: ChatKey): boolean;
  /** Drops what is remembered of a chat, and ends its link with an account. */
  forget(chat: ChatKey): Promise<void>;
}

/** Officials work where a linked chat is theirs alone and messages can be edited. */
const worksOn = 'telegram';
const rememberedMs = 15 * 60_000;
const rememberedChats = 1_000;

/** Officials at work in their chats. To everybody else none of it exists. */
export function createOfficialDesk(deps: OfficialDeskDeps): OfficialDesk {
  const { publishing, officials, linking, communes, send, follow, now } = deps;
  const memory = { now, keptMs: rememberedMs, most: rememberedChats };
  const expected = createRecent<WritingExpectation | DecidingExpectation>(memory);
  const atWork = createRecent<true>({ ...memory, keptMs: 4 * rememberedMs });
  const given = createRecent<{ hash: string; reasons: Reasons }>({ ...memory, keptMs: 4 * rememberedMs });
  const reasonsOf = (chat: ChatKey, hash: string): Reasons => {
    const held = given.get(chat);
    return held?.hash === hash ? held.reasons : {};
  };

  const views = createOfficialViews({ publishing, communes, reasons: reasonsOf });
  const expect = ({ chat }: Visit, next: WritingExpectation | DecidingExpectation) => expected.set(chat, next);
  const writing = createOfficialWriting({
    publishing,
    communes,
    views,
    expect,
    reasons: {
      of: reasonsOf,
      add: (chat, hash, code, reason) =>
        given.set(chat, { hash, reasons: { ...reasonsOf(chat, hash), [code]: reason.slice(0, 500) } }),
    },
    now,
  });
  const deciding = createOfficialDeciding({
    publishing,
    views,
    expect,
    async tryOut({ chat, actor }, { id }) {
      const preview = await publishing.preview(actor, id);
      return preview.kind === 'done' && send(chat, trialOf(preview.value.message));
    },
    follow,
  });
  const steps: Steps = { ...writing.steps, ...deciding.steps };

  async function visitOf(chat: ChatKey): Promise<Visit | undefined> {
    const official = (await officials.list()).find((one) => one.chat === chat && !one.disabled);
    if (official) atWork.set(chat, true);
    else atWork.drop(chat);
    return official && { chat, official, actor: { official: official.id, from: 'telegram' } };
  }

  async function obey(visit: Visit, command: OfficialCommand | undefined): Promise<Reply> {
    switch (command?.kind) {
      case undefined:
        return said(officialWords.howTo);
      case 'menu':
        return views.menu(visit);
      case 'never-mind':
        return said(officialWords.neverMind);
      case 'new':
        return writing.begin(visit, command.draft, command.text);
      case 'about': {
        const { number, verb, shown, argument } = command;
        const found = await publishing.find(visit.actor, number);
        return found.kind === 'refused' ? saidNo(found.refusal) : steps[verb](visit, found.value, { shown, argument });
      }
    }
  }

  return {
    isAtWork: (chat) => atWork.get(chat) === true,
    async reply(chat, text) {
      if (channelOf(chat) !== worksOn) return undefined;
      const command = readCommand(text);
      if (command?.name === 'link') {
        const linked = await linking.redeem(chat, command.argument);
        if (linked) atWork.set(chat, true);
        return linked && said(officialWords.linked(linked.name));
      }
      const awaited = expected.get(chat);
      expected.drop(chat);
      if (command ? command.name !== 'announce' : !awaited) return undefined;
      const visit = await visitOf(chat);
      if (!visit) return undefined;
      if (command) return obey(visit, readOfficialCommand(command.argument));
      return awaited!.by === 'writing' ? writing.take(visit, awaited!, text.trim()) : deciding.take(visit, awaited!, text.trim());
    },
    async forget(chat) {
      for (const held of [expected, given, atWork]) held.drop(chat);
      if (channelOf(chat) === worksOn) await linking.unlink(chat);
    },
  };
}
