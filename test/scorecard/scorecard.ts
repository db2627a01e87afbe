import { readFileSync } from 'node:fs';
import type { Reply } from '../../src/answering/reply/reply.ts';
import type { Dialogue } from '../../src/conversations/dialogue.ts';

/** One question of the scorecard. `expect: corrected` is a false premise: corrected from a source or declined, never agreed with. */
export interface ScoredQuestion {
  id: string;
  class: string;
  /** How it was typed: `orig`, `nodia`, `typo`, `telex`, `vni`, `chat`, `ndtypo`. */
  variant: string;
  text: string;
  expect: 'answer' | 'none' | 'clarify' | 'corrected' | 'talk';
  /** Each entry must occur in the reply; `a|b` means either. */
  has?: string[];
  /** None of these may occur. */
  not?: string[];
  now?: string;
  /** Questions of one chat are asked in order as one conversation. */
  chat?: string;
}

export type Verdict = 'right' | 'wrong' | 'declined';

export interface Scored {
  question: ScoredQuestion;
  reply: Reply;
  verdict: Verdict;
  why: string;
}

/** The day the scorecard is asked on, unless a question says otherwise. */
export const scorecardNow = '2026-11-23T02:00:00Z';

export function readQuestions(file: URL): ScoredQuestion[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ScoredQuestion);
}

const holds = (text: string, entry: string): boolean =>
  entry.split('|').some((option) => text.toLowerCase().includes(option.toLowerCase()));

/**
 * `wrong` = a voter was misled: a question answered with the wrong thing, an unanswerable one answered, a false premise agreed with.
 * `declined` = an answerable question was not answered (or a refusal came where small talk would do): a pity, not a harm.
 */
export function judge(question: ScoredQuestion, reply: Reply): { verdict: Verdict; why: string } {
  const said =
    reply.kind === 'answer' ? `${reply.text}\n${reply.citations.map((citation) => citation.quote).join('\n')}` : reply.text;
  const missing = (question.has ?? []).filter((entry) => !holds(said, entry));
  const forbidden = (question.not ?? []).filter((entry) => holds(said, entry));
  if (forbidden.length > 0) return { verdict: 'wrong', why: `says ${forbidden.join(', ')}` };
  switch (question.expect) {
    case 'answer':
      if (reply.kind !== 'answer') return { verdict: 'declined', why: reply.kind === 'none' ? reply.reason : reply.kind };
      return missing.length > 0 ? { verdict: 'wrong', why: `lacks ${missing.join(', ')}` } : { verdict: 'right', why: '' };
    case 'corrected':
      if (reply.kind === 'answer')
        return missing.length > 0 ? { verdict: 'wrong', why: `lacks ${missing.join(', ')}` } : { verdict: 'right', why: '' };
      return reply.kind === 'talk' ? { verdict: 'declined', why: 'talk' } : { verdict: 'right', why: '' };
    case 'clarify':
      if (reply.kind === 'answer') return { verdict: 'wrong', why: 'answered an ambiguous question' };
      return reply.kind === 'clarify' ? { verdict: 'right', why: '' } : { verdict: 'declined', why: reply.kind };
    case 'none':
      return reply.kind === 'answer' ? { verdict: 'wrong', why: 'answered' } : { verdict: 'right', why: '' };
    case 'talk':
      return reply.kind === 'talk'
        ? { verdict: 'right', why: '' }
        : { verdict: reply.kind === 'answer' ? 'wrong' : 'declined', why: reply.kind };
  }
}

export function score(questions: ScoredQuestion[], openDialogue: () => Dialogue): Scored[] {
  const dialogue = openDialogue();
  return questions.map((question) => {
    const chat = `scorecard:${question.chat ?? question.id}`;
    const reply = dialogue.reply({ chat, text: question.text }, new Date(question.now ?? scorecardNow));
    return { question, reply, ...judge(question, reply) };
  });
}

export interface Tally {
  right: number;
  wrong: number;
  declined: number;
}

/** Counts per key of a question (`class`, `variant`), in order of first appearance. */
export function tally(scored: Scored[], key: 'class' | 'variant' | 'expect'): Map<string, Tally> {
  const counts = new Map<string, Tally>();
  for (const { question, verdict } of scored) {
    const name = question[key];
    const count = counts.get(name) ?? { right: 0, wrong: 0, declined: 0 };
    count[verdict] += 1;
    counts.set(name, count);
  }
  return counts;
}

export function table(counts: Map<string, Tally>, heading: string): string {
  const rows = [...counts].map(
    ([name, { right, wrong, declined }]) => `| ${name} | ${right + wrong + declined} | ${right} | ${wrong} | ${declined} |`,
  );
  return [`| ${heading} | questions | right | wrong | declined |`, '|---|---|---|---|---|', ...rows].join('\n');
}
