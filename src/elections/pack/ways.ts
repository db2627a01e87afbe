/** Most wordings one template may stand for: more add nothing that the first did not (docs/accuracy.md) and cost memory. */
export const mostExpansions = 2_000;

/** A template that cannot be read; the message says what is wrong with it. */
export class WayError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WayError';
  }
}

/**
 * The parts of a template, each with its alternatives: `{bao nhiêu|mấy} tuổi` is `[['bao nhiêu', 'mấy'], [' tuổi']]`. Alternatives may be
 * empty; braces do not nest. Throws `WayError` on a brace or bar without its partner.
 */
export function partsOfWay(template: string): string[][] {
  return template.split(/(\{[^{}]*\})/).map((part) => {
    if (part.startsWith('{') && part.endsWith('}')) return part.slice(1, -1).split('|');
    if (/[{}|]/.test(part)) throw new WayError(`a brace or bar without its partner in "${part.trim()}"`);
    return [part];
  });
}

/** The parts. Throws `WayError` where they stand for too many wordings. */
function boundedParts(template: string): string[][] {
  const parts = partsOfWay(template);
  let count = 1;
  for (const alternatives of parts) {
    count *= alternatives.length;
    if (count > mostExpansions) throw new WayError(`more than ${mostExpansions} wordings; make two templates of it`);
  }
  return parts;
}

/** Whether a template stands for any wording, without writing them down. Throws `WayError` as `expandWay` does. */
export const isWay = (template: string): boolean =>
  boundedParts(template).some((alternatives) => alternatives.some((alternative) => alternative.trim() !== ''));

/** The wordings a template stands for. Throws `WayError` on a broken template and on one of more than `mostExpansions`. */
export function expandWay(template: string): string[] {
  let wordings = [''];
  for (const alternatives of boundedParts(template)) {
    const narrow = alternatives.map((alternative) => alternative.replace(/\s+/g, ' '));
    wordings = wordings.flatMap((start) => narrow.map((alternative) => joined(start, alternative)));
  }
  return [...new Set(wordings.map((wording) => wording.trimEnd()))].filter(Boolean);
}

/** Without a space at the beginning, and never with two where the pieces meet. */
const joined = (start: string, next: string): string =>
  next.startsWith(' ') && (start === '' || start.endsWith(' ')) ? start + next.slice(1) : start + next;

/** A few wordings of a template that hold every alternative at least once. */
export function sampleOfWay(template: string): string[] {
  const parts = partsOfWay(template);
  const most = Math.max(...parts.map((alternatives) => alternatives.length));
  return Array.from({ length: most }, (_, i) => parts.map((alternatives) => alternatives[i % alternatives.length]).join(''));
}
