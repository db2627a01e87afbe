import type { Command, Option } from 'commander';
import type { KnowledgePack } from '../elections/pack/pack.ts';
import { describeProblems, type Problem } from '../elections/pack/problem.ts';
import type { CommandIo } from './io.ts';

/** Prints what a pack holds, or everything that is wrong with it; returns the exit code. */
export function runCheck({ pack, problems }: { pack: KnowledgePack; problems: Problem[] }, io: CommandIo): number {
  if (problems.length > 0) {
    io.err(`${describeProblems(problems)}\n`);
    return 1;
  }
  const { documents, facts, milestones, communes, otherPlaces, electoralUnits, pollingStations, lexicon } = pack;
  const spellings = lexicon.abbreviations.size + lexicon.chat.size + lexicon.synonyms.length + lexicon.english.terms.size;
  io.out(
    `The pack is sound: ${documents.length} documents, ${facts.length} facts, ${milestones.length} milestones, ${communes.length} communes, ${otherPlaces.length} other places, ` +
      `${electoralUnits.length} electoral units, ${pollingStations.length} polling stations, ${spellings} lexicon entries.\n`,
  );
  return 0;
}

export interface CheckCommandDeps {
  /** Reads a stack of packs with everything that is wrong with it. */
  load(stack: string): Promise<{ pack: KnowledgePack; problems: Problem[] }>;
  knowledgeOption(): Option;
  io: CommandIo;
  finish(code: number): void;
}

/** Adds `cutri check`. */
export function addCheckCommand(program: Command, { load, knowledgeOption, io, finish }: CheckCommandDeps): void {
  program
    .command('check')
    .description('validate a knowledge pack: every problem with file, line and what to do')
    .addOption(knowledgeOption())
    .action(async ({ knowledge }: { knowledge: string }) => finish(runCheck(await load(knowledge), io)));
}
