/** What is worked out from the tables rather than looked up. */
export type Task = 'calendar' | 'polling-place' | 'unit-of-place' | 'communes-of-unit' | 'seats-of-unit';

/** What a message is when it is no question to look up: talk, or something that is declined whatever the sources hold. */
export type TalkIntent =
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'help'
  | 'identity'
  | 'privacy'
  | 'sources'
  | 'human'
  | 'insult'
  | 'opinion'
  | 'fairness'
  | 'prediction'
  | 'personal-data'
  | 'secret-ballot'
  | 'instruction'
  | 'off-topic';

/** Talk that passes the time or is about ourselves: a clause of a story is none of it, whatever it sounds like (`bot biết không`). */
export const isSmallTalk = (topic: TalkIntent): boolean =>
  topic === 'greeting' ||
  topic === 'thanks' ||
  topic === 'goodbye' ||
  topic === 'help' ||
  topic === 'identity' ||
  topic === 'privacy' ||
  topic === 'sources' ||
  topic === 'human' ||
  topic === 'insult';

/** Stands in a way of asking for the name of a commune, and in a question for the name that was found. */
export const placeMark = 'placename';
