import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runZaloAuthorise, type ZaloAuthorised } from '../../src/commands/zalo.ts';
import { terminal } from '../fakes/terminal.ts';

async function run(input: string | string[], outcome: ZaloAuthorised, interactive = false) {
  const given: string[] = [];
  const { said, io } = terminal();
  const authorise = async (token: string) => {
    given.push(token);
    return outcome;
  };
  const code = await runZaloAuthorise(authorise, { ...io, stdin: Readable.from([input].flat()), interactive });
  return { code, ...said, given };
}

const token = 'rt_demo_0001-abc';
const authorised: ZaloAuthorised = { kind: 'authorised', account: 'UBND tỉnh' };

describe('cutri channels authorise zalo-oa', () => {
  it.each([
    ['a line', `${token}\n`],
    ['a file without a line end', token],
    ['white space around it', `  ${token}\r\nmore`],
    ['several pieces', [token.slice(0, 5), token.slice(5), '\n']],
  ])('reads the token from %s, and repeats it to nobody', async (_, input) => {
    const { code, out, err, given } = await run(input, authorised);
    expect([code, given]).toEqual([0, [token]]);
    expect(out).toContain('authorised for “UBND tỉnh”');
    expect(out + err).not.toContain(token);
  });

  it('tells a person at a terminal where the token is found', async () => {
    expect((await run(`${token}\n`, authorised, true)).err).toContain('API Explorer');
    expect((await run(`${token}\n`, authorised)).err).toBe('');
  });

  it.each([
    ['nothing', ''],
    ['an empty line', '\n'],
    ['two words', 'rt_demo_0001 rt_demo_0002\n'],
    ['far too much', 'x'.repeat(20_000)],
  ])('asks nobody with %s', async (_, input) => {
    const { code, err, given } = await run(input, authorised);
    expect([code, given]).toEqual([1, []]);
    expect(err).toContain('give the refresh token alone on standard input');
  });

  it.each<[ZaloAuthorised, RegExp]>([
    [{ kind: 'refused', code: -14_020 }, /-14020.*used before/],
    [{ kind: 'refused', code: -14_002 }, /-14002.*CUTRI_ZALO_OA_APP_ID/],
    [{ kind: 'refused', code: -9 }, /-9.*get a new one/],
    [{ kind: 'unavailable' }, /Try the same token again/],
    [{ kind: 'cannot-keep', why: 'the folder is gone' }, /nothing was asked of Zalo.*the folder is gone/],
    [{ kind: 'not-kept', why: 'the disk is full' }, /the disk is full\n.*used up/],
  ])('says what to do after %j', async (outcome, line) => {
    const { code, out, err } = await run(`${token}\n`, outcome);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(line);
  });
});
