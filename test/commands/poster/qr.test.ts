import { encode, renderSVG } from 'uqr';
import { describe, expect, it } from 'vitest';
import { runQr } from '../../../src/commands/poster/qr.ts';
import { smallPack } from '../../fakes/small-pack.ts';
import { terminal } from '../../fakes/terminal.ts';

function run(options: Parameters<typeof runQr>[0]) {
  const { said, io } = terminal();
  return { code: runQr(options, smallPack(), io), ...said };
}
const svgOf = (address: string) => renderSVG(address, { ecc: 'M', border: 2 });

describe('cutri qr', () => {
  it('prints the code of the bot, of a commune by name or code, and of a fact', () => {
    expect(encode('https://t.me/CuTriBot').size).toBeGreaterThan(20);
    expect(run({ bot: '@CuTriBot' })).toEqual({ code: 0, out: `${svgOf('https://t.me/CuTriBot')}\n`, err: '' });
    const commune = svgOf('https://t.me/CuTriBot?start=unit_02671');
    const { name, type } = smallPack().communes.find(({ code }) => code === '02671')!;
    for (const named of ['02671', name, `${type} ${name}`])
      expect(run({ bot: 'CuTriBot', commune: named }).out.trim()).toBe(commune);
    const fact = smallPack().facts[0]!.id;
    expect(run({ bot: 'CuTriBot', fact }).out.trim()).toBe(svgOf(`https://t.me/CuTriBot?start=q_${fact}`));
  });

  it('prints a page that stands alone, with what it asks and the address in words', () => {
    const { out } = run({ bot: 'CuTriBot', commune: '02671', html: true });
    expect(out).toMatch(/^<!doctype html>[\s\S]*<svg[\s\S]*<\/html>\n$/u);
    expect(out).toContain('thuộc đơn vị bầu cử nào?');
    expect(out).toContain('https://t.me/CuTriBot?start=unit_02671');
    expect(out).not.toMatch(/<script|<link|@import|src=/u);
    expect(run({ url: 'https://cutri.example.vn/?q=a&b=<c>', html: true }).out).toContain('?q=a&amp;b=&lt;c&gt;');
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
  ])('says what is wrong with %o', (options, why) => {
    const { code, out, err } = run(options);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(why);
  });
});
