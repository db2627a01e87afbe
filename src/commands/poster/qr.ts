import { writeFile } from 'node:fs/promises';
import { renderSVG } from 'uqr';
import { parameterFor } from '../../conversations/deep-links.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { placeTitle } from '../../elections/places.ts';
import { fold } from '../../vietnamese/text.ts';
import type { CommandIo } from '../io.ts';
import { type Poster, posterPdf } from './pdf.ts';
import { qrWords } from './words-qr.ts';

export interface QrOptions {
  /** Name of the Telegram bot, with or without `@`. */
  bot?: string | undefined;
  /** Any other address the code leads to, e.g. of the web page or the Official Account. */
  url?: string | undefined;
  /** Name or code of a commune: its electoral units are asked. */
  commune?: string | undefined;
  /** Id of a fact of the pack. */
  fact?: string | undefined;
  /** A page of each commune of the pack, in one PDF. */
  everyCommune?: boolean | undefined;
  /** A page to print instead of the picture alone. */
  html?: boolean | undefined;
  /** A file that does not exist yet: gets the page to print as PDF. */
  pdf?: string | undefined;
}

type Pack = Pick<KnowledgePack, 'communes' | 'facts'>;
interface Subject {
  parameter?: string;
  title: string;
}
/** What is wrong with the options, and what to give instead. */
interface Mistake {
  mistake: string;
}
const mistaken = (mistake: string): Mistake => ({ mistake });

/** Prints a QR code that leads to the bot, for a wall: SVG, a page to print, or a PDF of one or many pages. @returns exit code */
export async function runQr(options: QrOptions, pack: Pack, io: CommandIo, now: () => Date): Promise<number> {
  const posters = postersOf(options, pack);
  if ('mistake' in posters) {
    io.err(`${posters.mistake}\n`);
    return 1;
  }
  if (options.pdf !== undefined) return writePdf(options.pdf, await posterPdf(posters, now()), { pages: posters.length, io });
  const { title, href } = posters[0]!;
  const svg = renderSVG(href, { ecc: 'M', border: 2 });
  io.out(`${options.html ? poster(svg, title, href) : svg}\n`);
  return 0;
}

async function writePdf(path: string, pdf: Buffer, { pages, io }: { pages: number; io: CommandIo }): Promise<number> {
  try {
    await writeFile(path, pdf, { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = isThere ? 'exists already: give another name, or remove it first' : `could not be written: ${String(error)}`;
    io.err(`${path} ${why}.\n`);
    return 1;
  }
  io.out(`${path}: ${pages === 1 ? '1 page' : `${pages} pages`}\n`);
  return 0;
}

/** What is to be printed, one at least. */
function postersOf(options: QrOptions, pack: Pack): Poster[] | Mistake {
  const { everyCommune, commune, fact, pdf } = options;
  if (everyCommune && pdf === undefined) return mistaken('A page of every commune is a PDF: give --pdf FILE.');
  if (everyCommune && (commune !== undefined || fact !== undefined))
    return mistaken('Give --every-commune, --commune or --fact, one of them.');
  if (everyCommune && pack.communes.length === 0) return mistaken('The pack has no communes.');
  const wanted = everyCommune ? pack.communes.map(({ code }) => ({ ...options, commune: code })) : [options];
  const posters = wanted.map((one): Poster | Mistake => {
    const subject = subjectOf(one, pack);
    if ('mistake' in subject) return subject;
    const address = addressOf(one, subject.parameter);
    return 'mistake' in address ? address : { title: subject.title, href: address.href };
  });
  return posters.find((one) => 'mistake' in one) ?? posters.filter((one) => 'title' in one);
}

/** What the code asks. */
function subjectOf({ commune, fact }: QrOptions, { communes, facts }: Pack): Subject | Mistake {
  if (commune !== undefined && fact !== undefined) return mistaken('Give --commune or --fact, not both.');
  if (commune !== undefined) {
    const wanted = fold(commune);
    const found = communes.filter(({ code, name, type }) => [code, fold(name), fold(`${type} ${name}`)].includes(wanted));
    const [only] = found;
    if (!only) return mistaken(`The pack has no commune “${commune}”: give its name as after 1 July 2025, or its code.`);
    const all = found.map(({ code, type, name }) => `${type} ${name} (${code})`);
    if (all.length > 1) return mistaken(`“${commune}” is ${all.join(', ')}: give the code.`);
    const title = placeTitle(only);
    return linked({ commune: only.code }, qrWords.commune(title.charAt(0).toUpperCase() + title.slice(1)));
  }
  if (fact === undefined) return { title: qrWords.ask };
  const known = facts.find(({ id }) => id === fact);
  return known ? linked({ fact }, known.asks[0] ?? qrWords.ask) : mistaken(`The pack has no fact “${fact}”.`);
}

function linked(what: Parameters<typeof parameterFor>[0], title: string): Subject | Mistake {
  const parameter = parameterFor(what);
  return parameter === undefined
    ? mistaken('A link of Telegram cannot carry this id: it may be 60 letters, digits, - and _ long.')
    : { parameter, title };
}

function addressOf({ bot, url }: QrOptions, parameter: string | undefined): { href: string } | Mistake {
  if ((bot === undefined) === (url === undefined))
    return { mistake: 'Give --bot (the name of the Telegram bot) or --url, one of them.' };
  if (bot !== undefined) {
    const name = bot.replace(/^@/u, '');
    if (!/^\w{5,32}$/u.test(name)) return { mistake: `“${bot}” is no name of a Telegram bot: 5 to 32 letters, digits and _.` };
    return { href: `https://t.me/${name}${parameter === undefined ? '' : `?start=${parameter}`}` };
  }
  if (parameter !== undefined)
    return { mistake: 'A commune or a fact can be asked by a link to the Telegram bot only: give --bot.' };
  return url !== undefined && URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol)
    ? { href: url }
    : { mistake: `“${url}” is no web address.` };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const poster = (svg: string, title: string, href: string): string => `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>@page{size:A4;margin:15mm}body{font:20pt/1.4 system-ui,sans-serif;text-align:center;margin:0}h1{font-size:34pt;margin:0 0 8mm}svg{width:120mm;height:120mm}small{font-size:12pt;overflow-wrap:anywhere}</style>
<h1>${escaped(title)}</h1>
${svg}
<p>${qrWords.scan}<br>${qrWords.free}</p>
<small>${escaped(href)}</small>
</html>`;
