import { type Announcement, type AnnouncementStore, isInForce } from '../announcements/announcement.ts';
import { begunStates } from '../announcements/openings.ts';
import { rendered, renderedAlone, renderedTranslations } from '../announcements/rendering.ts';
import type { Reply } from '../answering/reply/reply.ts';
import { imageInWords, withImageLink, withoutImage } from '../messaging/image.ts';
import type { ChatKey } from '../messaging/message.ts';
import { putLast } from '../messaging/recent.ts';
import { fold } from '../vietnamese/text.ts';
import { createNoticeSearch } from './notices/likest.ts';
import { likenessOf, sharedPairs } from './notices/text-difference.ts';
import type { Rumours } from './rumours.ts';
import { readCommandOrWish } from './slash-commands.ts';
import { genuineWords } from './words-genuineness.ts';

export interface GenuinenessDeps {
  announcements: Pick<AnnouncementStore, 'find' | 'list' | 'page'>;
  /** The body that speaks; `undefined` where no announcements are sent at all. */
  issuer: string | undefined;
  /** Origin of our page, where pictures are; absent: nobody knows. */
  page: string | undefined;
  rumours: Rumours;
  /** See `NoticeSearchDeps`. */
  rest: () => Promise<void>;
  now: () => Date;
}

/** Says whether a notice is ours, by its number or by its words, and what is known of what it says. */
export interface Genuineness {
  /** `undefined`: nobody asks that. */
  reply(chat: ChatKey, text: string): Promise<Reply | undefined>;
  /** The same of what a link may ask for anybody: an announcement by its number. */
  alone(text: string): Promise<Reply | undefined>;
}

/** Shorter texts are questions. */
const shortestNotice = 60;
const longText = 280;
const mostChanges = 8;

const saysNumber = /\b(?:(?:thong bao|dien tap|dinh chinh|thu hoi)(?: thong bao)? so|(?:announcement|drill) no\.?) (\d{1,6})\b/u;
/** How a notice introduces itself. */
const saysNotice = /^\W*(?:thong bao|dinh chinh|thu hoi|khan|hoa toc|tin khan|chuyen tiep)\b/u;

/** After "paste it here" the next text is what was meant. */
const waitsMs = 10 * 60_000;
const waitingAtMost = 10_000;

const said = (text: string): Reply => ({ kind: 'talk', text, citations: [] });

/** What has been sent to the public; drafts do not exist to anybody outside. */
const isPublic = ({ startedAt, kind }: Announcement): boolean => startedAt !== undefined && kind !== 'drill';

/** Drafts of corrections that were dropped are among them. */
const mostFollowers = 100;

/** How an announcement stands today. */
async function standingOf(
  announcement: Announcement,
  { announcements, now }: Pick<GenuinenessDeps, 'announcements' | 'now'>,
): Promise<string> {
  const followers = await announcements.page({ states: begunStates, about: announcement.id, limit: mostFollowers });
  const follower = followers.find(({ startedAt }) => startedAt !== undefined);
  if (follower?.kind === 'retraction') return genuineWords.retracted(follower.number);
  if (follower) return genuineWords.corrected(follower.number);
  if (announcement.state === 'stopped') return genuineWords.stopped;
  if (!isInForce(announcement, now().toISOString())) return genuineWords.over;
  return genuineWords.inForce(announcement.content.expiresAt!);
}

/** The same words may go round with another picture: what is said of a notice names its own. */
const withPicture =
  ({ image }: Announcement['content'], page: string | undefined) =>
  (text: string): string =>
    image ? `${text}\n\n${genuineWords.picture}\n${imageInWords(withImageLink({ text, image }, page))}` : text;

/** Says what the announcement of a number is: ours with its words, a drill, or none. */
function createByNumber({
  announcements,
  issuer,
  page,
  now,
}: Omit<GenuinenessDeps, 'rumours' | 'rest' | 'issuer'> & { issuer: string }) {
  return async (number: number): Promise<Reply> => {
    const announcement = await announcements.find(number);
    if (announcement?.kind === 'drill' && announcement.startedAt !== undefined) return said(genuineWords.drill(number));
    if (!announcement || !isPublic(announcement)) return said(genuineWords.noSuchNumber(number));
    const { text } = withoutImage(withImageLink(rendered(announcement, issuer), page));
    return said(genuineWords.ours(number, announcement.startedAt!, await standingOf(announcement, { announcements, now }), text));
  };
}

