import type { Announcement, Content } from '../../announcements/announcement.ts';
import type { EmergencyPreview, EmergencyWish, TemplateStanding } from '../../announcements/emergency/alarm.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import type { SubscriberAudience } from '../../announcements/sending/audience.ts';
import { type Blank, blankTypes } from '../../announcements/templates/blank.ts';
import { termsLines } from '../../announcements/templates/words.ts';
import { announcementName, audienceName, peopleCount, refusalText } from '../../announcements/words.ts';
import { findingText, translatedLines } from '../../announcements/words-preview.ts';
import { createAsking } from '../asking.ts';
import { type AnnouncementDesk, type AnnounceOptions, actorOf, heldContent, onOne, told, type Work } from './announce.ts';
import {
  type ContentOptions,
  readContent,
  readText,
  readTranslations,
  type TranslationOptions,
  type Unreadable,
} from './content.ts';
import { runStatus } from './status.ts';
import { announcementJson, answerRefusal, createAnswer } from './view.ts';
import { commandWords } from './words.ts';
import { emergencyCommandWords as words } from './words-emergency.ts';

/** What can be said of a template on the command line. */
export interface TemplateOptions extends Pick<ContentOptions, 'to' | 'topic' | 'until'>, TranslationOptions {
  /** `name=type:most`, e.g. `nơi mới=place:60`. */
  blank?: string[];
  /** How long what is made from it is in force. */
  hours?: string;
}

/** How a template is filled in on the command line. */
export interface FillOptions extends Pick<ContentOptions, 'to' | 'topic'> {
  /** `name=what stands there`. */
  fill?: string[];
  drill?: boolean;
}

const isUnreadable = (read: object): read is Unreadable => 'code' in read;
const unreadable = (message: string): Unreadable => ({ code: 'unreadable', message });

function readBlank(typed: string): Blank | Unreadable {
  const { name, type, most } = /^(?<name>[^=]{1,60})=(?<type>[a-z]{1,10}):(?<most>\d{1,4})$/u.exec(typed)?.groups ?? {};
  const known = blankTypes.find((one) => one === type);
  if (name === undefined || known === undefined) return unreadable(words.noBlank(typed));
  return { name: name.normalize('NFC').trim(), type: known, most: Number(most) };
}

/** Only what was given. */
function readTemplate(options: TemplateOptions, { communes, now }: AnnouncementDesk): Partial<Content> | Unreadable {
  const { blank, hours, to, topic, until } = options;
  const content = readContent(
    { ...(to === undefined ? {} : { to }), ...(topic === undefined ? {} : { topic }), ...(until === undefined ? {} : { until }) },
    communes,
    now(),
  );
  if ('code' in content) return content as Unreadable;
  const blanks = (blank ?? []).map(readBlank);
  const wrong = blanks.find(isUnreadable);
  if (wrong) return wrong;
  if (hours !== undefined && !/^\d{1,3}$/u.test(hours)) return unreadable(words.noHours(hours));
  const given = Object.entries(content).filter(([, value]) => value !== undefined);
  const terms = hours === undefined ? {} : { terms: { blanks: blanks as Blank[], hours: Number(hours) } };
  return { ...(Object.fromEntries(given) as Partial<Content>), ...terms };
}

/** Keeps a new template; submitting, approving, giving back and withdrawing it are the steps of every announcement. */
export async function runTemplateDraft(
  text: string | undefined,
  options: AnnounceOptions & TemplateOptions,
  { desk, io }: Work,
): Promise<number> {
  const answer = createAnswer(options.json, io);
  const read = readTemplate(options, desk);
  if (isUnreadable(read)) return answer.refused({ code: read.code }, read.message);
  const translated = await readTranslations(options);
  if (isUnreadable(translated)) return answer.refused({ code: translated.code }, translated.message);
  const { translations } = translated;
  const typed = await readText(text, io);
  if (typed === '') return answerRefusal(answer, { code: 'no-text' });
  const content = { text: typed, buttons: [], ...read, ...(translations ? { translations } : {}) };
  const made = await desk.publishing.draft(actorOf(options, io), 'template', content);
  return told(made, words.drafted, options, io);
}

/** Changes a template, which voids its approval. The blanks and the hours are given together or stay. */
export async function runTemplateEdit(
  number: number,
  text: string | undefined,
  options: AnnounceOptions & TemplateOptions,
  work: Work,
): Promise<number> {
  const { desk, io } = work;
  const answer = createAnswer(options.json, io);
  if ((options.blank === undefined) !== (options.hours === undefined))
    return answer.refused({ code: 'unreadable' }, words.termsTogether);
  const read = readTemplate(options, desk);
  if (isUnreadable(read)) return answer.refused({ code: read.code }, read.message);
  const translated = await readTranslations(
    options,
    async () => (await heldContent(desk, actorOf(options, io), number))?.translations,
  );
  if (isUnreadable(translated)) return answer.refused({ code: translated.code }, translated.message);
  const typed = text === undefined ? {} : { text: await readText(text, io) };
  return onOne(
    number,
    options,
    work,
    (actor, { id }) => desk.publishing.edit(actor, id, { ...read, ...typed, ...translated }),
    commandWords.edited,
  );
}

