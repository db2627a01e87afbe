import type { KeptRecord, Records } from '../../src/messaging/records.ts';

/** Records in memory. For tests only. */
export function createRecordsMemory<One extends KeptRecord>(): Records<One> {
  const held = new Map<string, One>();
  return {
    all: async () => structuredClone([...held.values()]),
    get: async (id) => structuredClone(held.get(id)),
    async change(id, change) {
      const { next, result } = change(structuredClone(held.get(id)));
      if (next) held.set(id, structuredClone(next));
      else held.delete(id);
      return result;
    },
    async forget(chat) {
      for (const [id, one] of held) if (one.chat === chat) held.delete(id);
    },
  };
}