export function createGenuineness({ announcements, issuer = '', page, rumours, rest, now }: GenuinenessDeps): Genuineness {
  const search = createNoticeSearch({ announcements, rest, now });
  const awaited = createAwaited(now);
  const byNumber = createByNumber({ announcements, issuer, page, now });

  async function byWords(text: string): Promise<Reply | undefined> {
    const claimed = Number(saysNumber.exec(fold(text))?.[1] ?? Number.NaN);
    const announcement = await search.find(text, claimed);
    if (!announcement) return undefined;
    const { number, kind, content } = announcement;
    const picture = withPicture(content, page);
    if (kind === 'drill') return said(genuineWords.drill(number));
    const likeness = likenessTo(announcement, issuer, withoutMenu(text, content.buttons));
    const state = await standingOf(announcement, { announcements, now });
    switch (likeness.kind) {
      case 'same':
        return said(picture(genuineWords.same(number, announcement.startedAt!, state)));
      case 'part':
        return said(picture(genuineWords.part(number, announcement.startedAt!, state)));
      case 'altered':
        return said(
          picture(
            genuineWords.altered(number, likeness.changes.slice(0, mostChanges), likeness.changes.length - mostChanges, state),
          ),
        );
    }
  }

  /** Nothing of ours: what the facts say of it, and whom to ask. */
  async function notOurs(text: string): Promise<Reply> {
    const { text: known, citations } = (await rumours.check(text, true)) ?? said(rumours.advice(text));
    return { ...said(issuer === '' ? known : `${genuineWords.notOurs}\n${known}`), citations };
  }

  async function verify(chat: ChatKey, argument: string): Promise<Reply> {
    const number = bareNumber(argument);
    if (number !== undefined) return byNumber(number);
    if (argument.length >= shortestNotice / 3) return (await byWords(argument)) ?? notOurs(argument);
    awaited.begin(chat);
    return said(issuer === '' ? genuineWords.noneSent : genuineWords.howTo);
  }

  /** What comes after "paste it here" is that text, however short; a question of which nothing is known is asked as a question. */
  async function pasted(text: string, isQuestion: boolean): Promise<Reply | undefined> {
    const number = bareNumber(text);
    if (number !== undefined) return byNumber(number);
    const known = await byWords(text);
    if (known || !isQuestion) return known ?? notOurs(text);
    const checked = await rumours.check(text, true);
    return checked && checked.citations.length > 0 ? checked : undefined;
  }

  return {
    async alone(text) {
      const command = readCommandOrWish(text);
      const number = command?.name === 'verify' ? bareNumber(command.argument) : undefined;
      return number === undefined ? undefined : byNumber(number);
    },
    async reply(chat, text) {
      const isMeant = awaited.end(chat) && !isPress(text);
      const command = readCommandOrWish(text);
      if (command) return command.name === 'verify' ? verify(chat, command.argument) : undefined;
      const isQuestion = text.trim().endsWith('?');
      if (isMeant) return pasted(text, isQuestion);
      const known = text.length >= shortestNotice ? await byWords(text) : undefined;
      if (known) return known;
      const words = fold(text);
      const claims =
        text.length >= shortestNotice && (saysNumber.test(words) || saysNotice.test(words) || text.length >= longText);
      return claims && !isQuestion ? notOurs(text) : rumours.check(text, false);
    },
  };
}

/** `12`, `số 12`, `#12`. */
function bareNumber(text: string): number | undefined {
  const number = /^(?:số\s*|so\s*|#)?(\d{1,9})$/iu.exec(text.trim())?.[1];
  return number === undefined ? undefined : Number(number);
}

/** What a button sends is no text that goes from hand to hand. */
const isPress = (text: string): boolean => /^(?:hoi|tiep|chude|cauhoi):\S+$/u.test(text);

/** Who did not have what a correction corrects got it with the words it corrects, who chose another language in that: both are ours as well. */
function likenessTo(announcement: Announcement, issuer: string, given: string): ReturnType<typeof likenessOf> {
  const versions = [
    { message: rendered(announcement, issuer), alone: renderedAlone(announcement, issuer) },
    ...renderedTranslations(announcement, issuer),
  ];
  const texts = versions.flatMap(({ message, alone }) => [message.text, ...(alone ? [alone.text] : [])]);
  const same = texts.map((text) => likenessOf(text, given)).find(({ kind }) => kind === 'same');
  if (same) return same;
  const nearest = versions
    .map(({ message: { text } }) => ({ text, share: sharedPairs(text, given) }))
    .reduce((best, one) => (one.share > best.share ? one : best));
  return likenessOf(nearest.text, given);
}

/** Chats that were asked to paste a text: in memory only. */
function createAwaited(now: () => Date) {
  const chats = new Map<ChatKey, number>();
  return {
    begin(chat: ChatKey): void {
      putLast(chats, chat, now().getTime(), waitingAtMost);
    },
    /** Whether it was asked a short while ago; it is not any more. */
    end(chat: ChatKey): boolean {
      const atMs = chats.get(chat);
      chats.delete(chat);
      return atMs !== undefined && Math.abs(now().getTime() - atMs) <= waitsMs;
    },
  };
}

/** Without the numbered lines some channels show buttons as. */
function withoutMenu(text: string, buttons: Announcement['content']['buttons']): string {
  const lines = new Set(buttons.map(({ label }, i) => `${i + 1}. ${label}`));
  return text
    .split('\n')
    .filter((line) => !lines.has(line.trim()))
    .join('\n');
}
