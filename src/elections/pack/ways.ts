/** Most wordings one template may stand for: more add nothing that the first did not (docs/accuracy.md) and cost memory. */
export const mostExpansions = 400;

/** A template that cannot be read; the message says what is wrong with it. */
export class WayError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WayError';
  }
}

/**
 * The wordings a template stands for: `{bao nhiêu|mấy} tuổi {thì |}được bầu` is four. Alternatives may be empty; braces do not nest.
 * Throws `WayError` on a brace without its partner and on more than `mostExpansions`.
 */
export function expandWay(template: string): string[] {
  const parts = template.split(/(\{[^{}]*\})/);
  let wordings = [''];
  for (const part of parts) {
    const isChoice = part.startsWith('{') && part.endsWith('}');
    if (!isChoice && /[{}|]/.test(part)) throw new WayError(`a brace or bar without its partner in "${part.trim()}"`);
    const alternatives = isChoice ? part.slice(1, -1).split('|') : [part];
    if (wordings.length * alternatives.length > mostExpansions)
      throw new WayError(`more than ${mostExpansions} wordings; make two templates of it`);
    wordings = wordings.flatMap((start) => alternatives.map((alternative) => start + alternative));
  }
  return [...new Set(wordings.map((wording) => wording.replace(/\s+/g, ' ').trim()))].filter(Boolean);
}
