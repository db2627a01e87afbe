import type { Reply } from '../../answering/reply/reply.ts';
import { type ChatKey, type Choice, channelOf } from '../../messaging/message.ts';
import { createRecent } from '../../messaging/recent.ts';
import type { Desk } from '../conversation.ts';
import type { PatientDialogue } from '../dialogue.ts';
import { readCommandOrWish } from '../slash-commands.ts';
import type { Thumb } from './day-count.ts';
import type { QuestionTally } from './tally.ts';
import { ratingWords } from './words-rating.ts';

/** Thumbs up and down under an answer, and who takes them; every question is counted as well. */
export interface Rating {
  /** The dialogue with the two buttons. */
  dialogue: PatientDialogue;
  desk: Desk;
}

/** What a platform gives back of a button, bytes of UTF-8. */
const maxValueBytes = 64;
const thumbs: readonly Thumb[] = ['up', 'down'];
/** Whoever presses again within this time has said it already. Known in memory only. */
const onceMs = 24 * 3_600_000;
const mostChats = 10_000;
/** Answers of one chat. */
const mostAnswers = 50;

function buttonsFor(about: string): Choice[] | undefined {
  const buttons = thumbs.map((thumb) => ({ label: ratingWords.labels[thumb], value: `${ratingWords.values[thumb]}${about}` }));
  return buttons.every(({ value }) => Buffer.byteLength(value) <= maxValueBytes) ? buttons : undefined;
}

function readThumb(text: string): { thumb: Thumb; about: string } | undefined {
  const typed = text.trim().normalize('NFC');
  const thumb = thumbs.find((one) => typed.startsWith(ratingWords.values[one]));
  return thumb && { thumb, about: typed.slice(ratingWords.values[thumb].length) };
}

/** `isRated`: whether an id is one of those that answers are counted for, so that nobody fills the store with ids of their own. */
export function createRating(
  dialogue: PatientDialogue,
  { tally, isRated, now }: { tally: QuestionTally; isRated(about: string): boolean; now: () => Date },
): Rating {
  const pressed = createRecent<ReadonlySet<string>>({ now, keptMs: onceMs, most: mostChats });

  function take(chat: ChatKey, { thumb, about }: { thumb: Thumb; about: string }): Reply | undefined {
    if (!isRated(about)) return undefined;
    const before = pressed.get(chat) ?? new Set();
    if (!before.has(about) && before.size < mostAnswers) {
      tally.rated(about, thumb);
      pressed.set(chat, new Set([...before, about]));
    }
    return { kind: 'talk', text: ratingWords.thanks[thumb], citations: [] };
  }

  return {
    desk: {
      async reply(chat, text) {
        const read = readThumb(text);
        return read && take(chat, read);
      },
    },
    dialogue: {
      ...dialogue,
      forget(chat) {
        pressed.drop(chat);
        dialogue.forget(chat);
      },
      async reply(message, at) {
        if (readCommandOrWish(message.text)?.name === 'forget') pressed.drop(message.chat);
        const reply = await dialogue.reply(message, at);
        tally.asked(channelOf(message.chat), reply);
        const { about } = reply;
        const rating = reply.kind === 'answer' && about !== undefined && isRated(about) ? buttonsFor(about) : undefined;
        return rating ? { ...reply, rating } : reply;
      },
    },
  };
}
