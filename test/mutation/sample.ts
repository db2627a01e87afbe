import { parseSync } from 'oxc-parser';

/** Lines of one declaration of a file, from 1, both inside. Every mutant of a file lies in exactly one. */
export interface Declaration {
  file: string;
  from: number;
  to: number;
}

const kept = new Set(['ImportDeclaration', 'TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ExportAllDeclaration']);

/** The declarations of a file in which something can be mutated: what is only a type or an import is left out. */
export function declarationsOf(file: string, text: string): Declaration[] {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  return parseSync(file, text)
    .program.body.filter((node) => {
      const inner = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
      return inner !== null && !kept.has(inner.type);
    })
    .map(({ start, end }) => ({ file, from: line(start), to: line(end) }));
}

/** Draws whole declarations by chance until they have `lines` lines together: as likely wherever they stand. The same again with the same seed. */
export function sampled(declarations: readonly Declaration[], lines: number, seed: number): Declaration[] {
  const random = randomFrom(seed);
  const drawn = declarations.map((one) => ({ one, order: random() })).sort((a, b) => a.order - b.order);
  let total = 0;
  const chosen = drawn.filter(({ one }) => {
    if (total >= lines) return false;
    total += one.to - one.from + 1;
    return true;
  });
  return chosen.map(({ one }) => one).sort((a, b) => a.file.localeCompare(b.file) || a.from - b.from);
}

/** mulberry32: numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
