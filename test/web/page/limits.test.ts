import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { WebContext, WebEnv } from '../../../src/web/http/context.ts';
import { createPace, type Pace, type PaceRules } from '../../../src/web/page/limits.ts';

const plenty = { points: 100, windowMs: 60_000 };
const few = (points: number) => ({ points, windowMs: 60_000 });

/** A pace, and how a client of an address gets on with it: whether each try in turn may go on. */
function paced(limits: Partial<PaceRules['limits']>, trustedProxies = 0) {
  const pace = createPace({
    limits: { visitor: plenty, address: plenty, waiting: plenty, picture: plenty, ...limits },
    trustedProxies,
  });
  return async (
    ask: (pace: Pace, c: WebContext) => Promise<number | undefined>,
    tries = 1,
    from = '203.0.113.1',
    forwarded?: string,
  ) => {
    const waits: (number | undefined)[] = [];
    const app = new Hono<WebEnv>().get('/', async (c) => {
      waits.push(await ask(pace, c));
      return c.body(null, 204);
    });
    const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const env = { incoming: { socket: { remoteAddress: from } } } as WebEnv['Bindings'];
    for (let i = 0; i < tries; i += 1) await app.request('/', { headers }, env);
    return waits.map((wait) => wait === undefined);
  };
}

const question = (visitor?: string) => (pace: Pace, c: WebContext) => pace.question(c, visitor);
const length = (of: number, visitor?: string) => (pace: Pace, c: WebContext) => pace.length(c, visitor, of);
const waiting = (pace: Pace, c: WebContext) => pace.waiting(c);
const picture = (pace: Pace, c: WebContext) => pace.picture(c);

describe('the pace of questions', () => {
  it('stops one browser at its limit and not another at the same address', async () => {
    const tried = paced({ visitor: few(2) });
    expect(await tried(question('a'), 3)).toEqual([true, true, false]);
    expect(await tried(question('b'))).toEqual([true]);
  });

  it('stops an address at its limit, whatever browsers ask from there, known or not', async () => {
    const tried = paced({ address: few(3) });
    expect(await tried(question('a'))).toEqual([true]);
    expect(await tried(question('b'))).toEqual([true]);
    expect(await tried(question(), 2)).toEqual([true, false]);
    expect(await tried(question('a'))).toEqual([false]);
    expect(await tried(question('a'), 1, '203.0.113.2')).toEqual([true]);
  });

  it('does not take all who come for the first time for one browser', async () => {
    expect(await paced({ visitor: few(1) })(question(), 3)).toEqual([true, true, true]);
  });

  it('says how long to wait, at most the window', async () => {
    const waits: (number | undefined)[] = [];
    const tried = paced({ visitor: few(1) });
    await tried(async (pace, c) => waits[waits.push(await pace.question(c, 'a')) - 1], 2);
    expect(waits).toEqual([undefined, expect.any(Number)]);
    expect(waits[1]).toBeLessThanOrEqual(60_000);
  });

  it('does not count what a stopped browser sends against its address', async () => {
    const tried = paced({ visitor: few(1), address: few(2) });
    expect(await tried(question('a'), 5)).toEqual([true, false, false, false, false]);
    expect(await tried(question('b'))).toEqual([true]);
  });
});

describe('the pace of long questions', () => {
  it('costs nothing more up to 249 characters', async () => {
    expect(await paced({ visitor: few(1), address: few(1) })(length(249, 'a'), 5)).toEqual([true, true, true, true, true]);
  });

  it('says nothing of a short one, though its browser was stopped before', async () => {
    const tried = paced({ visitor: few(1) });
    expect(await tried(question('a'), 2)).toEqual([true, false]);
    expect(await tried(length(249, 'a'))).toEqual([true]);
  });

  it('costs a question more for every 250 characters', async () => {
    expect(await paced({ visitor: few(3) })(length(250, 'a'), 4)).toEqual([true, true, true, false]);
    expect(await paced({ visitor: few(3) })(length(500, 'a'), 2)).toEqual([true, false]);
    expect(await paced({ visitor: few(3) })(length(1_000, 'a'))).toEqual([false]);
  });

  it('counts against the address as well, of a browser that is not known against it alone', async () => {
    expect(await paced({ address: few(3) })(length(500, 'a'), 2)).toEqual([true, false]);
    expect(await paced({ visitor: few(1), address: few(3) })(length(750), 2)).toEqual([true, false]);
  });
});

describe('the pace of waiting and looking', () => {
  it('has a limit for each address, apart from questions and from each other', async () => {
    const tried = paced({ waiting: few(1), picture: few(2) });
    expect(await tried(waiting, 2)).toEqual([true, false]);
    expect(await tried(picture, 3)).toEqual([true, true, false]);
    expect(await tried(question('a'))).toEqual([true]);
    expect(await tried(waiting, 1, '203.0.113.2')).toEqual([true]);
    expect(await tried(picture, 1, '203.0.113.2')).toEqual([true]);
  });

  it('takes the address the nearest proxy saw, only where there is one', async () => {
    const behind = paced({ waiting: few(1) }, 1);
    expect(await behind(waiting, 1, '10.0.0.1', '198.51.100.1')).toEqual([true]);
    expect(await behind(waiting, 1, '10.0.0.1', '198.51.100.2')).toEqual([true]);
    expect(await behind(waiting, 1, '10.0.0.1', '198.51.100.1')).toEqual([false]);
    const open = paced({ waiting: few(1) });
    expect(await open(waiting, 1, '10.0.0.1', '198.51.100.1')).toEqual([true]);
    expect(await open(waiting, 1, '10.0.0.1', '198.51.100.2')).toEqual([false]);
  });
});
