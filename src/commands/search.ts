import type { Command, Option } from 'commander';
import type { Hit } from '../answering/search/passage-index.ts';
import type { CommandIo } from './io.ts';
import { errorLine, questionLines } from './question-lines.ts';

export interface SearchOptions {
  /** How many passages, best first. */
  limit: number;
  json?: boolean;
  stdin?: boolean;
}

/** What is searched. */
export interface Searchable {
  search(text: string, limit: number): Hit[];
}

/** The measured contract: `document` and `passage` are ids; scores of one question can be compared with each other, not with another's. */
const toJson = (id: string | number | null, hits: readonly Hit[]): string =>
  `${JSON.stringify({ id, hits: hits.map(({ passage, score }) => ({ document: passage.document, passage: passage.id, score })) })}\n`;

const printed = (hits: readonly Hit[]): string =>
  hits.length === 0
    ? 'No passage shares a word with the question.\n'
    : hits
        .map(({ passage, score }, i) => `${i + 1}. ${score.toFixed(2)}  ${passage.title}\n   ${passage.text.slice(0, 160)}\n`)
        .join('');

/** The passages nearest to one question, or with `stdin` to one per line; returns the exit code. */
export async function runSearch(
  question: string | undefined,
  { limit, json, stdin }: SearchOptions,
  base: Searchable,
  io: CommandIo,
): Promise<number> {
  const say = (id: string | number | null, text: string): void => {
    const hits = base.search(text, limit);
    io.out(json ? toJson(id, hits) : printed(hits));
  };
  if (!stdin) {
    if (!question?.trim()) {
      io.err('cutri search: give a question, e.g. cutri search "cải cách hành chính", or --stdin with one JSON object a line.\n');
      return 1;
    }
    say(null, question);
    return 0;
  }
  for await (const line of questionLines(io)) {
    if ('error' in line) io.out(errorLine(line));
    else say(line.id, line.text);
  }
  return 0;
}

export interface SearchCommandDeps {
  /** Reads and indexes a stack of packs. */
  open(stack: string): Promise<Searchable>;
  knowledgeOption(): Option;
  /** Reads the value of an option; throws what commander shows. */
  wholeNumber(value: string): number;
  io: CommandIo;
  finish(code: number): void;
}

/** Adds `cutri search`. */
export function addSearchCommand(program: Command, { open, knowledgeOption, wholeNumber, io, finish }: SearchCommandDeps): void {
  program
    .command('search')
    .description('the passages nearest to a question, or to many from standard input, best first')
    .argument('[question]', 'the question, as a voter would type it')
    .addOption(knowledgeOption())
    .option('-k, --limit <count>', 'how many passages', wholeNumber, 10)
    .option('--json', 'print one JSON object per question')
    .option('--stdin', 'read one JSON object {"id","text"} per line')
    .action(async (question: string | undefined, options: SearchOptions & { knowledge: string }) =>
      finish(await runSearch(question, options, await open(options.knowledge), io)),
    );
}
