import type { Explanation } from '../../answering/verdict/explanation.ts';
import type { QuestionLikeness } from '../../answering/verdict/question-likeness.ts';
import { vietnamDate } from '../../elections/tense.ts';
import { type ChatKey, channelOf } from '../../messaging/message.ts';
import { withoutPersonal } from '../../vietnamese/personal.ts';
import { createGroupIndex } from './group-index.ts';
import { type AskedWording, fewestPersons, plainQuestion, type QuestionGroup, type Unanswered } from './question-group.ts';

/** Keeps what could not be answered, without whoever asked it. */
export interface Recording {
  /** Counts a question; answers whether it was. Whoever answers people does not wait for it. */
  declined(chat: ChatKey, text: string): Promise<boolean>;
  /** Whoever asked it wishes officials to see it and to be told the answer; answers whether that is kept. */
  agreed(chat: ChatKey, text: string): Promise<boolean>;
  /** Resolves once everything asked for so far is done. */
  settled(): Promise<void>;
}

export interface RecordingDeps {
  unanswered: Unanswered;
  explain(text: string, now: Date): Explanation | Promise<Explanation>;
  /** Of the pack in use. */
  likeness: () => QuestionLikeness;
  /** Mark of a person in one group: see `createPersonMark`. */
  mark(salt: string, chat: ChatKey): string;
  newId: () => string;
  now: () => Date;
  report(error: unknown): void;
}

/** Different ways of asking kept of one group. */
const mostWordings = 12;
/** Code units kept of a question. */
const longestText = 300;
const mostNearest = 3;
/** Groups kept; what is new beyond that is not. */
export const mostGroups = 5_000;
/** Questions waiting to be counted; beyond that they are not: answering people comes first. */
const mostWaiting = 200;

interface Question {
  text: string;
  read: string;
  nearest: string[];
}

/** Whoever asks again is counted, but is no other person. */
function counted(group: QuestionGroup, mark: (salt: string) => string, channel: string, day: string): QuestionGroup {
  const days = { ...group.days, [day]: { ...group.days[day], [channel]: (group.days[day]?.[channel] ?? 0) + 1 } };
  const { seen, ...rest } = group;
  if (!seen) return { ...rest, days };
  const marks = [...new Set([...seen.marks, mark(seen.salt)])];
  return marks.length >= fewestPersons ? { ...rest, days } : { ...rest, days, seen: { ...seen, marks } };
}

function withWording(group: QuestionGroup, wording: AskedWording): QuestionGroup {
  const held = group.wordings.find(({ text }) => text === wording.text);
  const isAgreed = held?.agreed === true || wording.agreed === true;
  const others = group.wordings.filter((one) => one !== held);
  const kept: AskedWording = { text: wording.text, read: wording.read, day: wording.day, ...(isAgreed ? { agreed: true } : {}) };
  const room =
    held || others.length < mostWordings
      ? others
      : others.toSpliced(
          others.findIndex((one) => !one.agreed),
          1,
        );
  return room.length < mostWordings ? { ...group, wordings: [...room, kept] } : group;
}

export function createRecording(deps: RecordingDeps): Recording {
  const { unanswered, explain, likeness, mark, newId, now, report } = deps;
  const index = createGroupIndex({ groups: unanswered.groups, likeness, now });
  let work: Promise<void> = Promise.resolve();
  let waiting = 0;

  async function questionOf(typed: string): Promise<Question | undefined> {
    const text = withoutPersonal(typed).slice(0, longestText);
    const { readings } = await explain(plainQuestion(text), now());
    const read = readings[0]?.text ?? text;
    const ids = readings.flatMap(({ candidates }) => candidates.map(({ id }) => id));
    return read.trim() === '' ? undefined : { text, read, nearest: [...new Set(ids)].slice(0, mostNearest) };
  }

  async function put(typed: string, change: (group: QuestionGroup, question: Question) => QuestionGroup) {
    const question = await questionOf(typed);
    if (!question) return undefined;
    await index.refresh();
    const id = index.nearest(question.read) ?? (index.size() < mostGroups ? newId() : undefined);
    if (id === undefined) return undefined;
    const group = await unanswered.groups.change(id, (held) => {
      const before: QuestionGroup = held ?? { id, wordings: [], days: {}, nearest: [], seen: { salt: newId(), marks: [] } };
      const next = change({ ...before, nearest: question.nearest }, question);
      return { next, result: next };
    });
    index.remember(group);
    return { group, question };
  }

  /** One after the other: two who ask the same for the first time must not begin two groups. */
  function inTurn(run: () => Promise<boolean>): Promise<boolean> {
    if (waiting >= mostWaiting) return Promise.resolve(false);
    waiting += 1;
    const done = work.then(run).catch((error: unknown) => {
      report(error);
      return false;
    });
    work = done.then(() => {
      waiting -= 1;
    });
    return done;
  }

  const today = (): string => vietnamDate(now());

  return {
    declined: (chat, typed) =>
      inTurn(async () => {
        const kept = await put(typed, (group, { text, read }) =>
          counted(withWording(group, { text, read, day: today() }), (salt) => mark(salt, chat), channelOf(chat), today()),
        );
        return kept !== undefined;
      }),
    settled: () => work,
    agreed: (chat, typed) =>
      inTurn(async () => {
        const kept = await put(typed, (group, { text, read }) => withWording(group, { text, read, day: today(), agreed: true }));
        if (!kept) return false;
        const id = newId();
        const asker = { id, chat, group: kept.group.id, text: kept.question.text, day: today(), tries: 0 };
        const again = (await unanswered.askers.all()).some((one) => one.chat === chat && one.group === kept.group.id);
        if (!again) await unanswered.askers.change(id, () => ({ next: asker, result: undefined }));
        return true;
      }),
  };
}
