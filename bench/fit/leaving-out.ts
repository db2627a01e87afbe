import type { Candidate } from '../../src/answering/verdict/candidate.ts';
import { candidatesOf, wordingsOf } from '../../src/answering/verdict/collecting.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
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

/** One template in `folds` of every candidate left out, and one in `folds` of the known unknowns left out whole. */
export function leaveOut(pack: KnowledgePack, fold: number, folds: number, random: () => number): Fold {
  const held: Held[] = [];
  const keep = (id: string, templates: readonly string[], offset = 0, whole = false): string[] =>
    templates.filter((template, i) => {
      const stays = whole ? numberOf(id) % folds !== fold : templates.length < 2 || (i + offset) % folds !== fold;
      if (!stays && id !== 'task/day') held.push({ id, wording: pick(wordingsOf([template]), random) });
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
