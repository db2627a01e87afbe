import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createVisitors } from '../../../src/web/page/visitor.ts';

const atHome = 'http://localhost:8080';
const overHttps = 'https://cutri.example.vn';
/** A browser's id, and another. */
const [kept, other] = ['k'.repeat(22), 'o'.repeat(22)];

/** Asks as a browser with this cookie: who it is known as, the id it is welcomed with and the cookies it is given, by name. */
async function visit({ publicUrl, isFramed, path = '/', cookie }: Visit) {
  const visitors = createVisitors(publicUrl, isFramed);
  const app = new Hono().get('/', (c) => c.json({ known: visitors.known(c) ?? null, id: visitors.welcome(c) }));
  const response = await app.request(path, cookie === undefined ? {} : { headers: { cookie } });
  const { known, id } = (await response.json()) as { known: string | null; id: string };
  const given = response.headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split('; ');
    const [name, value] = pair.split('=');
    return { name, value, attributes: attributes.toSorted() };
  });
  return { known, id, given };
}

interface Visit {
  publicUrl?: string;
  isFramed?: boolean;
  path?: string;
  cookie?: string;
}

const ninetyDays = 'Max-Age=7776000';

describe('the cookie of a browser', () => {
  it.each([undefined, atHome])(
    'without https (%s) goes back to this site alone, for ninety days, out of reach of scripts',
    async (publicUrl) => {
      const { id, given } = await visit(publicUrl === undefined ? {} : { publicUrl });
      expect(given).toEqual([{ name: 'cutri', value: id, attributes: ['HttpOnly', ninetyDays, 'Path=/', 'SameSite=Strict'] }]);
    },
  );

  it('over https is bound to the host and never sent without encryption', async () => {
    const { id, given } = await visit({ publicUrl: overHttps });
    expect(given).toEqual([
      { name: '__Host-cutri', value: id, attributes: ['HttpOnly', ninetyDays, 'Path=/', 'SameSite=Strict', 'Secure'] },
    ]);
  });

  it('keeps the id of a browser that comes back', async () => {
    expect(await visit({ cookie: `cutri=${kept}` })).toMatchObject({ known: kept, id: kept });
    expect(await visit({ publicUrl: overHttps, cookie: `__Host-cutri=${kept}` })).toMatchObject({ known: kept, id: kept });
  });

  it('over https is not taken from one that any page without https could have set', async () => {
    expect((await visit({ publicUrl: overHttps, cookie: `cutri=${kept}` })).known).toBeNull();
  });

  it.each(['x', 'k'.repeat(21), 'k'.repeat(23), `${'k'.repeat(21)}!`])(
    'says nothing of who it is when it is made up (%s)',
    async (value) => {
      const { known, id } = await visit({ cookie: `cutri=${value}` });
      expect(known).toBeNull();
      expect(id).not.toBe(value);
    },
  );

  it('is a new one, of 22 characters nobody can guess, for each browser without one', async () => {
    const [first, second] = [await visit({}), await visit({})];
    expect(first).toMatchObject({ known: null, id: expect.stringMatching(/^[\w-]{22}$/) });
    expect(second.id).not.toBe(first.id);
  });
});

describe('the cookie in a frame of another site', () => {
  const embedded = '/?embed';

  it('counts on that site alone, only over https, beside the one for this site', async () => {
    const { id, given } = await visit({ publicUrl: overHttps, isFramed: true, path: embedded });
    expect(given).toEqual([
      { name: '__Host-cutri', value: id, attributes: ['HttpOnly', ninetyDays, 'Path=/', 'SameSite=Strict', 'Secure'] },
      {
        name: '__Host-cutri-framed',
        value: id,
        attributes: ['HttpOnly', ninetyDays, 'Partitioned', 'Path=/', 'SameSite=None', 'Secure'],
      },
    ]);
  });

  it.each<[string, Visit]>([
    ['no site may frame the page', { publicUrl: overHttps, isFramed: false, path: embedded }],
    ['nothing is said of frames', { publicUrl: overHttps, path: embedded }],
    ['the page is not over https', { publicUrl: atHome, isFramed: true, path: embedded }],
    ['the page stands by itself', { publicUrl: overHttps, isFramed: true }],
  ])('is not given where %s', async (_, where) => {
    expect((await visit(where)).given.map(({ name }) => name)).not.toContain('__Host-cutri-framed');
  });

  it('is known again there, and only where a site may frame the page', async () => {
    const cookie = `__Host-cutri-framed=${kept}`;
    expect((await visit({ publicUrl: overHttps, isFramed: true, path: embedded, cookie })).known).toBe(kept);
    expect((await visit({ publicUrl: overHttps, path: embedded, cookie })).known).toBeNull();
  });

  it('gives way to the one for this site where a browser sends both', async () => {
    const cookie = `__Host-cutri-framed=${other}; __Host-cutri=${kept}`;
    expect((await visit({ publicUrl: overHttps, isFramed: true, path: embedded, cookie })).known).toBe(kept);
  });
});
