import { isDeepStrictEqual } from 'node:util';
import type { FactWritten } from '../../elections/pack/edit.ts';
import { entryOf, type FactPlace, factIn, writtenFact } from '../../elections/pack/written-fact.ts';
import { withEntry, withKeys, withoutEntries } from '../../elections/pack/yaml-text.ts';

/** A list of texts as it becomes, line by line where only some come and go: comments between the others stay. */
export function withList(
  text: string,
  path: readonly PropertyKey[],
  had: readonly string[],
  has: readonly string[],
): string | undefined {
  const kept = had.filter((way) => has.includes(way));
  const isSameOrder = has.slice(0, kept.length).every((way, i) => way === kept[i]);
  if (kept.length === 0 || !isSameOrder) return undefined;
  const gone = had.flatMap((way, i) => (has.includes(way) ? [] : [i]));
  let next = gone.length === 0 ? text : withoutEntries(text, path, gone);
  for (const way of has.slice(kept.length)) next = next === undefined ? undefined : withEntry(next, path, way);
  return next;
}

/**
 * The file with one fact written anew: only the lines of what differs are others, and what no form knows of stays. `undefined` where that cannot be done
 * line by line, or where what comes out would not say what was meant.
 */
export function rewrittenFact({ text, path, entry }: FactPlace & { text: string }, fact: FactWritten): string | undefined {
  const [had, has] = [entryOf(writtenFact(entry)), entryOf(fact)];
  const differing = Object.keys(has).filter((key) => !isDeepStrictEqual(had[key], has[key]));
  let next: string | undefined = text;
  let keys = differing;
  if (keys.includes('asks')) {
    const line = withList(text, [...path, 'asks'], had.asks as string[], has.asks as string[]);
    if (line !== undefined) [next, keys] = [line, keys.filter((key) => key !== 'asks')];
  }
  if (keys.length > 0) next = withKeys(next, path, Object.fromEntries(keys.map((key) => [key, has[key]])));
  const made = next === undefined ? undefined : factIn(next, fact.id);
  const meant = Object.fromEntries(
    Object.entries({ ...entry, ...Object.fromEntries(differing.map((key) => [key, has[key]])) }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return made && isDeepStrictEqual(made.entry, meant) ? next : undefined;
}
