import { describe, expect, it } from 'vitest';
import { builtExpressions, filesThatBuild } from './built.ts';
import { checked, type RegexLiteral, written } from './literals.ts';
import { isOf, reviewedBuilt } from './reviewed.ts';

const ofReviewed = (built: RegexLiteral) => reviewedBuilt.filter((one) => isOf(one, built));

describe('the regular expressions src/ puts together from parts', () => {
  it('D-5: take time in proportion to the text, except those somebody has looked at, which are all still there', {
    timeout: 120_000,
  }, async () => {
    const all = await builtExpressions(filesThatBuild());
    expect(all.length).toBeGreaterThan(30);
    const unknown = all.filter((built) => ofReviewed(built).length === 0);
    expect(unknown.filter((built) => checked(built).status !== 'safe').map(written)).toEqual([]);
    expect(all.flatMap(ofReviewed)).toHaveLength(reviewedBuilt.length);
    expect(new Set(all.flatMap(ofReviewed)).size).toBe(reviewedBuilt.length);
  });
});
