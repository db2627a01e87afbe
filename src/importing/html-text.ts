import { parseHTML } from 'linkedom';
import { plainLine } from '../elections/pack/plain-text.ts';
import { type TableCell, tableText } from './table-text.ts';

/** What we read of an HTML element or text node; the compiler has no browser types here, and nothing is ever run or loaded. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly parentNode: HtmlNode | null;
  readonly firstChild: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
}

export interface HtmlElement extends HtmlNode {
  getAttribute(name: string): string | null;
}

export interface HtmlDocument {
  readonly documentElement: HtmlElement;
  querySelector(selector: string): HtmlElement | null;
  querySelectorAll(selector: string): Iterable<HtmlElement>;
}

/** A page with more elements or deeper nesting is broken or hostile: reading it would take minutes. */
const mostElements = 40_000;
const deepest = 250;

const textNode = 3;
const elementNode = 1;
const unread = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE IFRAME OBJECT SVG MATH FORM BUTTON SELECT TEXTAREA NAV FIGURE FIGCAPTION HEAD TITLE'.split(' '),
);
const breaking = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE BLOCKQUOTE PRE UL OL LI DL DT DD TABLE TR HR H1 H2 H3 H4 H5 H6'.split(' '),
);
/** `<br>` (kept as `\n`) parts paragraphs where a sentence ends before it or another one follows; elsewhere it only wraps a line. */
const lineBreaks = /\n\s{0,99}\n|(?<=[.!?…:;]["”’)]?\s{0,9})\n/u;
const captionClass = /caption|photo-?note|image-?note|\bimg-?desc/iu;

/** Parses HTML; a fragment becomes the body of a page. Throws an `Error` that says why for a page no reader could want. */
export function parseHtml(html: string): HtmlDocument {
  const elements = html.match(/<[a-z]/giu)?.length ?? 0;
  if (elements > mostElements) throw new Error(`it has ${elements} elements; at most ${mostElements} are read`);
  const page = /<html[\s>]/iu.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`;
  const document = parseHTML(page).document as unknown as HtmlDocument;
  if (isDeeperThan(document.documentElement, deepest)) throw new Error(`its elements are nested more than ${deepest} deep`);
  return document;
}

/** The paragraphs under an element as plain lines: scripts, forms, pictures and their captions left out, a row of a table to a line. */
export function htmlParagraphs(root: HtmlNode): string[] {
  const paragraphs: string[] = [];
  let line = '';
  const close = () => {
    paragraphs.push(
      ...line
        .split(lineBreaks)
        .map(plainLine)
        .filter((text) => text !== '' && text !== '-'),
    );
    line = '';
  };
  // Recursion is bounded by the depth `parseHtml` lets through.
  const read = (node: HtmlNode) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === textNode) line += (child.textContent ?? '').replace(/\s+/gu, ' ');
      if (child.nodeType !== elementNode || isUnread(child as HtmlElement)) continue;
      const name = child.nodeName.toUpperCase();
      const rows = name === 'TABLE' ? tableLines(child) : undefined;
      if (rows) {
        close();
        paragraphs.push(...rows);
        continue;
      }
      if (breaking.has(name)) close();
      if (name === 'BR') line += '\n';
      if (name === 'LI') line = '- ';
      read(child);
      if (name === 'TD' || name === 'TH') close();
      if (breaking.has(name)) close();
    }
  };
  read(root);
  close();
  return paragraphs;
}

/** The lines of a table of data; `undefined` where a table only places things on the page. */
function tableLines(table: HtmlNode): string[] | undefined {
  const rows: TableCell[][] = [];
  let nested = false;
  const read = (node: HtmlNode) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType !== elementNode || isUnread(child as HtmlElement)) continue;
      const name = child.nodeName.toUpperCase();
      if (name === 'TABLE') nested = true;
      if (name === 'TR') rows.push([]);
      if (name === 'TD' || name === 'TH') rows.at(-1)?.push(cellOf(child as HtmlElement, name === 'TH'));
      read(child);
    }
  };
  read(table);
  return nested ? undefined : tableText(rows);
}

function cellOf(element: HtmlElement, heads: boolean): TableCell {
  const span = (name: string) => Math.min(Math.max(Number.parseInt(element.getAttribute(name) ?? '', 10) || 1, 1), 1_000);
  return { lines: htmlParagraphs(element), heads, columns: span('colspan'), rows: span('rowspan') };
}

/** The paragraphs of an HTML fragment, as feeds carry them. Throws like `parseHtml`. */
export function fragmentParagraphs(html: string): string[] {
  return htmlParagraphs(parseHtml(`<div>${html}</div>`).documentElement);
}

function isUnread(element: HtmlElement): boolean {
  return unread.has(element.nodeName.toUpperCase()) || captionClass.test(element.getAttribute('class') ?? '');
}

/** Walks without recursion: a page nested ten thousand deep must not overflow the stack. */
function isDeeperThan(root: HtmlNode, limit: number): boolean {
  let depth = 0;
  let node: HtmlNode | null = root;
  while (node) {
    if (depth > limit) return true;
    if (node.firstChild) {
      node = node.firstChild;
      depth++;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth--;
    }
    node = !node || node === root ? null : node.nextSibling;
  }
  return false;
}
