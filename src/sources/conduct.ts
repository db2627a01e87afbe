import { join } from 'node:path';
import type { Problem } from '../elections/pack/problem.ts';
import type { PackQuestions } from '../elections/pack/questions.ts';
import { readQuestions } from './questions.ts';

/** How people talk to the bot and ask for what it works out, whatever pack it is given; lies with the country's pack. */
const shippedQuestions = join(import.meta.dirname, '..', '..', 'knowledge', 'viet-nam', 'questions');

/** A pack that says nothing of tasks, talk and courtesy is lent those that come with cutri: a folder of news must know a greeting too. */
export async function lendConduct(questions: PackQuestions, problems: Problem[]): Promise<PackQuestions> {
  const { tasks, talk, courtesy } = questions;
  if (tasks.size + talk.size + courtesy.openings.length > 0) return questions;
  const shipped = await readQuestions([shippedQuestions], undefined, problems);
  return { ...questions, tasks: shipped.tasks, talk: shipped.talk, courtesy: shipped.courtesy };
}
