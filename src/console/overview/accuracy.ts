import { createHash } from 'node:crypto';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import measured from './accuracy.json' with { type: 'json' };

/** How many of so many questions were answered right, wrong, or not at all. */
export interface AccuracyRow {
  /** How they were typed, as `test/scorecard/` names it: `orig`, `nodia`, `telex` … */
  typed: string;
  right: number;
  wrong: number;
  declined: number;
}

/** What `npm run scorecard` measured last: written by it, and part of what is released. */
export interface Accuracy {
  /** Day of the measurement, `YYYY-MM-DD`. */
  day: string;
  /** Version of the service that was measured. */
  version: string;
  /** `packMark` of the pack that was asked. */
  pack: string;
  rows: readonly AccuracyRow[];
}

export const shippedAccuracy: Accuracy = measured;

const marks = new WeakMap<KnowledgePack, string>();

/** Tells packs apart by what they say and are asked: two of the same mark answer alike. SHA-256, its first twelve hexadecimal digits. */
export function packMark(pack: KnowledgePack): string {
  const known = marks.get(pack);
  if (known !== undefined) return known;
  const { facts, milestones, documents } = pack;
  const said = [
    facts.map(({ id, statement, asks }) => [id, statement, asks]),
    milestones.map(({ id, name, date }) => [id, name, date]),
    documents.map(({ id, title, body }) => [id, title, body]),
  ];
  const mark = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12);
  marks.set(pack, mark);
  return mark;
}

/** All rows together. */
export function accuracyTotal(rows: readonly AccuracyRow[]): Omit<AccuracyRow, 'typed'> {
  const sum = (of: (row: AccuracyRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  return { right: sum(({ right }) => right), wrong: sum(({ wrong }) => wrong), declined: sum(({ declined }) => declined) };
}
