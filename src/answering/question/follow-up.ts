import { fold, syllables } from '../../vietnamese/text.ts';
import { readQuestion } from './question.ts';

/**
 * Ways of reading a short message as a continuation of the question before it.
 * "còn xã Hợp Thành?" takes the place of the place, "năm 2023?" of the year, "còn ứng cử?" of one of the subjects.
 */
export interface FollowUp {
  /** Whole questions to try, likeliest first. */
  readings: string[];
  /** Without the question before it the message means nothing: never look it up alone. */
  dependent: boolean;
}

const cue = /^(con|the con|vay con|the|vay|roi|the thi|vay thi|nhung|con lai|what about|how about|and)\b/;
const filler =
  /\b(don vi|dvbc|con|the|vay|roi|thi|sao|nhung|a|ha|nhi|nhe|day|the nao|thi sao|what|how|about|and|in|for|nam|o|cua|la)\b/g;
const slotPatterns = [
  { slot: 'year', pattern: /(?<!\p{L})(?:năm|nam) (?:19|20)\d{2}(?!\d)|(?<![\d/.])(?:19|20)\d{2}(?![\d/])/iu },
  { slot: 'unit', pattern: /(?<!\p{L})(?:số|so) \d{1,2}(?!\d)/iu },
  {
    slot: 'level',
    pattern:
      /(?<!\p{L})(?:(?:đại biểu|dai bieu) )?(?:quốc hội|quoc hoi|(?:hội đồng nhân dân|hoi dong nhan dan|hđnd|hdnd) (?:tỉnh|tinh|xã|xa|phường|phuong)|(?:cấp|cap) (?:tỉnh|tinh|xã|xa))(?!\p{L})/iu,
  },
];

/** A place named in a message, as the gazetteer found it: where it stands and its text with its `xã`/`phường`. */
export interface NamedPlace {
  start: number;
  end: number;
}

/** Words of a message that may continue another, and of a question that may be continued. */
const longestFollowUp = 9;
const longestEarlier = 40;
/** Places in the earlier question where a new subject is tried. */
const mostRuns = 4;

/** `undefined` where the message stands on its own. `places` and `earlierPlaces` are spans in the respective texts. */
export function readFollowUp(
  text: string,
  places: NamedPlace[],
  earlier: string | undefined,
  earlierPlaces: NamedPlace[],
): FollowUp | undefined {
  if (!earlier) return undefined;
  const words = syllables(text);
  const folded = fold(text)
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .trim();
  const cued = cue.test(folded);
  if (words.length === 0 || words.length > longestFollowUp || syllables(earlier).length > longestEarlier) return undefined;

  const place = places[0];
  if (place) {
    const rest = fold(text.slice(0, place.start) + text.slice(place.end))
      .replace(/[^\p{L}\p{N}\s]/gu, ' ')
      .replace(filler, ' ')
      .trim();
    if (rest !== '' && !cued) return undefined;
    const name = text.slice(place.start, place.end);
    const old = earlierPlaces[0];
    const swapped = old
      ? earlier.slice(0, old.start) + name + earlier.slice(old.end)
      : `${earlier.replace(/(?<![?!.\s])[?!.\s]+$/u, '')} ${name}?`;
    return { readings: rest === '' ? [swapped] : [text, swapped], dependent: rest === '' };
  }

  for (const { pattern } of slotPatterns) {
    const found = pattern.exec(text);
    if (!found) continue;
    const rest = fold(text.replace(pattern, ' '))
      .replace(/[^\p{L}\p{N}\s]/gu, ' ')
      .replace(filler, ' ')
      .trim();
    if (rest !== '') continue;
    const swapped = pattern.test(earlier)
      ? earlier.replace(pattern, found[0])
      : `${earlier.replace(/(?<![?!.\s])[?!.\s]+$/u, '')} ${found[0]}?`;
    return { readings: [swapped], dependent: true };
  }

  const question = readQuestion(text);
  const own = question.words.filter((word) => word.role === 'subject' && !/^(con|the|vay|roi|thi|phan|tram)$/.test(word.folded));
  const before = readQuestion(earlier).words;
  if (own.length === 0) {
    // Only a new way of asking: keep the subject, change what is asked for.
    const subject = before.filter((word) => word.role !== 'asking').map((word) => earlier.slice(word.start, word.end));
    return {
      readings: [`${subject.join(' ')} ${text.replace(/^\s*(còn|thế còn|vậy còn|thế|vậy|con|the con|the|vay)\s+/iu, '')}`],
      dependent: true,
    };
  }
  if (!cued) return undefined;
  const subject = own.map((word) => text.slice(word.start, word.end)).join(' ');
  return { readings: [...replaceSubjects(earlier, before, subject), text], dependent: true };
}

/** The earlier question with each run of subject words replaced by the new subject, last run first. */
function replaceSubjects(earlier: string, words: { role: string; start: number; end: number }[], subject: string): string[] {
  const runs: { start: number; end: number }[] = [];
  words.forEach((word, i) => {
    if (word.role !== 'subject') return;
    const last = runs.at(-1);
    if (last && words[i - 1]?.role === 'subject') last.end = word.end;
    else runs.push({ start: word.start, end: word.end });
  });
  return runs
    .reverse()
    .slice(0, mostRuns)
    .map(({ start, end }) => earlier.slice(0, start) + subject + earlier.slice(end));
}
