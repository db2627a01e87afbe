import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PdfDocument from 'pdfkit';
import { encode } from 'uqr';
import { qrWords } from './words-qr.ts';

/** What a poster says: what the code asks, and where it leads. */
export interface Poster {
  title: string;
  href: string;
}

const font = (weight: string): Buffer =>
  readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/be-vietnam-pro/${weight}/BeVietnamPro_${weight}.ttf`)));

/** Points (1/72 inch) of a millimetre. */
const mm = 72 / 25.4;
const margin = 18 * mm;
const codeSize = 120 * mm;

/** Posters as a PDF of A4 pages, one each, with its fonts in it. `at` is the day written into the file. */
export async function posterPdf(posters: readonly Poster[], at: Date): Promise<Buffer> {
  const document = new PdfDocument({
    size: 'A4',
    margin,
    autoFirstPage: false,
    lang: 'vi',
    info: { Title: posters[0]?.title ?? '', CreationDate: at, ModDate: at },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', resolve);
    document.on('error', reject);
  });
  document.registerFont('title', font('700Bold'));
  document.registerFont('text', font('400Regular'));
  for (const poster of posters) page(document, poster);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

function page(document: PDFKit.PDFDocument, { title, href }: Poster): void {
  document.addPage();
  const width = document.page.width - 2 * margin;
  const centred = { width, align: 'center' } as const;
  document.font('title').fontSize(34).text(title, margin, margin, centred);
  const top = document.y + 10 * mm;
  code(document, href, { left: (document.page.width - codeSize) / 2, top });
  document
    .font('text')
    .fontSize(18)
    .text(qrWords.scan, margin, top + codeSize + 10 * mm, centred)
    .text(qrWords.free, centred);
  document.fontSize(11).moveDown().text(href, centred);
}

/** A QR code out of rectangles: sharp at every size. */
function code(document: PDFKit.PDFDocument, href: string, { left, top }: { left: number; top: number }): void {
  const { data, size } = encode(href, { ecc: 'M', border: 2 });
  const side = codeSize / size;
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (isDark) document.rect(left + x * side, top + y * side, side, side);
    });
  });
  document.fill('#000');
}
