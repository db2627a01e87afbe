/** UTF-16 code units of the longest message that is read whole: a page of paper. Reading more takes a thread from everybody else, and no question is so long. */
const longestWhole = 1_600;
/** Of a longer one: people say what it is about at the beginning and ask at the end. */
const ofBeginning = 400;
const ofEnd = 1_200;

/** A message as far as it is read, its white space collapsed before: whole, or its beginning and its end, cut between words, with a mark where something is left out. */
export function abridged(text: string): { text: string; isAbridged: boolean } {
  if (text.length <= longestWhole) return { text, isAbridged: false };
  const beginning = text.slice(0, Math.max(0, text.lastIndexOf(' ', ofBeginning)));
  const endAt = text.indexOf(' ', text.length - ofEnd);
  const end = endAt < 0 ? '' : text.slice(endAt + 1);
  return { text: `${beginning} … ${end}`.trim(), isAbridged: true };
}
