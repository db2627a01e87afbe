/** The packs that come with cutri, read once for all test files of a worker: most of what such a test costs. Nobody may change what others read. */
import { openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { loadPack } from '../../src/sources/pack.ts';

let packs: ReturnType<typeof loadPack> | undefined;
let knowledge: ReturnType<typeof openKnowledge> | undefined;

/** The shipped stack as it is read, frozen, and what is wrong with it. */
export function shippedPack(): ReturnType<typeof loadPack> {
  packs ??= loadPack(shippedStack).then(frozen);
  return packs;
}

/** Opened on the shipped stack: each test opens a dialogue of its own, and one that adds to the base opens its own knowledge. */
export function shippedKnowledge(): ReturnType<typeof openKnowledge> {
  knowledge ??= openKnowledge(shippedStack).then((opened) => Object.freeze(opened));
  return knowledge;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
