/**
 * What several tests of a file share, made when the first of them asks for it. Made while tests are collected (in a `describe` or beside it) it would be
 * made before `npm run test:mutation` switches a mutant on, and the mutants of what makes it would seem to survive.
 */
export function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
