import { join } from 'node:path';
import type { Problem } from '../elections/pack/problem.ts';
import type { PackQuestions } from '../elections/pack/questions.ts';
import type { Lexicon } from '../vietnamese/lexicon.ts';
import { readLexicon } from './lexicon.ts';
import { readQuestions } from './questions.ts';

/** How people spell, talk to the bot and ask for what it works out, whatever pack it is given; lies with the country's pack. */
const shipped = join(import.meta.dirname, '..', '..', 'knowledge', 'viet-nam');

/** Read once: it comes with the program and changes with it. */
function once<Value>(read: (problems: Problem[]) => Promise<Value>): (problems: Problem[]) => Promise<Value> {
  let reading: Promise<{ value: Value; found: Problem[] }> | undefined;
  return async (problems) => {
    const found: Problem[] = [];
    reading ??= read(found).then((value) => ({ value, found }));
    const lent = await reading;
    problems.push(...lent.found);
    return lent.value;
  };
}
const lentQuestions = once((problems) => readQuestions([join(shipped, 'questions')], undefined, problems));
const lentLexicon = once((problems) => readLexicon([join(shipped, 'lexicon')], problems));

/** A pack that says nothing of tasks, talk and courtesy is lent those that come with cutri, and how people ask of elections: a folder of news must know a greeting too. */
export async function lendConduct(questions: PackQuestions, problems: Problem[]): Promise<PackQuestions> {
  const { tasks, talk, courtesy } = questions;
  if (tasks.size + talk.size + courtesy.openings.length > 0) return questions;
  const lent = await lentQuestions(problems);
  const topics = new Map([...lent.ways, ...lent.tasks, ...lent.unknowns.map(({ id, asks }): [string, string[]] => [id, asks])]);
  return { ...questions, tasks: lent.tasks, talk: lent.talk, courtesy: lent.courtesy, topics };
}

/** A pack without a lexicon is lent the one that comes with cutri: abbreviations and chat spelling are the language's, not a province's. */
export async function lendLexicon(lexicon: Lexicon, problems: Problem[]): Promise<Lexicon> {
  const { abbreviations, chat, synonyms, ideas } = lexicon;
  if (abbreviations.size + chat.size + synonyms.length + ideas.size > 0) return lexicon;
  return lentLexicon(problems);
}
