/** Why the bot declined. */
export type NoAnswerReason =
  | 'not-in-sources'
  | 'out-of-scope'
  | 'opinion'
  | 'prediction'
  | 'personal-data'
  | 'other-province'
  | 'unknown-place'
  | 'local-information'
  | 'not-understood';
