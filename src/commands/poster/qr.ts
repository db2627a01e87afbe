import { renderSVG } from 'uqr';
import { parameterFor } from '../../conversations/deep-links.ts';
import type { KnowledgePack } from '../../elections/pack/pack.ts';
import { fold } from '../../vietnamese/text.ts';
import type { CommandIo } from '../io.ts';
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
  /** A page to print instead of the picture alone. */
  html?: boolean | undefined;
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

/** Prints a QR code that leads to the bot, for a wall: SVG, or a page to print. @returns exit code */
export function runQr(options: QrOptions, pack: Pack, io: CommandIo): number {
  const subject = subjectOf(options, pack);
  const address = 'mistake' in subject ? subject : addressOf(options, subject.parameter);
  if ('mistake' in subject || 'mistake' in address) {
    io.err(`${'mistake' in address ? address.mistake : ''}\n`);
    return 1;
  }
  const svg = renderSVG(address.href, { ecc: 'M', border: 2 });
  io.out(`${options.html ? poster(svg, subject.title, address.href) : svg}\n`);
  return 0;
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
    const title = `${only.type} ${only.name}`;
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
