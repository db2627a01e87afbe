import { vietnamOffsetMs } from '../elections/tense.ts';

const fieldTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/u;

/** Vietnam time, as a field for day and time holds it: `2026-03-15T00:00:00.000Z` → `2026-03-15T07:00`. */
export const fieldOf = (iso: string | undefined): string =>
  iso === undefined ? '' : new Date(Date.parse(iso) + vietnamOffsetMs).toISOString().slice(0, 16);

/** The other way; `undefined` where it holds no time. */
export function fieldInstant(field: string): string | undefined {
  const ms = fieldTime.test(field) ? Date.parse(`${field}:00.000Z`) - vietnamOffsetMs : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
