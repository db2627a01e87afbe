import type { Announcement } from '../../announcements/announcement.ts';
import type { Linking } from '../../announcements/people/linking.ts';
import { chatsOf, communeBoundOf, holds, type Officials, workChannel } from '../../announcements/people/officials.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import { sendTrials } from '../../announcements/rendering.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import { type ChatKey, channelOf, type OutgoingMessage, type UnreadableKind } from '../../messaging/message.ts';
import type { CommuneNames } from '../commune-names.ts';
import type { Desk } from '../conversation.ts';
import { readCommand } from '../slash-commands.ts';
import { createOfficialDeciding, type OfficialDeciding } from './deciding.ts';
import { type OfficialCommand, readOfficialCommand } from './grammar.ts';
import { createOfficeMemory, type Expectation } from './memory.ts';
import { createOfficialPictures, type OfficialPictures, type PicturesDeps } from './pictures.ts';
import type { Steps } from './steps.ts';
import { createOfficialViews, type OfficialViews, said, saidNo, type Visit } from './views.ts';
import { neverMindChoice, officialWords } from './words.ts';
import { whereToWork } from './words-news.ts';
import { createOfficialWriting, type OfficialWriting, type TextExpectation } from './writing.ts';

export interface OfficialDeskDeps {
  publishing: Publishing;
  officials: Pick<Officials, 'list'>;
  linking: Linking;
  communes: CommuneNames;
  /** Address of the console, where it is on. */
  console: string | undefined;
  fetchPicture: PicturesDeps['fetchPicture'];
  /** Whether it was taken. */
  send(chat: ChatKey, message: OutgoingMessage): Promise<boolean>;
  /** Shows this chat from now on how far the sending of an announcement has come. */
  follow(visit: Visit, announcement: Pick<Announcement, 'id'>): void;
  now: () => Date;
}

export interface OfficialDesk extends Desk {
  /** Whether an official was at work in this chat a short while ago. */
  isAtWork(chat: ChatKey): boolean;
  /** A picture without a word to it, by what it is fetched by; `undefined`: it is from nobody who writes announcements. */
  picture(chat: ChatKey, picture: string): Promise<Reply | undefined>;
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
  const pictures = createOfficialPictures({ publishing, fetchPicture: deps.fetchPicture, expect, write: writing.write });
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
  const office: Office = {
    visitOf,
    expect,
    toWork,
    publishing,
    views,
    writing,
    deciding,
    pictures,
    steps: { ...writing.steps, ...deciding.steps },
  };

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
    async reply(chat, text, beside, picture) {
      const command = readCommand(text);
      if (command?.name === 'link') return link(chat, command.argument);
      if (channelOf(chat) !== workChannel) return command?.name === 'announce' ? toldOnly(chat) : undefined;
      const awaited = memory.awaited(chat);
      memory.expect(chat, undefined);
      const given = { text, beside, picture };
      if (command) return command.name === 'announce' ? onCommand(office, chat, command.argument, given) : undefined;
      return awaited ? onAnswer(office, chat, awaited, given) : onNothingAsked(office, chat, given);
    },
    async picture(chat, picture) {
      if (channelOf(chat) !== workChannel) return undefined;
      const awaited = memory.awaited(chat);
      const given = { text: '', beside: 'picture', picture } as const;
      return awaited ? onAnswer(office, chat, awaited, given) : onNothingAsked(office, chat, given);
    },
    async forget(chat) {
      memory.forget(chat);
      await linking.unlink(chat);
    },
  };
}

interface Office {
  visitOf(chat: ChatKey): Promise<Visit | undefined>;
  expect(visit: Visit, expected: Expectation): void;
  toWork: string;
  publishing: Pick<Publishing, 'find'>;
  views: OfficialViews;
  writing: OfficialWriting;
  deciding: Pick<OfficialDeciding, 'take'>;
  pictures: OfficialPictures;
  steps: Steps;
}

/** What an official did in their chat. */
interface Given {
  text: string;
  beside: UnreadableKind | undefined;
  picture: string | undefined;
}

async function onCommand(
  office: Office,
  chat: ChatKey,
  argument: string,
  { beside, picture }: Given,
): Promise<Reply | undefined> {
  const visit = await office.visitOf(chat);
  if (!visit) return undefined;
  if (communeBoundOf(visit.official) !== undefined) return said(officialWords.communeWork(office.toWork));
  const command = readOfficialCommand(argument);
  const written = beside === undefined ? undefined : textOf(command);
  if (!written) return obey(office, visit, command);
  if (picture === undefined) return said(officialWords.onlyText(beside!), [neverMindChoice]);
  return office.pictures.receive(visit, picture, written.of, written.text);
}

async function onAnswer(office: Office, chat: ChatKey, awaited: Expectation, given: Given): Promise<Reply | undefined> {
  const visit = await office.visitOf(chat);
  if (!visit) return undefined;
  if (communeBoundOf(visit.official) !== undefined) return said(officialWords.communeWork(office.toWork));
  const { text, beside } = given;
  return beside === undefined
    ? take(office, visit, awaited, text.trim())
    : withPicture(office, visit, awaited, { ...given, beside });
}

/** Whoever writes announcements sends a picture here to write one with it; nothing is written before they say what is to be seen on it. */
async function onNothingAsked(office: Office, chat: ChatKey, { text, picture }: Given): Promise<Reply | undefined> {
  const visit = picture === undefined ? undefined : await office.visitOf(chat);
  if (picture === undefined || !visit || !holds(visit.official, 'author')) return undefined;
  return office.pictures.receive(visit, picture, { by: 'writing', what: 'draft', draft: 'notice' }, text);
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

/** What was typed after being asked. */
function take({ writing, deciding, pictures }: Office, visit: Visit, awaited: Expectation, text: string): Promise<Reply> {
  switch (awaited.by) {
    case 'writing':
      return writing.take(visit, awaited, text);
    case 'deciding':
      return deciding.take(visit, awaited, text);
    case 'picturing':
      return pictures.take(visit, awaited, text);
  }
}

/** Something that is not text alone came where something was asked for: it belongs to the text of an announcement, or only the caption is read. */
async function withPicture(
  office: Office,
  visit: Visit,
  awaited: Expectation,
  { text, beside, picture }: Given & { beside: UnreadableKind },
): Promise<Reply> {
  if (awaited.by === 'picturing') return office.pictures.askAgain(visit, awaited);
  if (!isText(awaited) && text !== '') return take(office, visit, awaited, text.trim());
  if (isText(awaited) && picture !== undefined) return office.pictures.receive(visit, picture, awaited, text);
  // What was asked for is still asked for: the same text without it is taken.
  office.expect(visit, awaited);
  return said(isText(awaited) ? officialWords.onlyText(beside) : officialWords.noPictureNow, [neverMindChoice]);
}

/** What is asked for becomes the text of an announcement: people would get it without what it came with. */
const isText = (awaited: Expectation): awaited is TextExpectation =>
  awaited.by === 'writing' && (awaited.what === 'draft' || awaited.what === 'text' || awaited.what === 'follow-up');

/** The text of an announcement that a command carries, and what it is for; `undefined`: it carries none. */
function textOf(command: OfficialCommand | undefined): { of: TextExpectation; text: string } | undefined {
  if (command?.kind === 'new') return { of: { by: 'writing', what: 'draft', draft: command.draft }, text: command.text };
  if (command?.kind !== 'about' || command.verb !== 'text') return undefined;
  return { of: { by: 'writing', what: 'text', number: command.number }, text: command.argument };
}
