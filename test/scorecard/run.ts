/** `npm run scorecard`: asks every question, prints the table and every failure, writes the table into `docs/accuracy.md` and for the console. */
import '../../src/node-guard.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { type Accuracy, packMark } from '../../src/console/overview/accuracy.ts';
import { vietnamDate } from '../../src/elections/tense.ts';
import { readQuestions, score, table, tally } from './scorecard.ts';

const page = new URL('../../docs/accuracy.md', import.meta.url);
const [from, to] = ['<!-- scorecard -->', '<!-- /scorecard -->'];

const knowledge = await openKnowledge(shippedStack);
const scored = score(readQuestions(new URL('questions.jsonl', import.meta.url)), () => knowledge.openDialogue());

for (const { question, reply, verdict, why } of scored) {
  if (verdict !== 'right')
    process.stdout.write(
      `${verdict.toUpperCase()} ${question.id} “${question.text}”: ${why}\n    → ${reply.kind}: ${reply.text.replaceAll('\n', ' / ').slice(0, 200)}\n`,
    );
}
const total = tally(
  scored.map((one) => ({ ...one, question: { ...one.question, class: 'all' } })),
  'class',
);
const tables = [table(tally(scored, 'class'), 'class'), table(tally(scored, 'variant'), 'typed'), table(total, 'together')].join(
  '\n\n',
);
process.stdout.write(`\n${tables}\n`);

const text = readFileSync(page, 'utf8');
const [before, rest] = text.split(from);
const after = rest?.split(to)[1];
if (before === undefined || after === undefined)
  throw new Error(`docs/accuracy.md has lost its markers ${from} and ${to}: put them back where the tables belong`);
writeFileSync(page, `${before}${from}\n\n${tables}\n\n${to}${after}`);

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
const accuracy: Accuracy = {
  day: vietnamDate(new Date()),
  version,
  pack: packMark(knowledge.pack),
  rows: [...tally(scored, 'variant')].map(([typed, counts]) => ({ typed, ...counts })),
};
const shown = new URL('../../src/console/overview/accuracy.json', import.meta.url);
writeFileSync(shown, `${JSON.stringify(accuracy, null, 2)}\n`);
