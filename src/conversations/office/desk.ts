import type { Announcement } from '../../announcements/announcement.ts';
import type { Linking } from '../../announcements/people/linking.ts';
import { chatsOf, communeBoundOf, type Officials, workChannel } from '../../announcements/people/officials.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { sendTrials } from '../../announcements/rendering.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { type ChatKey, channelOf, type OutgoingMessage } from '../../messaging/message.ts';
import type { CommuneNames } from '../commune-names.ts';
import type { Desk } from '../conversation.ts';
import { readCommand } from '../slash-commands.ts';
import { createOfficialDeciding } from './deciding.ts';
import { type OfficialCommand, readOfficialCommand } from './grammar.ts';
import { createOfficeMemory, type Expectation } from './memory.ts';
import type { Steps } from './steps.ts';
import { createOfficialViews, type OfficialViews, said, saidNo, type Visit } from './views.ts';
import { neverMindChoice, officialWords } from './words.ts';
import { whereToWork } from './words-news.ts';
import { createOfficialWriting, type OfficialWriting } from './writing.ts';

export interface OfficialDeskDeps {
  publishing: Publishing;
  officials: Pick<Officials, 'list'>;
  linking: Linking;
  communes: CommuneNames;
  /** Address of the console, where it is on. */
  console: string | undefined;
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

/** Officials at work in their chats. To everybody else none of it exists. */
export function createOfficialDesk(deps: OfficialDeskDeps): OfficialDesk {
  const { publishing, officials, linking, communes, send, now } = deps;
  const memory = createOfficeMemory(now);
  const toWork = whereToWork(deps.console);
  const { reasons } = memory;
  const expect = ({ chat }: Visit, next: Expectation) => memory.expect(chat, next);
  const views = createOfficialViews({ publishing, communes, reasons: reasons.of });
  const writing = createOfficialWriting({ publishing, communes, views, expect, reasons, now });
  const deciding = createOfficialDeciding({
    publishing,
    views,
    expect,
    async tryOut({ chat, actor }, { id }) {
      const preview = await publishing.preview(actor, id);
      return preview.kind === 'done' && sendTrials(preview.value, (message) => send(chat, message));
    },
    follow: deps.follow,
  });
  const office: Office = { publishing, views, writing, steps: { ...writing.steps, ...deciding.steps } };

  async function link(chat: ChatKey, typed: string): Promise<Reply | undefined> {
    const linked = await linking.redeem(chat, typed);
    if (linked && channelOf(chat) !== workChannel) return said(officialWords.linkedToKnow(linked.name, toWork));
    if (linked) memory.noteAtWork(chat, true);
    return linked && said(officialWords.linked(linked.name));
  }

  async function visitOf(chat: ChatKey): Promise<Visit | undefined> {
    const official = (await officials.list()).find((one) => one.chat === chat && !one.disabled);
    memory.noteAtWork(chat, official !== undefined);
    return official && { chat, official, actor: { official: official.id, from: 'telegram' } };
  }

  /** Where an official is only told, their command is no stranger's. */
  async function toldOnly(chat: ChatKey): Promise<Reply | undefined> {
    const isTold = (await officials.list()).some((one) => !one.disabled && chatsOf(one).includes(chat));
    return isTold ? said(officialWords.onlyToKnow(toWork)) : undefined;
  }

  return {
    isAtWork: memory.isAtWork,
    async reply(chat, text, beside) {
      const command = readCommand(text);
      if (command?.name === 'link') return link(chat, command.argument);
      if (channelOf(chat) !== workChannel) return command?.name === 'announce' ? toldOnly(chat) : undefined;
      const awaited = memory.awaited(chat);
      memory.expect(chat, undefined);
      if (command ? command.name !== 'announce' : !awaited) return undefined;
      const visit = await visitOf(chat);
      if (!visit) return undefined;
      if (communeBoundOf(visit.official) !== undefined) return said(officialWords.communeWork(toWork));
      const asked = command && readOfficialCommand(command.argument);
      if (beside !== undefined && writesText(asked, command ? undefined : awaited)) {
        // What was asked for is still asked for: the same text without the picture is taken.
        if (!command) memory.expect(chat, awaited);
        return said(officialWords.onlyText(beside), [neverMindChoice]);
      }
      if (command) return obey(office, visit, asked);
      return awaited!.by === 'writing' ? writing.take(visit, awaited!, text.trim()) : deciding.take(visit, awaited!, text.trim());
    },
    async forget(chat) {
      memory.forget(chat);
      await linking.unlink(chat);
    },
  };
}

interface Office {
  publishing: Pick<Publishing, 'find'>;
  views: OfficialViews;
  writing: OfficialWriting;
  steps: Steps;
}

/** Carries out a command; `undefined`: it said nothing we know. */
async function obey(
  { publishing, views, writing, steps }: Office,
  visit: Visit,
  command: OfficialCommand | undefined,
): Promise<Reply> {
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

/** Whether what was typed becomes the text of an announcement: people would get it without the picture it came with. */
function writesText(command: OfficialCommand | undefined, awaited: Expectation | undefined): boolean {
  if (command) return command.kind === 'new' || (command.kind === 'about' && command.verb === 'text');
  return awaited?.by === 'writing' && ['draft', 'text', 'follow-up'].includes(awaited.what);
}
