/** One page of a list. */
export interface PageOf<One> {
  shown: One[];
  /** From 1. */
  page: number;
  pages: number;
  /** On all pages. */
  total: number;
}

/** So many of a list stand on one page, unless each of them is long. */
export const usualPageSize = 50;

/** `typed`: the number of a page as it stands in the address; what is none is the first, what is too high the last. */
export function pageOf<One>(all: readonly One[], typed: string | undefined, size = usualPageSize): PageOf<One> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const number = Number(typed);
  const page = Number.isSafeInteger(number) ? Math.min(Math.max(number, 1), pages) : 1;
  return { shown: all.slice((page - 1) * size, page * size), page, pages, total: all.length };
}
