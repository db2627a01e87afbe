const browsers: readonly [string, string][] = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['coc_coc_browser/', 'CocCoc'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const systems: readonly [string, string][] = [
  ['Windows', 'Windows'],
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
];

/** A browser as somebody recognises it in a list: `Firefox, Windows`; `?` for what is not known. Nothing of a client's own words is kept. */
export function browserName(userAgent: string | undefined): string {
  const named = (table: readonly [string, string][]) => table.find(([part]) => userAgent?.includes(part))?.[1] ?? '?';
  return `${named(browsers)}, ${named(systems)}`;
}
