import { isPersonWord } from '../claims/comparing-numbers.ts';
import { isTitle, nameAt } from '../claims/comparing-persons.ts';
import { wordsOf } from '../claims/comparison.ts';
import type { AnswerType } from '../question/question.ts';
import type { Candidate } from './candidate.ts';
import type { Field } from './field.ts';
import type { Known, WordingReading } from './known.ts';
import type { Prepared } from './prepared.ts';

/** 0 where one of the numbers counts what is asked for, 1 where none names a word of it. */
export function countedMissing({ counted }: Prepared, { counts, content }: Known): number {
  if (counted.length === 0 || counts.length === 0) return 0;
  const named = Math.max(...counts.map((count) => counted.filter((word) => count.named.has(word)).length));
  const asked = counted.filter((word) => content.asked.has(word)).length;
  return 1 - (named + asked / 2) / (1.5 * counted.length);
}

/** Whether the question gives one of the numbers itself: who speaks of `18 người ứng cử` does not ask how many they are. */
export const givesCount = ({ given }: Prepared, { counts }: Known): boolean =>
  given.some(({ value, next }) => counts.some(({ is, named }) => is === value && (named.has(next) || isPersonWord(next))));

/** Share of the ideas of two texts that both have, weighed by how rare they are; 1 where neither has one. */
export function sharedIdeas(one: readonly string[], other: readonly string[], field: Field): number {
  const all = new Set([...one, ...other]);
  let total = 0;
  let shared = 0;
  for (const idea of all) {
    const rarity = field.rarity(idea);
    total += rarity;
    if (one.includes(idea) && other.includes(idea)) shared += rarity;
  }
  return total === 0 ? 1 : shared / total;
}

/** How much of a wording the question says, and whether the word that tells the wording from others is among it. */
export function wordingAgreement(
  { asked }: Prepared,
  { telling }: WordingReading,
  field: Field,
): { share: number; headMissing: boolean } {
  let total = 0;
  let found = 0;
  let heaviest = 0;
  let headMissing = false;
  for (const word of telling) {
    const weight = field.weight(word);
    const isThere = asked.has(word);
    total += weight;
    found += isThere ? weight : 0;
    if (weight > heaviest) {
      heaviest = weight;
      headMissing = !isThere;
    }
  }
  return { share: total === 0 ? 0 : found / total, headMissing };
}

/** Whether years that are asked for are those it speaks of. What is known to be unknown is asked for in any year, but not in one that is known where its nearest wording names another. */
export function yearsAgree(
  asked: readonly number[],
  { subject, years }: Candidate,
  nearest: WordingReading,
): 'same' | 'other' | undefined {
  const isUnknown = subject.kind === 'unknown';
  const spoken = isUnknown ? nearest.years : years;
  if (asked.length === 0 || spoken.size === 0) return undefined;
  if (asked.some((year) => spoken.has(year))) return 'same';
  return isUnknown && !asked.some((year) => years.has(year)) ? undefined : 'other';
}

/** Wordings a thing is taken to have besides its own, asking as all wordings do: few of them say little of what it is never asked. */
const borrowed = 10;
/** The natural logarithm that counts as one: a thing of seventy wordings that is never asked for a sort of value. */
const fullyUnasked = 2;

/** How much rarer a sort of value is asked for in the wordings of a thing than in all, 0…1. */
export function unasked(sort: AnswerType, { sorts, candidate }: Known, field: Field): number {
  if (sort === 'any') return 0;
  const share = field.sortShare(sort);
  if (share === 0) return 0;
  const own = ((sorts.get(sort) ?? 0) + borrowed * share) / (candidate.wordings.length + borrowed);
  return Math.min(1, Math.max(0, Math.log(share / own)) / fullyUnasked);
}

/**
 * Whether somebody is asked for and the person whom the candidate names is given: `trước ông Hùng thì ai làm bí thư` is not answered by Hùng.
 * `Ông Hùng là ai` asks for him, and who asks to confirm names whom they expect.
 */
export function namesPersonOf({ wants, words, reading }: Prepared, { subject }: Candidate): boolean {
  if (wants !== 'person' || reading.slots.confirms || subject.kind !== 'fact') return false;
  const asked = words.map(({ folded }) => folded);
  return subject.fact.values.some((value) => {
    if (value.kind !== 'person') return false;
    const name = wordsOf(value.is);
    const at = nameAt(asked, name);
    if (at < 0) return false;
    const after = asked.slice(at + name.length);
    const before = asked.slice(0, at).filter((word) => !isTitle(word));
    const isAskedFor = (after[0] === 'la' && after[1] === 'ai') || (before.at(-2) === 'ai' && before.at(-1) === 'la');
    return !isAskedFor;
  });
}
