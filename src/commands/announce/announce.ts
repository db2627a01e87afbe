import type { Actor } from '../../announcements/acting.ts';
import type { AfterRestore } from '../../announcements/after-restore.ts';
import type { Announcement } from '../../announcements/announcement.ts';
import type { SubscriberList } from '../../announcements/consent/subscriber-list.ts';
import type { ReadConsentTable } from '../../announcements/consent/table-row.ts';
import type { EmergencyPath } from '../../announcements/emergency/alarm.ts';
import type { Publishing } from '../../announcements/publishing.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import type { Reminder } from '../../announcements/reminding.ts';
import type { RowTrimming } from '../../announcements/retention/row-trimming.ts';
import { announcementName, refusalText } from '../../announcements/words.ts';
import type { CommuneNames } from '../../conversations/commune-names.ts';
import type { OwnData } from '../../conversations/own-data/own-data.ts';
import type { ChatKey, OutgoingMessage } from '../../messaging/message.ts';
import type { CommandIo } from '../io.ts';
import {
  type ContentOptions,
  type ImageOptions,
  readContent,
  readText,
  readTranslations,
  type TranslationOptions,
} from './content.ts';
import { readImage } from './image.ts';
import { type RepeatOptions, readRepeat } from './repeat.ts';
import { announcementJson, answerRefusal, createAnswer } from './view.ts';
import { commandWords, commandWords as words } from './words.ts';

/** What the commands work with: the running service's own, or opened for one command. */
export interface AnnouncementDesk {
  publishing: Publishing;
  emergency: EmergencyPath;
  /** See `createAfterRestore`. */
  afterRestore: AfterRestore;
  /** What of announcements that were closed long ago becomes totals. */
  trimming: RowTrimming;
  /** Who gets announcements. */
  list: SubscriberList;
  readConsents: ReadConsentTable;
  ownData: Pick<OwnData, 'look'>;
  communes: CommuneNames;
  /** Where an official can be reached. */
  chatOf(official: string): Promise<ChatKey | undefined>;
  /** Whether it was taken. */
  send(chat: ChatKey, message: OutgoingMessage): Promise<boolean>;
  /** Reminders of the calendar still to come. */
  reminders(): Reminder[];
  now(): Date;
}

/** Who asks, and how they want to be answered. */
export interface AnnounceOptions {
  as: string;
  json?: boolean | undefined;
}

/** What one command needs. */
export interface Work {
  desk: AnnouncementDesk;
  io: CommandIo;
}

export const actorOf = ({ as }: AnnounceOptions, { terminal }: Pick<CommandIo, 'terminal'>): Actor => ({
  official: as,
  from: 'cli',
  terminal,
});

export async function runDraft(
  text: string | undefined,
  options: AnnounceOptions & ContentOptions & RepeatOptions & { drill?: boolean },
  { desk, io }: Work,
): Promise<number> {
  const answer = createAnswer(options.json, io);
  const changes = readContent(options.drill ? { ...options, to: options.to ?? 'officials' } : options, desk.communes, desk.now());
  if ('code' in changes) return answer.refused({ code: changes.code }, changes.message);
  const repeated = await readRepeat(options, desk.now());
  if ('code' in repeated) return answer.refused({ code: repeated.code }, repeated.message);
  const translated = await readTranslations(options);
  if ('code' in translated) return answer.refused({ code: translated.code }, translated.message);
  const content = { text: await readText(text, io), buttons: [] };
  if (content.text === '') return answerRefusal(answer, { code: 'no-text' });
  const image = await readImage(options, actorOf(options, io), { desk, io });
  if ('code' in image) return answer.refused({ code: image.code }, image.message);
  if (image.kind === 'refused') return answerRefusal(answer, image.refusal);
  const given = Object.fromEntries(
    Object.entries({ ...changes, ...repeated, ...translated, ...image.value }).filter(([, value]) => value !== undefined),
  );
  const made = await desk.publishing.draft(actorOf(options, io), options.drill ? 'drill' : 'notice', { ...content, ...given });
  return told(made, words.drafted, options, io);
}

/** What an announcement says now; nothing where it may not be seen. */
export async function heldContent(desk: AnnouncementDesk, actor: Actor, number: number) {
  const found = await desk.publishing.find(actor, number);
  return found.kind === 'done' ? found.value.content : undefined;
}

export async function runEdit(
  number: number,
  text: string | undefined,
  options: AnnounceOptions & ContentOptions & RepeatOptions,
  work: Work,
): Promise<number> {
  const { desk, io } = work;
  const changes = readContent(options, desk.communes, desk.now());
  if ('code' in changes) return createAnswer(options.json, io).refused({ code: changes.code }, changes.message);
  const repeated = await readRepeat(
    options,
    desk.now(),
    async () => (await heldContent(desk, actorOf(options, io), number))?.repeat,
  );
  if ('code' in repeated) return createAnswer(options.json, io).refused({ code: repeated.code }, repeated.message);
  const typed = text === undefined ? {} : { text: await readText(text, io) };
  const translated = await readTranslations(
    options,
    async () => (await heldContent(desk, actorOf(options, io), number))?.translations,
  );
  if ('code' in translated) return createAnswer(options.json, io).refused({ code: translated.code }, translated.message);
  const image = await readImage(
    options,
    actorOf(options, io),
    work,
    async () => (await heldContent(desk, actorOf(options, io), number))?.image,
  );
  if ('code' in image) return createAnswer(options.json, io).refused({ code: image.code }, image.message);
  if (image.kind === 'refused') return answerRefusal(createAnswer(options.json, io), image.refusal);
  const all = { ...changes, ...repeated, ...typed, ...translated, ...image.value };
  return onOne(number, options, work, (actor, { id }) => desk.publishing.edit(actor, id, all), words.edited);
}

