/**
 * The folders of a stack of packs, lowest first, e.g. the country's and one province's: written one after another with `:` or `;` between
 * them. One folder alone is a stack of one. A single letter before `:` is a drive (`C:\packs`), so a folder named `a` is written `./a`.
 */
export function foldersOf(stack: string): string[] {
  return stack.split(/;|(?<!(?:^|[:;])[A-Za-z]):/u).filter((folder) => folder !== '');
}
