/** One cell of an HTML table. */
export interface TableCell {
  /** Its paragraphs, plain. */
  lines: string[];
  /** Whether it is a heading (`<th>`). */
  heads: boolean;
  /** How many columns and rows it spans. */
  columns: number;
  rows: number;
}

/** A table wider than this is a broken page. */
const mostColumns = 40;
/** Whole paragraphs in a cell: the table only places them on the page. */
const longestCell = 300;

/**
 * A table as lines that can be read, and quoted, one by one: `Tổ: Tổ 1; Cử tri: 512` under a row of headings, else `a | b | c`. A cell that
 * spans several rows is said in each. `undefined` where it is no table of data: one column, or cells with texts in them.
 */
export function tableText(rows: readonly TableCell[][]): string[] | undefined {
  const isText = ({ lines }: TableCell): boolean => lines.join(' ').length > longestCell;
  const { grid, overflows } = spread(rows);
  if (overflows || rows.flat().some(isText) || grid.every((row) => row.filter((cell) => cell !== '').length < 2))
    return undefined;
  const [first = []] = rows;
  const [head = [], ...body] = grid;
  const heads = first.length > 1 && first.every((cell) => cell.heads) && new Set(head).size === head.length && !head.includes('');
  const lines = (heads && body.length > 0 ? body : grid).map((row) =>
    heads && body.length > 0 && row.length === head.length && row.filter((cell) => cell !== '').length > 1
      ? row.flatMap((cell, i) => (cell === '' ? [] : [`${head[i]!.replace(/:$/u, '')}: ${cell}`])).join('; ')
      : row.filter((cell) => cell !== '').join(' | '),
  );
  return lines.filter((line) => line !== '');
}

/** Every place of the grid filled: a cell that spans rows in each of them, one that spans columns in the first. */
function spread(rows: readonly TableCell[][]): { grid: string[][]; overflows: boolean } {
  const grid: string[][] = rows.map(() => []);
  let overflows = false;
  for (const [r, row] of rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[r]![column] !== undefined) column++;
      overflows ||= column + cell.columns > mostColumns;
      if (overflows) return { grid, overflows };
      const text = cell.lines.map((line) => line.replace(/^- /u, '')).join(', ');
      for (let down = 0; down < cell.rows && r + down < grid.length; down++)
        for (let right = 0; right < cell.columns; right++) grid[r + down]![column + right] = right === 0 ? text : '';
      column += cell.columns;
    }
  }
  // A row may be shorter than the one above, or have a hole where a span ends.
  return { grid: grid.map((row) => Array.from(row, (cell) => cell ?? '')), overflows };
}
