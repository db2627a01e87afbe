import { plainLine } from '../elections/pack/plain-text.ts';
import { headlineKey } from './headline.ts';

/** The lines of a page saved as text, told apart: what a reader reads, and what the page put around it. */

/** A paragraph or headline of the page. */
export interface Block {
  text: string;
  /** The list heading it stands under, e.g. `Tin cùng chuyên mục`; empty in the article itself. */
  heading: string;
}

const listHeading =
  /^(?:có thể bạn quan tâm|(?:tin|bài)(?: viết)? (?:cùng chuyên mục|liên quan|khác|mới(?: nhất)?|đọc nhiều|nổi bật|cũ hơn)|các (?:tin|bài) (?:khác|liên quan)|cùng chuyên mục|đọc (?:thêm|nhiều|tiếp)|xem (?:thêm|nhiều|tiếp)|(?:tin )?đọc nhiều(?: nhất)?|mới nhất|nổi bật|bài viết (?:khác|mới))\s*:?$/iu;
const chrome =
  /^(?:trang chủ|đăng (?:nhập|ký)|tìm kiếm|menu|in (?:bài|trang)(?: viết)?|gửi (?:email|bình luận|ý kiến)|chia sẻ.{0,30}|lưu bài(?: viết)?|(?:ý kiến )?bình luận.{0,12}|\d+ bình luận|ý kiến bạn đọc|lượt (?:xem|truy cập).{0,20}|(?:từ khóa|tags?|chủ đề)\s*:.*|về trang trước|quay lại|đầu trang|theo dõi .{0,30}|nghe (?:bài|đọc).{0,20}|quảng cáo|(?:nguồn|tác giả)\s*:.{0,60}|theo [\p{Lu}\d+.]{2,15}|(?:copyright|©|bản quyền).*)$/iu;
const shareWords = new Set(
  'fb yt zl tw facebook youtube zalo twitter x tiktok instagram email print copy link in rss google news'.split(' '),
);
const photoLine = /\sảnh \d{1,2}$/iu;
const photoCredit = /(?:^|[\s(])(?:ảnh|video|clip)(?: minh h[oọ][ạa]| tư liệu)?\s{0,3}:\s{0,3}[^.:]{1,60}[).]{0,5}$/iu;
const viewCaption = /^(?:quang cảnh|toàn cảnh)\s/iu;

/** How sites sign the titles of their pages: a newspaper, a portal, a station, an address. */
const siteName =
  /^(?:báo(?: điện tử)? \p{Lu}.{1,60}|(?:cổng|trang)(?: (?:ttđt|thông tin)).{0,90}|đài (?:pt|phát thanh|truyền hình).{0,60}|tạp chí \p{Lu}.{0,60}|[\w.-]{2,60}\.(?:vn|com|net|org))$/iu;
/** Ignoring case would take a report ("báo cáo …") for a newspaper. */
const report = /^báo (?:cáo|động|hiệu|hỷ)(?!\p{L})/iu;

/** What stands between a title and the name of its site. */
const separated = /\s[-–—|·•]\s/u;

/** `Tin mới - Báo Lào Cai` → `Tin mới`: the name of the site taken off a title, known (`site`) or told by how sites call themselves. */
export function withoutSite(title: string, site = ''): string {
  const cut = title.split(separated).at(-1) ?? '';
  const at = title.lastIndexOf(cut);
  const rest = title
    .slice(0, at)
    .replace(/\s[-–—|·•]\s$/u, '')
    .trim();
  if (at < 0 || rest.length < 10 || cut === title) return title;
  const name = cut.trim();
  const known = site !== '' && headlineKey(name) === headlineKey(site);
  return known || (siteName.test(name) && !report.test(name)) ? withoutSite(rest, site) : title;
}

/** What a line is, apart from text. */
function isChrome(line: string): boolean {
  return chrome.test(line) || line.split(' ').every((word) => shareWords.has(word.toLowerCase())) || !/[\p{L}\d]/u.test(line);
}

/** A sentence that stands under a picture: short, one sentence, without a figure (a figure is never thrown away). */
export function isCaption(text: string): boolean {
  if (photoCredit.test(text) && text.length <= 200) return true;
  return text.length <= 100 && !/\d/u.test(text) && !/[.!?…]\s/u.test(text);
}

/** Whether a block is prose rather than a headline: it ends like a sentence, or is longer than any headline. */
export function isProse(text: string): boolean {
  return (
    text.length > 200 || /[.…;:]["”’)\]]*$/u.test(text) || (/[!?]["”’)\]]*$/u.test(text) && /[.!?…]\s/u.test(text.slice(0, -1)))
  );
}

/** Lines that belong to one paragraph because an editor wrapped them: all but the last fill the width. */
function isWrapped(lines: readonly string[]): boolean {
  const filled = lines.slice(0, -1);
  return (
    lines.length > 1 &&
    lines.every((line) => line.length <= 110 && !photoLine.test(line) && !isTableRow(line)) &&
    filled.every((line) => line.length >= 55) &&
    filled.some((line) => !isProse(line)) &&
    new Set(lines).size === lines.length
  );
}

/** A row of a table, as browsers copy it (a tab between cells), reads `a | b | c`; any other line is itself. */
function tableRow(line: string): string {
  const cells = line
    .split('\t')
    .map(plainLine)
    .filter((cell) => cell !== '');
  return cells.length > 1 ? cells.join(' | ') : plainLine(line);
}

/** Whether a line is a row of a table. */
export function isTableRow(line: string): boolean {
  return line.includes(' | ');
}

/** The blocks of a page in order, without its chrome, photo captions and empty lines. */
export function pageBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let photo: 'none' | 'line' | 'group' = 'none';
  for (const group of text.split(/\n\s*\n/u)) {
    const lines = group
      .split('\n')
      .map(tableRow)
      .filter((line) => line !== '');
    if (photo === 'line') photo = 'group';
    for (const line of isWrapped(lines) ? [lines.join(' ')] : lines) {
      const underPhoto = photo === 'line' || (photo === 'group' && isProse(line) && isCaption(line));
      photo = 'none';
      if (listHeading.test(line)) heading = line.replace(/\s{0,9}:$/u, '');
      else if (photoLine.test(line) && !isProse(line)) photo = 'line';
      else if (
        !underPhoto &&
        !isChrome(line) &&
        !(photoCredit.test(line) && line.length <= 200) &&
        !(viewCaption.test(line) && isCaption(line))
      ) {
        blocks.push({ text: line, heading });
      }
    }
  }
  return blocks;
}
