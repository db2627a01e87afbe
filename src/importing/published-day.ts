import { isDate } from '../elections/pack/article.ts';
import { vietnamDate } from '../elections/tense.ts';
import { stampDay } from './dateline.ts';

const isoTime = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/u;
const mailTime = /^(?:\p{L}{3},\s*)?\d{1,2}\s+\p{L}{3,9}\s+\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[+-]\d{4}|GMT|UTC|Z)$/u;

/**
 * The day in Vietnam of a time stamp as metadata and feeds write it: ISO 8601 (without a zone: Vietnam time), RFC 822 with a
 * zone, or `11/03/2026 18:30`. Empty for anything else: `3/11/2026 6:30 PM` may be March or November.
 */
export function publishedDay(stamp: string | null | undefined): string {
  const text = stamp?.trim() ?? '';
  if (isDate(text)) return text;
  const iso = isoTime.exec(text);
  if (iso && !iso[2]) return isDate(iso[1]!) ? iso[1]! : '';
  if (iso || mailTime.test(text)) {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? '' : vietnamDate(at);
  }
  return stampDay(text);
}
