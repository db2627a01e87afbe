import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode, renderSVG } from 'uqr';
import { describe, expect, it } from 'vitest';
import { runQr } from '../../../src/commands/poster/qr.ts';
import { smallPack } from '../../fakes/small-pack.ts';
import { temporaryFolder } from '../../fakes/temporary-folder.ts';
import { terminal } from '../../fakes/terminal.ts';

async function run(options: Parameters<typeof runQr>[0]) {
  const { said, io } = terminal();
  return { code: await runQr(options, smallPack(), io, () => new Date('2026-11-29T00:00:00Z')), ...said };
}
const svgOf = (address: string) => renderSVG(address, { ecc: 'M', border: 2 });

describe('cutri qr', () => {
  it('prints the code of the bot, of a commune by name or code, and of a fact', async () => {
    expect(encode('https://t.me/CuTriBot').size).toBeGreaterThan(20);
    expect(await run({ bot: '@CuTriBot' })).toEqual({ code: 0, out: `${svgOf('https://t.me/CuTriBot')}\n`, err: '' });
    const commune = svgOf('https://t.me/CuTriBot?start=unit_02671');
    const { name, type } = smallPack().communes.find(({ code }) => code === '02671')!;
    for (const named of ['02671', name, `${type} ${name}`])
      expect((await run({ bot: 'CuTriBot', commune: named })).out.trim()).toBe(commune);
    const fact = smallPack().facts[0]!.id;
    expect((await run({ bot: 'CuTriBot', fact })).out.trim()).toBe(svgOf(`https://t.me/CuTriBot?start=q_${fact}`));
  });

  it('prints a page that stands alone, with what it asks and the address in words', async () => {
    const { out } = await run({ bot: 'CuTriBot', commune: '02671', html: true });
    expect(out).toMatch(/^<!doctype html>[\s\S]*<svg[\s\S]*<\/html>\n$/u);
    expect(out).toContain('thuộc đơn vị bầu cử nào?');
    expect(out).toContain('https://t.me/CuTriBot?start=unit_02671');
    expect(out).not.toMatch(/<script|<link|@import|src=/u);
    expect((await run({ url: 'https://cutri.example.vn/?q=a&b=<c>', html: true })).out).toContain('?q=a&amp;b=&lt;c&gt;');
  });

  it('writes a page of every commune as one PDF, and overwrites nothing', async () => {
    const pdf = join(temporaryFolder(), 'posters.pdf');
    const { communes } = smallPack();
    const written = await run({ bot: 'CuTriBot', everyCommune: true, pdf });
    expect(written).toEqual({ code: 0, out: `${pdf}: ${communes.length} pages\n`, err: '' });
    const bytes = readFileSync(pdf, 'latin1');
    expect(bytes).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/u);
    expect(bytes.match(/\/Type \/Page\b(?!s)/gu)).toHaveLength(communes.length);
    const again = await run({ bot: 'CuTriBot', pdf });
    expect([again.code, again.err]).toEqual([1, `${pdf} exists already: give another name, or remove it first.\n`]);
    expect(readFileSync(pdf, 'latin1')).toBe(bytes);
  });

  it.each([
    [{}, 'Give --bot'],
    [{ bot: 'CuTriBot', url: 'https://cutri.example.vn' }, 'one of them'],
    [{ bot: 'a b' }, 'no name of a Telegram bot'],
    [{ url: 'javascript:alert(1)' }, 'no web address'],
    [{ url: 'https://cutri.example.vn', commune: '02671' }, 'give --bot'],
    [{ bot: 'CuTriBot', commune: 'Không Có' }, 'no commune'],
    [{ bot: 'CuTriBot', fact: 'nothing' }, 'no fact'],
    [{ bot: 'CuTriBot', commune: '02671', fact: 'x' }, 'not both'],
    [{ bot: 'CuTriBot', everyCommune: true }, 'give --pdf'],
    [{ bot: 'CuTriBot', everyCommune: true, commune: '02671', pdf: 'x.pdf' }, 'one of them'],
    [{ bot: 'CuTriBot', pdf: join(temporaryFolder(), 'none', 'x.pdf') }, 'could not be written'],
  ])('says what is wrong with %o', async (options, why) => {
    const { code, out, err } = await run(options);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(why);
  });
});
