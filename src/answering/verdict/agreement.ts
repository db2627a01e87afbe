import type { Pair } from './weighing.ts';

/** Why a candidate that is near in words is another question's answer. */
export type Clash = 'year' | 'level' | 'unit' | 'round' | 'time' | 'place' | 'reason' | 'office' | 'person' | 'condition';

/**
 * What the question fixes and the candidate contradicts. A first choice that clashes is never said, and never makes room for the second:
 * whoever asks for 2021 is not told of 2022, and not of something else either.
 */
export function clashOf({ features, namesItsPerson, isLeftOut }: Pair): Clash | undefined {
  if (features.yearOther > 0) return 'year';
  if (features.levelOther > 0) return 'level';
  if (features.unitOther > 0) return 'unit';
  if (features.roundOther > 0) return 'round';
  if (features.timeOther > 0) return 'time';
  if (features.placeOther > 0) return 'place';
  if (features.whyMissing > 0) return 'reason';
  if (features.officeOther > 0) return 'office';
  if (namesItsPerson) return 'person';
  if (isLeftOut) return 'condition';
  return undefined;
}
