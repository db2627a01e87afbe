/** `npm run bench -- retrieval | wordings | places | titles | guides | operations | question | answers | attack | webhook | broadcast`: measured comparisons, never part of the tests. */

type Bench = (args: string[]) => Promise<boolean>;

const benches: Record<string, () => Promise<Bench>> = {
  retrieval: async () => (await import('./retrieval.ts')).benchRetrieval,
  places: async () => {
    const { benchPlaces } = await import('./places.ts');
    return () => benchPlaces();
  },
  titles: async () => {
    const { benchTitles } = await import('./titles.ts');
    return () => benchTitles();
  },
  guides: async () => {
    const { benchGuides } = await import('./guides.ts');
    return () => benchGuides();
  },
  operations: async () => {
    const { benchOperations } = await import('./operations.ts');
    return () => benchOperations();
  },
  attack: async () => {
    const { benchAttack } = await import('./attack.ts');
    return () => benchAttack();
  },
  question: async () => (await import('./question.ts')).benchQuestion,
  answers: async () => (await import('./answers.ts')).benchAnswers,
  webhook: async () => {
    const { benchWebhook } = await import('./webhook.ts');
    return benchWebhook;
  },
  console: async () => {
    const { benchConsole } = await import('./console.ts');
    return () => benchConsole();
  },
  wordings: async () => (await import('./wordings.ts')).benchWordings,
  broadcast: async () => (await import('./broadcast.ts')).benchBroadcast,
};

const [name = '', ...args] = process.argv.slice(2);
const open = benches[name];
if (!open) {
  console.error(`Name a benchmark: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 1;
} else {
  const bench = await open();
  process.exitCode = (await bench(args)) ? 0 : 1;
}
