/** A spreadsheet would run what begins so, whoever wrote it: a quote before it makes it text. */
const isFormula = (cell: string): boolean => /^[\s\u00a0]*[=+\-@\t\r|%]/u.test(cell);

function csvCell(value: string | number): string {
  const text = String(value);
  const plain = typeof value === 'string' && isFormula(text) ? `'${text}` : text;
  return /[",;\n\r']/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows as a spreadsheet opens them, with the mark that says UTF-8; no cell is run as a formula. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

/** What a download is answered with. */
export const csvHeaders = (fileName: string): Record<string, string> => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${fileName}"`,
  'cache-control': 'no-store',
});