/** Templates, and whether they can be used now. */
export async function runTemplates(options: AnnounceOptions, { desk, io }: Work): Promise<number> {
  const answer = createAnswer(options.json, io);
  const outcome = await desk.emergency.templates(actorOf(options, io));
  if (outcome.kind === 'refused') return answerRefusal(answer, outcome.refusal);
  if (options.json) {
    for (const { template, unusable } of outcome.value)
      io.out(`${JSON.stringify({ ...announcementJson(template), usable: !unusable, refusal: unusable })}\n`);
    return 0;
  }
  io.out(
    outcome.value.length === 0 ? `${words.none}\n` : `${outcome.value.map((one) => templateLines(one, desk)).join('\n\n')}\n`,
  );
  return 0;
}

const templateLines = ({ template, unusable }: TemplateStanding, { communes }: AnnouncementDesk): string =>
  [
    `${announcementName(template)}: ${unusable ? words.unusable(refusalText(unusable)) : words.usable(template.number)}`,
    template.content.text,
    words.sentTo(audienceName(template.content.audience, communes.title)),
    ...(template.content.terms ? termsLines(template.content.terms).map((line) => `• ${line}`) : []),
  ].join('\n');

function readWish({ id }: Announcement, options: FillOptions, { communes, now }: AnnouncementDesk): EmergencyWish | Unreadable {
  const pairs = (options.fill ?? []).map((typed) => [typed.slice(0, typed.indexOf('=')), typed.slice(typed.indexOf('=') + 1)]);
  const wrong = (options.fill ?? []).find((typed) => typed.indexOf('=') < 1);
  if (wrong !== undefined) return unreadable(words.noFill(wrong));
  const { to, topic } = options;
  const read = readContent({ ...(to === undefined ? {} : { to }), ...(topic === undefined ? {} : { topic }) }, communes, now());
  if ('code' in read) return read as Unreadable;
  const values = Object.fromEntries(pairs.map(([name = '', value = '']) => [name.normalize('NFC').trim(), value]));
  // An audience that a template can never be for is refused by the rules, not here.
  return { template: id, values, audience: read.audience as SubscriberAudience | undefined, drill: options.drill };
}

/** What would go out, shown and not sent. */
export async function runEmergencyPreview(number: number, options: AnnounceOptions & FillOptions, work: Work): Promise<number> {
  const answer = createAnswer(options.json, work.io);
  const looked = await lookAt(number, options, work);
  if ('message' in looked) return answer.refused({ code: looked.code }, looked.message);
  if (looked.outcome.kind === 'refused') return answerRefusal(answer, looked.outcome.refusal);
  const { message, translated, count, findings, hash } = looked.outcome.value;
  return answer.done(
    { template: number, message, translated, count, findings, hash },
    previewed(looked.outcome.value, work.desk),
  );
}

/** Shows what would go out, asks for a code, and sends exactly that at once. Without a person there, `hash` and `code` have to be given. */
export async function runEmergencySend(
  number: number,
  options: AnnounceOptions & FillOptions & { hash?: string; code?: string; watch?: boolean },
  work: Work,
): Promise<number> {
  const { desk, io } = work;
  const answer = createAnswer(options.json, io);
  const looked = await lookAt(number, options, work);
  if ('message' in looked) return answer.refused({ code: looked.code }, looked.message);
  const { outcome, wish } = looked;
  if (outcome.kind === 'refused') return answerRefusal(answer, outcome.refusal);
  if (options.hash === undefined && !io.interactive) return answer.refused({ code: 'no-hash' }, words.needsHash(number));
  if (options.hash === undefined) io.err(`${previewed(outcome.value, desk)}\n`);
  const asking = createAsking(io);
  try {
    const code = options.code ?? (await asking.line(commandWords.askCode)) ?? '';
    const sent = await desk.emergency.send(actorOf(options, io), wish, { hash: options.hash ?? outcome.value.hash, code });
    const exit = told(sent, words.sending, options, io);
    return sent.kind === 'done' && options.watch ? runStatus(sent.value.number, options, work) : exit;
  } finally {
    asking.close();
  }
}

async function lookAt(
  number: number,
  options: AnnounceOptions & FillOptions,
  { desk, io }: Work,
): Promise<{ wish: EmergencyWish; outcome: Outcome<EmergencyPreview> } | Unreadable> {
  const actor = actorOf(options, io);
  const found = await desk.publishing.find(actor, number);
  if (found.kind === 'refused') return { wish: { template: '', values: {} }, outcome: found };
  const wish = readWish(found.value, options, desk);
  return isUnreadable(wish) ? wish : { wish, outcome: await desk.emergency.look(actor, wish) };
}

function previewed(
  { message, translated, announcement, count, findings, hash }: EmergencyPreview,
  { communes }: AnnouncementDesk,
): string {
  const { audience, expiresAt } = announcement.content;
  return [
    words.shown(announcement.kind === 'drill'),
    message.text,
    '────────',
    ...translated.flatMap(translatedLines),
    words.sentTo(audienceName(audience, communes.title)),
    words.reaches(peopleCount(count.total), expiresAt ?? ''),
    ...findings.map((finding) => findingText(finding)),
    words.hashIs(hash),
  ].join('\n');
}
