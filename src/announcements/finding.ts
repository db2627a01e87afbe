/** Something in a text that should not go out as it is. */
export interface Finding {
  /** The same words about the same thing have the same code: an override names it. */
  code: string;
  /** `fix`: cannot be sent. `override`: can, when somebody gives a reason. */
  severity: 'fix' | 'override';
  /** Vietnamese, complete. */
  message: string;
  /** What the knowledge base says instead, and where that stands. */
  source?: { title: string; publisher: string; date: string; says: string };
}

/** Compares a text with what is known: dates, figures, units and places. `now` for what depends on the day. */
export type FactCheck = (text: string, now: Date) => readonly Finding[] | Promise<readonly Finding[]>;
