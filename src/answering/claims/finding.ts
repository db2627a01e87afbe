/** A date, figure, unit or place of a text that the pack contradicts. */
export interface ClaimFinding {
  /** The same words about the same thing have the same code. */
  code: string;
  /** The text may stand when somebody gives a reason: the pack can be behind. */
  severity: 'override';
  /** Vietnamese, complete. */
  message: string;
  /** What the pack says instead, and where that stands. */
  source?: { title: string; publisher: string; date: string; says: string };
}
