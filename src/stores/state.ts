/** How the store stands, for `/readyz`, the metrics and the log. */
export interface StoreState {
  /** `unreachable`: it does not answer, or nothing can be written; nothing is accepted meanwhile. */
  state: 'on' | 'unreachable';
  /** Since when it is unreachable, ISO 8601 UTC. */
  since?: string;
}

export interface StoreStateKeeper {
  /** To be told after everything the store did or failed to do. */
  observe(state: StoreState['state'], error?: Error): void;
  current(): StoreState;
}

/** Hears of a change only: not of every failure in between. `lastedMs` is how long the store was away. */
export interface StoreStateNotices {
  lost(error: Error | undefined): void;
  back(lastedMs: number): void;
}

/** The store is `on` until something says otherwise; one success makes it `on` again. */
export function createStoreState({ now, lost, back }: StoreStateNotices & { now: () => Date }): StoreStateKeeper {
  let since: Date | undefined;
  return {
    observe(state, error) {
      if (state === 'unreachable') {
        if (since) return;
        since = now();
        lost(error);
      } else if (since) {
        const lastedMs = now().getTime() - since.getTime();
        since = undefined;
        back(lastedMs);
      }
    },
    current: () => (since ? { state: 'unreachable', since: since.toISOString() } : { state: 'on' }),
  };
}
