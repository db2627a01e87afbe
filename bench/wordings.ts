/**
 * `npm run bench -- wordings`: how far the answers reach beyond the wordings they were written with. Every way of asking is left out once and asked;
 * every fact is left out once, with all its ways of asking, and must not be answered by another.
 */
import type { Reply } from '../src/answering/reply/reply.ts';
import { openPack, shippedStack } from '../src/app/knowledge.ts';
import type { KnowledgePack } from '../src/elections/pack/pack.ts';
import { loadPack } from '../src/sources/pack.ts';
import { machine, saveSection, table } from './report.ts';

const folds = 5;
const asOf = new Date('2026-11-23T02:00:00Z');

/** Something that can be asked for, and how its replies are known. */
interface Asked {
  id: string;
  /** Facts that answer the same thing at different times share it. */
  group: string;
  asks: string[];
  said: string;
}

interface Counts {
  own: number;
  other: number;
  declined: number;
}

export async function benchWordings(args: string[]): Promise<boolean> {
  const { pack } = await loadPack(shippedStack);
  const show = args.includes('--show');
  const left = leaveWordingsOut(pack, show);
  const gone = leaveFactsOut(pack, show);
  const row = (name: string, { own, other, declined }: Counts): string[] => {
    const total = own + other + declined;
    const share = (count: number) => `${((100 * count) / total).toFixed(1)} %`;
    return [name, String(total), share(own), share(other), share(declined)];
  };
  const text = [
    `Machine: ${machine()}.`,
    table([
      ['left out', 'questions', 'answered by the right fact', 'answered by another', 'declined'],
      row('one way of asking', left),
      row('the whole fact', gone),
    ]),
  ].join('\n\n');
  console.log(text);
  saveSection('wordings', text);
  return true;
}

const askedOf = (pack: KnowledgePack): Asked[] => [
  ...pack.facts.map(({ id, series, asks, statement }) => ({ id, group: series ?? id, asks, said: statement })),
  ...pack.milestones.map(({ id, asks, name }) => ({ id, group: id, asks, said: name })),
];

/** The pack with some ways of asking, or whole facts, taken out. */
function reduced(pack: KnowledgePack, keeps: (id: string, ask: number) => boolean): KnowledgePack {
  const fewer = <Thing extends { id: string; asks: string[] }>(things: Thing[]): Thing[] =>
    things.flatMap((thing) => {
      const asks = thing.asks.filter((_, i) => keeps(thing.id, i));
      return asks.length > 0 ? [{ ...thing, asks }] : [];
    });
  return { ...pack, facts: fewer(pack.facts), milestones: fewer(pack.milestones) };
}

function leaveWordingsOut(pack: KnowledgePack, show: boolean): Counts {
  const counts: Counts = { own: 0, other: 0, declined: 0 };
  const asked = askedOf(pack).filter(({ asks }) => asks.length > 1);
  for (let fold = 0; fold < folds; fold++) {
    const dialogue = openPack(reduced(pack, (_, i) => i % folds !== fold)).openDialogue();
    for (const thing of asked)
      for (const [i, text] of thing.asks.entries())
        if (i % folds === fold && thing.asks.length > 1)
          note(counts, thing, dialogue.reply({ chat: `left:${thing.id}:${i}`, text }, asOf), asked, text, show);
  }
  return counts;
}

function leaveFactsOut(pack: KnowledgePack, show: boolean): Counts {
  const counts: Counts = { own: 0, other: 0, declined: 0 };
  const asked = askedOf(pack);
  const groups = [...new Set(asked.map(({ group }) => group))];
  for (let fold = 0; fold < folds; fold++) {
    const gone = asked.filter(({ group }) => groups.indexOf(group) % folds === fold);
    const ids = new Set(gone.map(({ id }) => id));
    const dialogue = openPack(reduced(pack, (id) => !ids.has(id))).openDialogue();
    for (const thing of gone)
      for (const [i, text] of thing.asks.entries())
        note(counts, thing, dialogue.reply({ chat: `gone:${thing.id}:${i}`, text }, asOf), asked, `GONE ${text}`, show);
  }
  return counts;
}

function note(counts: Counts, thing: Asked, reply: Reply, all: Asked[], text: string, show: boolean): void {
  const own = all.some(({ group, said }) => group === thing.group && reply.text.toLowerCase().includes(said.toLowerCase()));
  const outcome = reply.kind !== 'answer' ? 'declined' : own ? 'own' : 'other';
  counts[outcome]++;
  if (show && outcome !== 'own')
    console.log(
      `${outcome}\t${thing.id}\t${text}\t${reply.kind === 'answer' ? reply.text.replaceAll('\n', ' / ').slice(0, 140) : ''}`,
    );
}
