import { describe, expect, it, onTestFinished } from 'vitest';
import type { PackDesk } from '../../src/elections/pack/edit.ts';
import { startConsoleSite } from '../fakes/console-site.ts';
import { createProposalsMemory, fillProposals } from '../fakes/proposals-memory.ts';

/** A desk that everything fits, and that counts what is tried. */
function countingDesk(after: string): PackDesk & { tries: number } {
  const desk = {
    tries: 0,
    async try() {
      desk.tries += 1;
      return { kind: 'fits' as const, seen: 's', file: 'facts/voting.yaml', before: '\n', after };
    },
    make: async () => ({
      kind: 'written' as const,
      file: 'facts/voting.yaml',
      before: '',
      after,
      recorded: 'commit' as const,
    }),
    tryOut: async () => ({ kind: 'conflict' as const, why: 'gone' as const }),
    milestone: async () => undefined,
    province: async () => undefined,
    fact: async () => undefined,
    sources: async () => [],
  };
  return desk;
}

async function open(after = '') {
  const proposals = createProposalsMemory();
  await fillProposals(proposals, 120);
  const desk = countingDesk(after);
  const site = await startConsoleSite({ proposals, writer: desk });
  onTestFinished(() => site.close());
  return { desk, proposals, hoa: await site.signedIn('hoa'), nam: await site.signedIn('nam') };
}

describe('the list of proposals', () => {
  it('shows fifty to a page, open ones first, and what was published on pages of its own beside it', async () => {
    const { hoa } = await open();
    const look = async (query: string) => {
      const { document } = await hoa.get(`/quan-tri/de-xuat${query}`);
      const links = [...document.querySelectorAll('main nav a')].map((link) => link.getAttribute('href'));
      const versions = document.querySelectorAll('form[action$="/ve-truoc"]').length;
      const proposals = document.querySelectorAll('li > a[href*="/de-xuat/"]').length;
      return { proposals, versions, links };
    };
    expect(await look('')).toEqual({
      proposals: 50,
      versions: 50,
      links: ['/quan-tri/de-xuat?trang=2', '/quan-tri/de-xuat?lan=2'],
    });
    expect(await look('?trang=3&lan=2')).toEqual({
      proposals: 20,
      versions: 30,
      links: ['/quan-tri/de-xuat?lan=2&trang=2', '/quan-tri/de-xuat?trang=3&lan=1'],
    });
  });

  it('is read once for everybody who looks, and anew after somebody has changed it', async () => {
    const { hoa, nam, proposals } = await open();
    for (const path of ['/de-xuat', '/de-xuat?trang=2']) for (const one of [hoa, nam]) await one.get(`/quan-tri${path}`);
    expect(proposals.reads).toEqual({ proposals: 1, versions: 1 });
    await hoa.submit('/quan-tri/de-xuat/p1', {}, '/quan-tri/de-xuat/p1/bo');
    expect((await nam.get('/quan-tri/de-xuat?trang=3')).text).toContain('đã bỏ');
    expect(proposals.reads).toEqual({ proposals: 2, versions: 2 });
  });
});

describe('the page of a proposal', () => {
  it('is below 100 KB where a whole file is put back, and its pages show every line', async () => {
    const lines = Array.from({ length: 4_000 }, (_, at) => `  - statement: Tổ dân phố số ${at} có "${at}" cử tri.`);
    const { nam } = await open(lines.join('\n').concat('\n'));
    const seen: string[] = [];
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { document, text } = await nam.get(`/quan-tri/de-xuat/p1?trang=${page}`);
      expect(Buffer.byteLength(text)).toBeLessThan(100 * 1024);
      pages = Number(/\/(\d+),/u.exec(document.querySelector('main nav')?.textContent ?? '')?.[1]);
      seen.push(...(document.querySelector('pre')?.textContent ?? '').trim().split('\n'));
    }
    expect(seen).toEqual(lines.map((line) => `+ ${line}`));
  });

  it('tries the change on the pack while it is open, and not when it has ended', async () => {
    const { nam, desk } = await open();
    await nam.get('/quan-tri/de-xuat/p1');
    expect(desk.tries).toBe(1);
    expect((await nam.get('/quan-tri/de-xuat/p120')).text).toContain('đã đăng');
    expect(desk.tries).toBe(1);
  });
});
