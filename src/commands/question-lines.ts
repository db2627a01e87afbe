import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { CommandIo } from './io.ts';

const questionLine = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  chat: z.union([z.string(), z.number()]).optional(),
});

/** One line of standard input: a question, or why it is none. `number` from 1. */
export type QuestionLine = { number: number; id: string | number | null } & (
  | { text: string; chat: string | undefined }
  | { error: string }
);

/** The questions on standard input, one JSON object a line, as they come; empty lines are passed over. */
export async function* questionLines(io: Pick<CommandIo, 'stdin'>): AsyncGenerator<QuestionLine> {
  let number = 0;
  for await (const raw of createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const line = number === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (line.trim() !== '') yield readLine(line, number);
  }
}

/** What a line that is no question is answered with. */
export const errorLine = ({ id, number, error }: { id: string | number | null; number: number; error: string }): string =>
  `${JSON.stringify({ id, kind: 'error', line: number, error })}\n`;

function readLine(line: string, number: number): QuestionLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return {
      number,
      id: null,
      error: `line ${number} is not valid JSON: write one object a line, e.g. {"id":"1","text":"…"}`,
    };
  }
  const parsed = questionLine.safeParse(value);
  if (parsed.success) {
    const { id = null, text, chat } = parsed.data;
    return { number, id, text, chat: chat === undefined ? undefined : String(chat) };
  }
  const id =
    typeof value === 'object' && value !== null && 'id' in value && (typeof value.id === 'string' || typeof value.id === 'number')
      ? value.id
      : null;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the line'}: ${issue.message}`).join('; ');
  return { number, id, error: `line ${number}: ${problems}; needed: {"id","text","chat"?}` };
}
