/** Ranking, answering and cost beside the JavaScript search libraries: `npm run bench -- retrieval [--quick]`. */
import { hasData, loadVariants, loadXquad, shuffled } from './data.ts';
import { peers } from './peers.ts';
import { machine, saveSection, table, versionOf } from './report.ts';
import { answeringTable, type Cost, costOfOurs, costOfPeer, rankingTable, rounds, scaledUp } from './retrieval-tables.ts';

const floors = {
  hitAt1: { 'as is': 95, 'no diacritics': 94, chat: 94, Telex: 93, VNI: 94, typo: 92, 'no diacritics + typo': 90 } as Record<
    string,
    number
  >,
  answeredShare: 0.7,
  wrongShare: 0.01,
  p95Ms: new Map([
    [240, 0.5],
    [50_000, 3],
  ]),
  timesMiniSearch: 50,
  buildSeconds: 10,
  megabytes: 400,
};
const seeds = ['1', '2', '3', '4', '5'];
const scaledPassages = 50_000;

const costRow = (name: string, cost: Cost): string[] => [
  name,
  cost.buildSeconds.toFixed(1),
  cost.p50Ms.toFixed(2),
  cost.p95Ms.toFixed(2),
  cost.meanMs.toFixed(2),
  cost.megabytes.toFixed(0),
];

/** Prints and saves the tables; false where a floor is missed. */
export async function benchRetrieval(args: string[], print: (line: string) => void = console.log): Promise<boolean> {
  if (!hasData()) {
    print('retrieval: skipped, the public data sets are not here (CUTRI_BENCH_DATA names their folder).');
    return true;
  }
  const quick = args.includes('--quick');
  const versions = [...new Set(peers.map((peer) => peer.package))].map((name) => `${name} ${versionOf(name)}`);
  const variants = await loadVariants();
  const set = { ...loadXquad(), variants };
  const parts: string[] = [
    `Machine: ${machine()}. Peers: ${versions.join(', ')}. Seeds of the removed halves: ${seeds.join(', ')}.${quick ? ' Quick run.' : ''}`,
  ];
  const misses: string[] = [];
  const say = (part: string): void => {
    parts.push(part);
    print(`\n${part}`);
  };
  print(parts[0]!);

  const ranking = await rankingTable(set, quick ? 200 : Number.POSITIVE_INFINITY);
  say(`XQuAD-vi, 240 paragraphs, 1,190 questions\n\n${table(ranking.rows)}`);
  for (const [name, floor] of Object.entries(floors.hitAt1))
    if (ranking.hitAt1.get(name)! < floor) misses.push(`Hit@1 ${name}: ${ranking.hitAt1.get(name)!.toFixed(1)} < ${floor}`);

  const answering = answeringTable(set, quick ? seeds.slice(0, 2) : seeds);
  say(
    `Half of the articles removed, all questions asked: % of the answerable ones answered with the gold text in the quote (and % wrong among the answers)\n\n${table(answering.rows)}`,
  );
  if (answering.answered < floors.answeredShare) misses.push(`answered ${(100 * answering.answered).toFixed(1)} % < 70 %`);
  if (answering.wrong > floors.wrongShare) misses.push(`wrong ${(100 * answering.wrong).toFixed(2)} % > 1 %`);

  const asked = shuffled(set.questions, variants.random('cost')).slice(0, quick ? 60 : 300);
  const mini = peers.find((peer) => peer.name === 'MiniSearch, default')!;
  for (const count of [set.passages.length, scaledPassages]) {
    const passages = scaledUp(set.passages, count, variants.random('scale'));
    const ours = costOfOurs(passages, asked, variants);
    const theirs = await costOfPeer(mini, passages, asked.slice(0, count > 1000 ? 15 : 100));
    const times = theirs.meanMs / ours.meanMs;
    say(
      `${count.toLocaleString('en')} passages, shortest of ${rounds} runs of each question (ours: reading the typing, ranking and deciding, all seven variants; MiniSearch: searching, as is; ${times.toFixed(0)} times ours)\n\n` +
        table([['', 'build s', 'p50 ms', 'p95 ms', 'mean ms', 'memory MB'], costRow('Cử Tri', ours), costRow(mini.name, theirs)]),
    );
    if (ours.p95Ms > floors.p95Ms.get(count)!)
      misses.push(`p95 at ${count}: ${ours.p95Ms.toFixed(2)} ms > ${floors.p95Ms.get(count)} ms`);
    if (count === scaledPassages && times < floors.timesMiniSearch)
      misses.push(`only ${times.toFixed(0)} times as fast as MiniSearch at ${count} passages`);
    if (ours.buildSeconds > floors.buildSeconds) misses.push(`build ${ours.buildSeconds.toFixed(1)} s`);
    if (ours.megabytes > floors.megabytes) misses.push(`memory ${ours.megabytes.toFixed(0)} MB`);
  }
  say(misses.length === 0 ? 'Every floor holds.' : `Floors missed: ${misses.join('; ')}.`);
  if (!quick) saveSection('retrieval', parts.join('\n\n'));
  return misses.length === 0;
}
