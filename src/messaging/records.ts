import type { ChatKey } from './message.ts';

/** Something kept under an id; with `chat` it belongs to a person and goes with them. */
export interface KeptRecord {
  id: string;
  chat?: ChatKey;
}

/** Small records of one kind that every process sees and a restart keeps, by id. The contract is `test/contracts/records.ts`. */
export interface Records<One extends KeptRecord> {
  /** In no order. */
  all(): Promise<One[]>;
  get(id: string): Promise<One | undefined>;
  /**
   * Replaces the record of this id by what `change` makes of it (`undefined`: there is none any more), one change of an id at a time; durable once it
   * resolves. The same record back: nothing is written. `change` may run more than once.
   */
  change<Result>(id: string, change: (held: One | undefined) => { next: One | undefined; result: Result }): Promise<Result>;
  /** Erases what belongs to a person. */
  forget(chat: ChatKey): Promise<void>;
}
