import type { PageOf } from './views/layout.tsx';

/** So many of a list stand on one page, unless each of them is long. */
export const usualPageSize = 50;

/** `typed`: the number of a page as it stands in the address; what is none is the first, what is too high the last. */
export function pageOf<One>(all: readonly One[], typed: string | undefined, size = usualPageSize): PageOf<One> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = pageNumber(typed, pages);
  return { shown: all.slice((page - 1) * size, page * size), page, pages, total: all.length };
}

/** Room for lines of a text, UTF-8: what is around them, and what is escaped in them, stays below 100 KB with it. */
const mostLineBytes = 48_000;

/** Lines of a text: as many on a page as there is room for, each of them whole unless it is longer than a page. `total`: lines. */
export function pageOfLines(lines: readonly string[], typed: string | undefined): PageOf<string> {
  const pages: string[][] = [[]];
  let room = mostLineBytes;
  for (const piece of lines.flatMap(piecesOf)) {
    const bytes = Buffer.byteLength(piece) + 1;
    if (bytes > room && pages.at(-1)!.length > 0) {
      pages.push([]);
      room = mostLineBytes;
    }
    pages.at(-1)!.push(piece);
    room -= bytes;
  }
  const page = pageNumber(typed, pages.length);
  return { shown: pages[page - 1]!, page, pages: pages.length, total: lines.length };
}

/** UTF-16 code units are three bytes at most. */
function piecesOf(line: string): string[] {
  const longest = mostLineBytes / 3 - 1;
  const pieces: string[] = [];
  for (let from = 0; from === 0 || from < line.length; from += longest) pieces.push(line.slice(from, from + longest));
  return pieces;
}

function pageNumber(typed: string | undefined, pages: number): number {
  const number = Number(typed);
  return Number.isSafeInteger(number) ? Math.min(Math.max(number, 1), pages) : 1;
}
