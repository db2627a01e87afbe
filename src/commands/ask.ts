import { createInterface } from 'node:readline';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Reply } from '../answering/reply/reply.ts';
import { sourceRows } from '../answering/reply/sources.ts';
import { goOnHeading } from '../answering/reply/words-topics.ts';
import type { Explanation } from '../answering/verdict/explanation.ts';
import type { Dialogue } from '../conversations/dialogue.ts';
import { menuLine } from '../messaging/menu.ts';
import { spacedText } from '../messaging/parts.ts';
import type { CommandIo } from './io.ts';
import { errorLine, questionLines } from './question-lines.ts';

export interface AskOptions {
  json?: boolean | undefined;
  stdin?: boolean | undefined;
  /** Says why as well: readings, candidates, what decided. */
  why?: boolean | undefined;
  /** Instead of the clock: an instant, already checked. */
  now: () => Date;
}

/** The measured contract: one object a reply, see `docs/how-to/measure-answers.md`. */
function toJson(id: string | number | null, reply: Reply, ms: number, why?: Explanation): string {
  return JSON.stringify({
    id,
    kind: reply.kind,
    text: reply.text,
    ...(reply.kind === 'answer' && reply.value ? { value: reply.value } : {}),
    citations: reply.citations.map(({ document, title, publisher, date, quote }) => ({
      document,
      title,
      publisher,
      date,
      quote,
    })),
    ...(reply.kind === 'none' ? { reason: reply.reason } : {}),
    ...(reply.about === undefined ? {} : { about: reply.about }),
    ...(reply.offers ? { offers: reply.offers } : {}),
    ...(why ? { why } : {}),
    ms,
  });
}

/** An explanation as lines for a terminal. */
function explained({ outcome, decidedBy, readings }: Explanation): string {
  const lines = [`-- ${outcome}, decided by: ${decidedBy}`];
  const added = (signals: readonly { name: string; adds: number }[]): string =>
    signals.map(({ name, adds }) => `${name} ${adds > 0 ? '+' : ''}${adds.toFixed(2)}`).join(', ');
  for (const { text, kind, none, sure, candidates } of readings) {
    lines.push(`-- reading "${text}" (${kind}); none of these ${none.toFixed(2)}`);
    if (sure)
      lines.push(`   sure of the first: ${sure.is.toFixed(2)}${sure.signals.length > 0 ? ` (${added(sure.signals)})` : ''}`);
    for (const { id, probability, wording, clash, signals } of candidates) {
      lines.push(`   ${probability.toFixed(2)} ${id}${clash ? ` [contradicts: ${clash}]` : ''} · "${wording}"`);
      lines.push(`        ${added(signals)}`);
    }
  }
  return lines.join('\n');
}

/** What a person sees in a terminal: the parts with blank lines between them, below the source line the others it counts, and what can be chosen. */
export function printed(reply: Reply, isConversation = false): string {
  const { parts, text, citations, choices } = reply;
  const rows = sourceRows(citations);
  const said = parts ? [spacedText(parts), ...(rows.length > 1 && parts.source ? rows : [])].join('\n') : text;
  // The topics there are say nothing about this question; who talks on may pick one.
  if (!choices?.length || (reply.choicesAre === 'menu' && !isConversation)) return said;
  if (reply.choicesAre === 'next')
    return `${said}\n\n${menuLine(goOnHeading[reply.language ?? 'vi'], choices, reply.firstNumber)}`;
  return [said, ...choices.map(({ label }, i) => `  ${i + 1}. ${label}`)].join('\n');
}

function timed(dialogue: Dialogue, chat: string, text: string, now: Date): { reply: Reply; ms: number } {
  const startedAt = performance.now();
  const reply = dialogue.reply({ chat, text }, now);
  return { reply, ms: Math.round((performance.now() - startedAt) * 1000) / 1000 };
}

