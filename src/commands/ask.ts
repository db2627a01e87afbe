import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Dialogue } from '../chat/dialogue.ts';
import type { Reply } from '../chat/reply.ts';
import { quickChoices } from '../chat/wording-talk.ts';
import type { CommandIo } from './io.ts';

export interface AskOptions {
  json?: boolean | undefined;
  stdin?: boolean | undefined;
  /** Instead of the clock: an instant, already checked. */
  now: () => Date;
}

const questionLine = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  chat: z.union([z.string(), z.number()]).optional(),
});

/** The measured contract: one object a reply, see `docs/how-to/measure-answers.md`. */
function toJson(id: string | number | null, reply: Reply, ms: number): string {
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
    ms,
  });
}

/** What a person sees in a terminal. */
export function printed(reply: Reply): string {
  // The standing offer says nothing about this question.
  const offered = reply.choices === quickChoices ? [] : (reply.choices ?? []);
  return [reply.text, ...offered.map(({ label }, i) => `  ${i + 1}. ${label}`)].join('\n');
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
  if (!options.stdin) {
    if (!question?.trim()) {
      io.err('cutri ask: give a question, e.g. cutri ask "Ngày bầu cử là ngày nào?", or --stdin with one JSON object a line.\n');
      return 1;
    }
    const { reply, ms } = timed(dialogue, 'cli:ask', question, options.now());
    io.out(`${options.json ? toJson(null, reply, ms) : printed(reply)}\n`);
    return 0;
  }
  let number = 0;
  for await (const raw of createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const line = number === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (line.trim() === '') continue;
    const asked = readLine(line, number);
    if ('error' in asked) {
      io.out(`${JSON.stringify({ id: asked.id ?? null, kind: 'error', line: number, error: asked.error })}\n`);
      continue;
    }
    const { reply, ms } = timed(
      dialogue,
      asked.chat === undefined ? `cli:line-${number}` : `cli:${asked.chat}`,
      asked.text,
      options.now(),
    );
    io.out(`${options.json ? toJson(asked.id ?? null, reply, ms) : printed(reply)}\n`);
  }
  return 0;
}

function readLine(line: string, number: number): z.infer<typeof questionLine> | { id?: string | number; error: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: `line ${number} is not valid JSON: write one object a line, e.g. {"id":"1","text":"…"}` };
  }
  const parsed = questionLine.safeParse(value);
  if (parsed.success) return parsed.data;
  const id =
    typeof value === 'object' && value !== null && 'id' in value && (typeof value.id === 'string' || typeof value.id === 'number')
      ? value.id
      : undefined;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; ');
  return { ...(id === undefined ? {} : { id }), error: `line ${number}: ${problems}; needed: {"id","text","chat"?}` };
}

/** A conversation in the terminal: everything is one chat, so follow-up questions work. Ends at end of input or `/thoat`. */
export async function runChat(
  options: { now: () => Date },
  dialogue: Dialogue,
  greeting: string,
  io: CommandIo,
): Promise<number> {
  io.out(`${greeting}\n(Gõ /thoat để kết thúc.)\n\n> `);
  let choices: string[] = [];
  for await (const line of createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const typed = line.trim();
    if (typed === '/thoat' || typed === '/exit') break;
    if (typed !== '') {
      const reply = dialogue.reply({ chat: 'cli:chat', text: choices[Number(typed) - 1] ?? typed }, options.now());
      choices = reply.choices?.map(({ value }) => value) ?? [];
      io.out(`${printed(reply)}\n\n`);
    }
    io.out('> ');
  }
  io.out('\n');
  return 0;
}
