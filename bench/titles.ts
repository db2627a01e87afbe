/** Titles found by words of them, and titles offered that are not there: `npm run bench -- titles`. */
import { createKnowledgeBase } from '../src/answering/search/knowledge-base.ts';
import { hasData, loadVariants, loadXquad, shuffled } from './data.ts';
import { benchLexicon } from './lexicon.ts';
import { table } from './report.ts';

/** Words of a title that are typed. */
const fewest = 3;
const most = 6;
const rounds = 3;

/**
 * The first words of each XQuAD paragraph stand for its title. One half of them is loaded, words of both halves are asked for: neighbouring
 * ones or picked here and there, in order.
 */
export async function benchTitles(print: (line: string) => void = console.log): Promise<boolean> {
  if (!hasData()) {
    print('titles: skipped, the public data sets are not here (CUTRI_BENCH_DATA names their folder).');
    return true;
  }
  const { variants, random } = await loadVariants();
  const chance = random('titles');
  const titled = loadXquad().passages.map(({ text, id }) => ({
    id,
    body: text,
    title: text
      .split(/(?<=[.!?])\s+/u)[0]!
      .split(' ')
      .slice(0, 14)
      .join(' '),
  }));
  const mixed = shuffled(titled, chance);
  const held = mixed.slice(0, mixed.length / 2);
  const base = createKnowledgeBase({ lexicon: benchLexicon() });
  for (const document of held) base.add({ ...document, publisher: '', published: '' });

  const remembered = (title: string): string => {
    const words = title.split(' ');
    const count = Math.min(words.length, fewest + Math.floor(chance() * (most - fewest + 1)));
    const from = Math.floor(chance() * (words.length - count + 1));
    if (chance() < 0.5) return words.slice(from, from + count).join(' ');
    const places = shuffled([...words.keys()], chance).slice(0, count);
    return places
      .sort((a, b) => a - b)
      .map((place) => words[place])
      .join(' ');
  };
  const asked = Array.from({ length: rounds }, () => mixed.map((one) => ({ ...one, words: remembered(one.title) }))).flat();
  const ids = new Set(held.map(({ id }) => id));
  const [known, foreign] = [asked.filter(({ id }) => ids.has(id)), asked.filter(({ id }) => !ids.has(id))];
  const rows = [['', ...variants.keys()], ['found first'], ['among three'], ['offered though not there'], ['ms']];
  for (const mistype of variants.values()) {
    const from = performance.now();
    const found = known.map(({ words, id }) => base.titled(mistype(words, id), 3).findIndex((document) => document.id === id));
    const ms = (performance.now() - from) / known.length;
    const offered = foreign.filter(({ words, id }) => base.titled(mistype(words, id), 3).length > 0).length;
    const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1);
    rows[1]!.push(percent(found.filter((at) => at === 0).length, known.length));
    rows[2]!.push(percent(found.filter((at) => at >= 0).length, known.length));
    rows[3]!.push(percent(offered, foreign.length));
    rows[4]!.push(ms.toFixed(1));
  }
  print(`${held.length} titles, ${known.length} asked for, ${foreign.length} that are not there, %\n\n${table(rows)}`);
  return true;
}
