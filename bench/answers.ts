/**
 * `npm run bench -- answers FILE.jsonl … [--show]`: questions by other hands against the shipped pack. One JSON object a line, see
 * `docs/how-to/measure-answers.md`: `q` and `want` (`answer`, `decline` or `claim`); of what is answered `fact`, and `also` for what answers as well, or, of the news, `doc` and `says`, what the
 * reply has to hold word for word; of a claim `true`.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { createLiveAnswering } from '../src/answering/live.ts';
import type { Reply } from '../src/answering/reply/reply.ts';
import { factWords } from '../src/answering/reply/words.ts';
import { openKnowledge, shippedStack } from '../src/app/knowledge.ts';
import { asOf, sameAs } from './fit/examples.ts';
import { table } from './report.ts';

const line = z.object({
  q: z.string(),
  ctx: z.array(z.string()).optional(),
  want: z.enum(['answer', 'decline', 'abstain', 'claim', 'any']),
  fact: z.string().optional(),
  also: z.array(z.string()).default([]),
  doc: z.string().optional(),
  says: z.string().optional(),
  true: z.boolean().optional(),
});
type Line = z.infer<typeof line>;
type Outcome =
  | 'right'
  | 'asked back with it'
  | 'one tap'
  | 'declined'
  | 'other'
  | 'refused'
  | 'answered'
  | 'confirmed'
  | 'denied'
  | 'no verdict';

const names: Record<'answer' | 'decline' | 'claim', Outcome[]> = {
  answer: ['right', 'asked back with it', 'one tap', 'declined', 'other'],
  decline: ['refused', 'answered'],
  claim: ['confirmed', 'denied', 'no verdict'],
};

function verdictOf({ kind, text }: Reply): Outcome {
  if (kind !== 'answer') return 'no verdict';
  if (text.includes(factWords.vi.isSo)) return 'confirmed';
  return text.includes(factWords.vi.notSo) ? 'denied' : 'no verdict';
}

function outcomeOf(reply: Reply, { want, fact, also, doc, says }: Line, group: (id: string) => ReadonlySet<string>): Outcome {
  if (want === 'claim') return verdictOf(reply);
  if (want !== 'answer') return reply.kind === 'answer' ? 'answered' : 'refused';
  const right = new Set(
    [fact, doc, ...also]
      .filter((id) => id !== undefined)
      .flatMap((id) => [...group(id.startsWith('unit:') ? 'task/unit-of-place' : id)]),
  );
  const said = [reply.about ?? '', ...reply.citations.map(({ document }) => document)];
  const isSaid = says === undefined ? said.some((id) => right.has(id)) : reply.text.includes(says);
  if (reply.kind === 'answer') return isSaid ? 'right' : 'other';
  if (reply.kind === 'clarify' && isSaid) return 'asked back with it';
  return reply.offers?.some(({ target }) => right.has(target)) ? 'one tap' : 'declined';
}

const read = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)))
    .filter(({ want, ctx }) => want !== 'any' && ctx === undefined);

export async function benchAnswers(args: string[]): Promise<boolean> {
  const show = args.includes('--show');
  const { pack, base } = await openKnowledge(shippedStack);
  const answering = createLiveAnswering(pack, base);
  const group = sameAs(pack);
  const rows: string[][] = [['set', 'asked', '', 'outcomes']];
  for (const file of args.filter((arg) => !arg.startsWith('--'))) {
    const counts = new Map<string, number>();
    for (const question of read(file)) {
      const reply = answering.answer(answering.read(question.q, asOf), asOf);
      const kind =
        question.want === 'claim'
          ? question.true
            ? 'true claim'
            : 'false claim'
          : question.want === 'answer'
            ? 'answerable'
            : 'unanswerable';
      const outcome = outcomeOf(reply, question, group);
      counts.set(`${kind}|${outcome}`, (counts.get(`${kind}|${outcome}`) ?? 0) + 1);
      if (show)
        console.log(
          [kind, outcome, question.q, question.fact ?? '', reply.about ?? '', reply.text.slice(0, 90).replaceAll('\n', ' ')].join(
            '\t',
          ),
        );
    }
    for (const kind of ['answerable', 'unanswerable', 'true claim', 'false claim']) {
      const of = [...counts].filter(([key]) => key.startsWith(`${kind}|`));
      const asked = of.reduce((sum, [, n]) => sum + n, 0);
      const order = names[kind.endsWith('claim') ? 'claim' : kind === 'answerable' ? 'answer' : 'decline'];
      if (asked > 0)
        rows.push([
          basename(file, '.jsonl'),
          kind,
          String(asked),
          order.map((name) => `${counts.get(`${kind}|${name}`) ?? 0} ${name}`).join(', '),
        ]);
    }
  }
  console.log(table(rows));
  return true;
}