type Step = 'return' | 'pause' | 'stop';

/** What one person decides with a reason. */
export const runWithReason = (
  step: Step,
  number: number,
  options: AnnounceOptions & { reason?: string },
  work: Work,
): Promise<number> =>
  onOne(
    number,
    options,
    work,
    (actor, { id }) => work.desk.publishing[step](actor, id, options.reason ?? (step === 'return' ? '' : words.byCommand)),
    { return: words.returned, pause: words.paused, stop: words.stopped }[step],
  );

/** Drafts what follows a wrong announcement. */
export async function runFollowUp(
  kind: 'correction' | 'retraction',
  number: number,
  text: string | undefined,
  options: AnnounceOptions & Pick<ContentOptions, 'until'> & TranslationOptions & Pick<ImageOptions, 'image' | 'imageAlt'>,
  work: Work,
): Promise<number> {
  const { desk, io } = work;
  const changes = readContent(options.until === undefined ? {} : { until: options.until }, desk.communes, desk.now());
  if ('code' in changes) return createAnswer(options.json, io).refused({ code: changes.code }, changes.message);
  const translated = await readTranslations(options);
  if ('code' in translated) return createAnswer(options.json, io).refused({ code: translated.code }, translated.message);
  const { translations } = translated;
  const read = await readImage(options, actorOf(options, io), work);
  if ('code' in read) return createAnswer(options.json, io).refused({ code: read.code }, read.message);
  if (read.kind === 'refused') return answerRefusal(createAnswer(options.json, io), read.refusal);
  const { image } = read.value;
  const typed = await readText(text, io);
  const until = changes.expiresAt === undefined ? {} : { expiresAt: changes.expiresAt };
  return onOne(
    number,
    options,
    work,
    (actor, { id }) =>
      desk.publishing.followUp(actor, id, kind, {
        ...{ text: typed, ...until },
        ...(translations ? { translations } : {}),
        ...(image ? { image } : {}),
      }),
    words.drafted,
  );
}

/** Open ones; with `all` every one there ever was. */
export async function runList(options: AnnounceOptions & { all?: boolean }, { desk, io }: Work): Promise<number> {
  const answer = createAnswer(options.json, io);
  const listed = await desk.publishing.list(actorOf(options, io));
  if (listed.kind === 'refused') return answerRefusal(answer, listed.refusal);
  const over = new Set(['finished', 'stopped', 'expired']);
  const shown = listed.value.filter(({ state }) => options.all || !over.has(state));
  if (options.json) {
    for (const one of shown) io.out(`${JSON.stringify(announcementJson(one))}\n`);
    return 0;
  }
  io.out(shown.length === 0 ? `${words.nothingOpen}\n` : `${shown.map(listLine).join('\n')}\n`);
  return 0;
}

const listLine = (announcement: Announcement): string => {
  const { text, sendAt } = announcement.content;
  const [first = ''] = text.trim().split('\n');
  return `${announcementName(announcement)}${sendAt ? commandWords.sendAt(sendAt) : ''}: ${first.slice(0, 80)}`;
};

/** Drafts the reminders of the calendar that are not there yet. */
export async function runRemind(options: AnnounceOptions, { desk, io }: Work): Promise<number> {
  const answer = createAnswer(options.json, io);
  const planned = await desk.publishing.remind(actorOf(options, io), desk.reminders());
  if (planned.kind === 'refused') return answerRefusal(answer, planned.refusal);
  const { made, standing, unfinished, obsolete } = planned.value;
  const numbers = (all: readonly Announcement[]) => all.map(({ number }) => number);
  return answer.done(
    {
      made: numbers(made),
      standing: numbers(standing),
      obsolete: numbers(obsolete),
      unfinished: unfinished.map(({ announcement, why }) => ({ number: announcement.number, refusal: why.refusal })),
    },
    [
      words.reminders(made.length, standing.length),
      ...made.map((one) => `• ${listLine(one)}`),
      ...unfinished.map(({ announcement, why }) => `⚠️ ${announcementName(announcement)}: ${refusalText(why.refusal)}`),
      ...obsolete.map((one) => `⚠️ ${words.obsolete(announcementName(one))}`),
    ].join('\n'),
  );
}

/** Does something with the announcement of a number and says what became of it. */
export async function onOne(
  number: number,
  asked: AnnounceOptions,
  { desk, io }: Work,
  act: (actor: Actor, announcement: Announcement) => Promise<Outcome<Announcement>>,
  text: (announcement: Announcement) => string,
): Promise<number> {
  const found = await desk.publishing.find(actorOf(asked, io), number);
  return told(found.kind === 'refused' ? found : await act(actorOf(asked, io), found.value), text, asked, io);
}

/** Says what became of a request. */
export function told(
  outcome: Outcome<Announcement>,
  text: (announcement: Announcement) => string,
  { json }: AnnounceOptions,
  io: CommandIo,
): number {
  const answer = createAnswer(json, io);
  if (outcome.kind === 'refused') return answerRefusal(answer, outcome.refusal);
  return answer.done({ announcement: announcementJson(outcome.value) }, text(outcome.value));
}
