import { dropOldest } from '../../messaging/recent.ts';

/** Keys of messages accepted by this process a short while ago; the oldest go first. */
export interface RecentKeys {
  has(key: string): boolean;
  add(key: string): void;
}

export function createRecentKeys(most = 20_000): RecentKeys {
  const keys = new Set<string>();
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.add(key);
      dropOldest(keys, most);
    },
  };
}
