import { asksSomething } from '../../src/answering/question/question.ts';
import type { Candidate } from '../../src/answering/verdict/candidate.ts';
import { candidatesOf, wordingsOf } from '../../src/answering/verdict/collecting.ts';
import type { Fact } from '../../src/elections/fact.ts';
import type { SourceDocument } from '../../src/elections/pack/document.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import { emptyQuestions } from '../../src/elections/pack/questions.ts';
import { pick } from './typing.ts';

/** A wording that the candidates were made without, and the id of what it asks for. */
export interface Held {
  id: string;
  wording: string;
}

export interface Fold {
  candidates: Candidate[];
  held: Held[];
}

/** Number of a text, the same on every machine. */
const numberOf = (text: string): number => Array.from(text).reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) >>> 0, 0);

/** A fact as an authority's guide would print it: a question as the title, the statement below. */
function guideOf({ id, statement, asks }: Fact): SourceDocument | undefined {
  const title = wordingsOf(asks.slice(0, 1)).find(asksSomething);
  return title === undefined ? undefined : { id, title, publisher: '', published: '', body: statement };
}

/** One template in `folds` of every candidate left out, and one in `folds` of the known unknowns left out whole. */
export function leaveOut(pack: KnowledgePack, fold: number, folds: number, random: () => number): Fold {
  const held: Held[] = [];
  const keep = (id: string, templates: readonly string[], offset = 0, whole = false): string[] =>
    templates.filter((template, i) => {
      const stays = whole ? numberOf(id) % folds !== fold : templates.length < 2 || (i + offset) % folds !== fold;
      if (!stays) held.push({ id, wording: pick(wordingsOf([template]), random) });
      return stays;
    });
  const { questions } = pack;
  const reduced = {
    documents: pack.documents,
    facts: pack.facts.map((fact) => ({ ...fact, asks: keep(fact.id, fact.asks) })),
    milestones: pack.milestones.map((milestone) => ({ ...milestone, asks: keep(milestone.id, milestone.asks) })),
    questions: {
      ...questions,
      ways: new Map([...questions.ways].map(([id, templates]) => [id, keep(id, templates, 2)])),
      beside: new Map([...questions.beside].map(([id, templates]) => [id, keep(`unknown/beside-${id}`, templates, 0, true)])),
      unknowns: questions.unknowns.map((unknown) => ({ ...unknown, asks: keep(`unknown/${unknown.id}`, unknown.asks, 0, true) })),
      tasks: new Map([...questions.tasks].map(([task, templates]) => [task, keep(`task/${task}`, templates)])),
      talk: new Map([...questions.talk].map(([topic, templates]) => [topic, keep(`talk/${topic}`, templates)])),
    },
  };
  return { candidates: candidatesOf(reduced), held };
}

/** Wordings of one fact that are asked of a guide. */
const askedOfGuide = 4;

/** A pack of nothing but articles, each of one fact, for every second fact; and what is asked of all facts. */
export function guidesOnly(pack: KnowledgePack, half: number, random: () => number): Fold {
  const { questions } = pack;
  const held = pack.facts.flatMap(({ id, asks }) => {
    const others = [...asks.slice(1), ...(questions.ways.get(id) ?? [])];
    return Array.from({ length: Math.min(askedOfGuide, others.length) }, () => ({
      id,
      wording: pick(wordingsOf([pick(others, random)]), random),
    }));
  });
  const documents = pack.facts.filter(({ id }) => numberOf(id) % 2 === half).flatMap((fact) => guideOf(fact) ?? []);
  const { tasks, talk } = questions;
  const candidates = candidatesOf({ facts: [], milestones: [], documents, questions: { ...emptyQuestions(), tasks, talk } });
  return { candidates, held };
}
