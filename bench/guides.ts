/**
 * `npm run bench -- guides`: packs of articles whose titles are questions, as authorities print them: one made of the shipped facts, and those of `bench/guides`
 * by another hand, alone and, where they speak of something else, beside the shipped facts. The title asked word for word, other ways of asking, and questions that none of the articles answers.
 */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Answering } from '../src/answering/answering.ts';
import { createLiveAnswering } from '../src/answering/live.ts';
import { createKnowledgeBase } from '../src/answering/search/knowledge-base.ts';
import { shippedStack } from '../src/app/knowledge.ts';
import type { Fact } from '../src/elections/fact.ts';
import type { KnowledgePack } from '../src/elections/pack/pack.ts';
import { expandWay } from '../src/elections/pack/ways.ts';
import { loadPack } from '../src/sources/pack.ts';
import { fold } from '../src/vietnamese/text.ts';
import { type Article, packOfArticles, readGuides } from './guide-packs.ts';
import { machine, saveSection, table } from './report.ts';

const asOf = new Date('2026-11-28T02:00:00Z');
/** Speak of what the shipped facts do not: what is asked of them has one answer beside these facts too. */
const ofOtherSubjects = ['local-services.jsonl', 'taxes.jsonl'];
/** Other ways of asking of one article. */
const paraphrases = 6;

interface Counts {
  asked: number;
  right: number;
  oneTap: number;
  wrong: number;
}

/** Every second fact of the shipped pack becomes an article: a way of asking as the title, the statement as the body. The other half is missing. */
export async function benchGuides(show = process.argv.includes('--show')): Promise<boolean> {
  const { pack } = await loadPack(shippedStack);
  const alike = (one: Fact, other: Fact): boolean =>
    (one.series !== undefined && one.series === other.series) ||
    pack.questions.overlaps.some((group) => group.includes(one.id) && group.includes(other.id));
  const kept = pack.facts.filter((_, i) => i % 2 === 0);
  const missing = pack.facts.filter((fact, i) => i % 2 === 1 && !kept.some((other) => alike(fact, other)));
  const ways = ({ id, asks }: Fact): string[] =>
    [...asks, ...(pack.questions.ways.get(id) ?? [])].map((way) => expandWay(way)[0]!);
  // The very facts are known to the topics that a pack of articles is lent: here it is lent the others alone.
  const made = new Set(pack.facts.map(({ id }) => id));
  const ask = asking(
    await withArticles(
      kept.map((fact) => ({ id: fact.id, title: `${ways(fact)[0]}?`, body: fact.statement })),
      (topic) => !made.has(topic),
    ),
    show,
  );
  const same = (fact: Fact): ReadonlySet<string> =>
    new Set([fact.id, ...pack.facts.filter((other) => alike(fact, other)).map(({ id }) => id)]);
  const others = (fact: Fact) =>
    ways(fact)
      .slice(1)
      .filter((_, i, all) => i % Math.ceil(all.length / paraphrases) === 0);
  const paraphrased = kept.flatMap((fact) => others(fact).map((text) => ({ text, right: same(fact) })));
  const rows = {
    'the title': ask(kept.map((fact) => ({ text: ways(fact)[0]!, right: same(fact) }))),
    'the title without diacritics': ask(kept.map((fact) => ({ text: fold(ways(fact)[0]!), right: same(fact) }))),
    'another way of asking': ask(paraphrased),
    'the same without diacritics': ask(paraphrased.map(({ text, right }) => ({ text: fold(text), right }))),
    'an article that is not there': ask(
      missing.flatMap((fact) => others(fact).map((text) => ({ text, right: new Set<string>() }))),
    ),
  };
  const text = [`Machine: ${machine()}. ${kept.length} articles.`, tableOf(rows)];
  for (const file of globSync(join(import.meta.dirname, 'guides/*.jsonl')).sort()) {
    const { articles, asks, besides } = readGuides(file);
    const of = (id: string): ReadonlySet<string> => new Set([id]);
    const tableBy = (answering: Answering): string => {
      const askThem = asking(answering, show);
      return tableOf({
        'the title': askThem(articles.map(({ id, title }) => ({ text: title, right: of(id) }))),
        'another way of asking': askThem(asks.map(({ id, q }) => ({ text: q, right: of(id) }))),
        'what none of them answers': askThem(besides.map((q) => ({ text: q, right: new Set<string>() }))),
      });
    };
    const alone = await packOfArticles(articles);
    text.push(`${basename(file)}, by another hand: ${articles.length} articles.`, tableBy(answeringOf(alone)));
    if (!ofOtherSubjects.includes(basename(file))) continue;
    const together = { ...pack, documents: [...pack.documents, ...alone.documents] };
    text.push('The same beside the shipped facts.', tableBy(answeringOf(together)));
  }
  console.log(text.join('\n\n'));
  saveSection('guides', text.join('\n\n'));
  return true;
}

interface Asked {
  text: string;
  /** Ids of the articles that answer it. */
  right: ReadonlySet<string>;
}

const asking =
  (answering: Answering, show: boolean) =>
  (questions: readonly Asked[]): Counts => {
    const counts: Counts = { asked: questions.length, right: 0, oneTap: 0, wrong: 0 };
    for (const { text, right } of questions) {
      const reply = answering.answer(answering.read(text, asOf), asOf);
      const named = [reply.about, ...reply.citations.map(({ document }) => document)].filter((id) => id !== undefined);
      if (reply.kind === 'answer' && named.some((id) => right.has(id))) counts.right++;
      else if (reply.kind === 'answer') {
        counts.wrong++;
        if (show) console.log('WRONG', text, '=>', reply.about, reply.text.slice(0, 100));
      } else if (reply.offers?.some(({ target }) => right.has(target))) counts.oneTap++;
      else if (show) console.log('MISSED', text, '=>', reply.offers?.map(({ target }) => target).join(' '));
    }
    return counts;
  };

function tableOf(rows: Record<string, Counts>): string {
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
  return table([
    ['asked', 'questions', 'right', 'one tap more', 'wrong'],
    ...Object.entries(rows).map(([name, { asked, right, oneTap, wrong }]) => [
      name,
      String(asked),
      percent(right, asked),
      percent(oneTap, asked),
      percent(wrong, asked),
    ]),
  ]);
}

async function withArticles(articles: readonly Article[], mayBeLent: (topic: string) => boolean): Promise<Answering> {
  const { questions, ...rest } = await packOfArticles(articles);
  const topics = new Map([...questions.topics].filter(([id]) => mayBeLent(id)));
  return answeringOf({ ...rest, questions: { ...questions, topics } });
}

function answeringOf(pack: KnowledgePack): Answering {
  const base = createKnowledgeBase({ lexicon: pack.lexicon });
  for (const document of pack.documents) base.add(document);
  return createLiveAnswering(pack, base);
}
