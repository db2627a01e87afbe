import { createHash } from 'node:crypto';
import type { Subscriber } from '../../announcements/sending/subscribers.ts';
import { actorOf } from '../announce/announce.ts';
import { type Answer, answerRefusal, createAnswer } from '../announce/view.ts';
import type { CommandIo } from '../io.ts';
import { createRowReader } from './rows.ts';
import { intakeWords, rowWords } from './words-list.ts';
import type { SubscribersWork } from './work.ts';

/** Options of `cutri subscribers import`, as typed. */
export interface ImportListOptions {
  as?: string;
  dryRun?: boolean;
  skipWrong?: boolean;
  json?: boolean;
}

export const largestList = 20 << 20;
export const mostListRows = 200_000;
const shownWrong = 100;

/** What a file says: whom it names, each once, and the rows that cannot be taken. */
interface ReadList {
  subscribers: Subscriber[];
  repeated: number;
  wrong: { line: number; why: string }[];
}

/**
 * `cutri subscribers import`: the file arrives on standard input. Says on stdout what became of the rows, on stderr which are wrong.
 * @returns exit code: 1 where nothing was taken over, or where `dryRun` found wrong rows
 */
export async function runImportList(options: ImportListOptions, { desk, io }: SubscribersWork): Promise<number> {
  const answer = createAnswer(options.json, io);
  if (options.as === undefined && !options.dryRun) return answer.refused({ code: 'no-official' }, intakeWords.needsOfficial);
  const file = await readAll(io);
  if (file === undefined) return answer.refused({ code: 'too-large' }, intakeWords.tooLarge(largestList));
  const text = decoded(file);
  if (text === undefined) return answer.refused({ code: 'not-text' }, intakeWords.notText);
  const list = await readList(text, { desk, io }, answer);
  if (typeof list === 'number') return list;
  const { subscribers, repeated, wrong } = list;
  if (!options.json) sayWrong(wrong, io);
  const chats = subscribers.map(({ chat }) => chat);
  const about = { repeated, wrong: wrong.length };
  if (options.dryRun) {
    const counts = await desk.list.count(chats);
    answer.done(
      { dryRun: true, ...counts, ...about, wrongRows: wrong.slice(0, shownWrong) },
      intakeWords.summary(counts, repeated, wrong.length, false),
    );
    return wrong.length > 0 && !options.skipWrong ? 1 : 0;
  }
  if (wrong.length > 0 && !options.skipWrong)
    return answer.refused(
      { code: 'wrong-rows', ...about, wrongRows: wrong.slice(0, shownWrong) } as { code: string },
      intakeWords.nothingDone(wrong.length),
    );
  const wanted = (await desk.list.count(chats)).new;
  const room = await desk.list.room();
  if (wanted > room) return answer.refused({ code: 'no-room' }, intakeWords.noRoom(wanted, room));
  const digest = createHash('sha256').update(file).digest('hex');
  const added = await desk.list.add(actorOf({ as: options.as! }, io), subscribers, { digest, ...about });
  if (added.kind === 'refused') return answerRefusal(answer, added.refusal);
  return answer.done({ ...added.value, ...about }, intakeWords.summary(added.value, repeated, wrong.length, true));
}

function sayWrong(wrong: ReadList['wrong'], io: Pick<CommandIo, 'err'>): void {
  for (const { line, why } of wrong.slice(0, shownWrong)) io.err(`${intakeWords.wrongRow(line, why)}\n`);
  if (wrong.length > shownWrong) io.err(`${intakeWords.moreWrong(wrong.length - shownWrong)}\n`);
}

/** Exit code where nothing of the file can be used. */
async function readList(text: string, { desk }: SubscribersWork, answer: Answer): Promise<ReadList | number> {
  const read = createRowReader(desk.communes, desk.now());
  const subscribers = new Map<string, Subscriber>();
  const wrong: ReadList['wrong'] = [];
  let rows = 0;
  let repeated = 0;
  for await (const row of desk.readConsents(text)) {
    if (row.kind === 'broken') return answer.refused({ code: row.why.kind }, intakeWords.broken(row.why));
    rows += 1;
    if (rows > mostListRows) return answer.refused({ code: 'too-many' }, intakeWords.tooMany(mostListRows));
    if (row.kind === 'uneven') {
      wrong.push({ line: row.line, why: rowWords.uneven(row.found, row.expected) });
      continue;
    }
    const found = read(row);
    if (found.kind === 'wrong') wrong.push({ line: row.line, why: found.why });
    else if (subscribers.has(found.subscriber.chat)) repeated += 1;
    else subscribers.set(found.subscriber.chat, found.subscriber);
  }
  if (rows === 0) return answer.refused({ code: 'no-rows' }, intakeWords.noRows);
  return { subscribers: [...subscribers.values()], repeated, wrong };
}

/** Everything on standard input; `undefined` where it is too much. */
async function readAll({ stdin }: Pick<CommandIo, 'stdin'>): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += piece.length;
    if (bytes > largestList) return undefined;
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}

function decoded(file: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}
