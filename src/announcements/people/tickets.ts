/** Something short-lived that the officials' console keeps: a session, wrong tries, an announcement somebody has typed and not saved. It holds no voter, and no secret in the clear. */
export interface Ticket {
  /** Hash of what only its holder knows, or of what it counts. */
  key: string;
  /** Whose it is, e.g. `session lan`. */
  owner: string;
  /** ISO 8601 UTC; over from then on. */
  expiresAt: string;
  /** JSON, read and sealed by whoever keeps it. */
  body: string;
}

/** Tickets that every process sees and a restart keeps. A backup leaves them out. The contract is `test/contracts/tickets.ts`. */
/** Owner of the sign-ins of an account at the console: they end where a store is put back. */
export const sessionOwner = (official: string): string => `session ${official}`;

export const isSession = ({ owner }: Pick<Ticket, 'owner'>): boolean => owner.startsWith(sessionOwner(''));

export interface Tickets {
  get(key: string): Promise<Ticket | undefined>;
  /**
   * Replaces the ticket of this key by what `change` makes of it (`undefined`: there is none any more), one change of a key at a time; durable
   * once it resolves. The same ticket back: nothing is written. `change` may run more than once.
   */
  change<Result>(
    key: string,
    change: (held: Ticket | undefined) => { next: Ticket | undefined; result: Result },
  ): Promise<Result>;
  /** In no order. */
  ofOwner(owner: string): Promise<Ticket[]>;
  /** Drops those that are over. */
  expire(at: Date): Promise<void>;
}