/** Answers one question, or with `stdin` one per line; returns the exit code. */
export async function runAsk(
  question: string | undefined,
  options: AskOptions,
  dialogue: Dialogue,
  io: CommandIo,
): Promise<number> {
  const shown = (id: string | number | null, text: string, reply: Reply, ms: number): string => {
    const why = options.why ? dialogue.explain(text, options.now()) : undefined;
    if (options.json) return toJson(id, reply, ms, why);
    return why ? `${printed(reply)}\n${explained(why)}` : printed(reply);
  };
  if (!options.stdin) {
    if (!question?.trim()) {
      io.err('cutri ask: give a question, e.g. cutri ask "Ngày bầu cử là ngày nào?", or --stdin with one JSON object a line.\n');
      return 1;
    }
    const { reply, ms } = timed(dialogue, 'cli:ask', question, options.now());
    io.out(`${shown(null, question, reply, ms)}\n`);
    return 0;
  }
  for await (const line of questionLines(io)) {
    if ('error' in line) {
      io.out(errorLine(line));
      continue;
    }
    const chat = line.chat === undefined ? `cli:line-${line.number}` : `cli:${line.chat}`;
    const { reply, ms } = timed(dialogue, chat, line.text, options.now());
    io.out(`${shown(line.id, line.text, reply, ms)}\n`);
  }
  return 0;
}

/** A conversation in the terminal: everything is one chat, so follow-up questions work. Ends at end of input or `/thoat`. */
export async function runChat(options: { now: () => Date }, dialogue: Dialogue, io: CommandIo): Promise<number> {
  const chat = 'cli:chat';
  io.out(`${printed(dialogue.reply({ chat, text: '/start' }, options.now()), true)}\n(Gõ /thoat để kết thúc.)\n\n> `);
  for await (const line of createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const typed = line.trim();
    if (typed === '/thoat' || typed === '/exit') break;
    if (typed !== '') {
      const reply = dialogue.reply({ chat, text: typed }, options.now());
      io.out(`${printed(reply, true)}\n\n`);
    }
    io.out('> ');
  }
  io.out('\n');
  return 0;
}

export interface AskCommandDeps {
  /** Opens a stack of packs for talking. */
  open(stack: string): Promise<Dialogue>;
  knowledgeOption(): Option;
  io: CommandIo;
  finish(code: number): void;
}

const nowOption = () => new Option('--now <iso>', 'answer as of this instant instead of the clock').argParser(instant);
const clock = (now?: Date) => () => now ?? new Date();

function instant(value: string): Date {
  const at = new Date(value);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('give an ISO 8601 date or instant, e.g. 2031-05-20 or 2031-05-20T08:00:00+07:00.');
  return at;
}

/** Adds `cutri ask`. */
export function addAskCommand(program: Command, { open, knowledgeOption, io, finish }: AskCommandDeps): void {
  program
    .command('ask')
    .description('answer one question, or many from standard input')
    .argument('[question]', 'the question, as a voter would type it')
    .addOption(knowledgeOption())
    .addOption(nowOption())
    .option('--json', 'print one JSON object per reply')
    .option('--why', 'say why: readings, candidates, what decided')
    .option('--stdin', 'read one JSON object {"id","text","chat"?} per line')
    .action(async (question: string | undefined, options: Omit<AskOptions, 'now'> & { knowledge: string; now?: Date }) => {
      const { json, stdin, why, now } = options;
      finish(await runAsk(question, { json, stdin, why, now: clock(now) }, await open(options.knowledge), io));
    });
}

/** Adds `cutri chat`. */
export function addChatCommand(program: Command, { open, knowledgeOption, io, finish }: AskCommandDeps): void {
  program
    .command('chat')
    .description('a conversation in the terminal')
    .addOption(knowledgeOption())
    .addOption(nowOption())
    .action(async ({ knowledge, now }: { knowledge: string; now?: Date }) =>
      finish(await runChat({ now: clock(now) }, await open(knowledge), io)),
    );
}
