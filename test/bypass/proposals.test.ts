import { afterEach, describe, expect, it } from 'vitest';
import { approvalKey } from '../fakes/announcing.ts';
import { createTestClock } from '../fakes/clock.ts';
import { proposalAt } from '../fakes/editing-site.ts';
import { startKeptEditingSite } from '../fakes/kept-editing-site.ts';
import { type Body, keptInDatabase, keptInFiles } from '../fakes/kept-store.ts';
import { sharedPostgres } from '../fakes/postgres.ts';

const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const wording = { kind: 'wording', fact: 'voting-age', wording: 'bao nhiêu tuổi thì được bầu cử' };
const attempts: { name: string; change: (body: Body) => Body; says: RegExp }[] = [
  { name: 'its words exchanged', change: (body) => ({ ...body, edit: wording }), says: /bị sửa ngoài hệ thống/u },
  {
    name: 'somebody else named as its writer',
    change: (body) => ({ ...body, by: 'nam', person: 'staff-nam' }),
    says: /bị sửa ngoài hệ thống/u,
  },
  { name: 'made against something else', change: (body) => ({ ...body, seen: 'x' }), says: /bị sửa ngoài hệ thống/u },
  { name: 'its seal taken away', change: ({ seal: _seal, ...body }) => body, says: /chưa được niêm phong/u },
];

describe.each(['embedded', 'PostgreSQL'] as const)('F-25: getting round the second person of a proposal (%s)', (kind) => {
  async function editors() {
    const clock = createTestClock();
    const deps = { key: approvalKey, clock, closing };
    if (kind === 'PostgreSQL' && !postgres) return undefined;
    const kept = kind === 'embedded' ? keptInFiles(deps) : await keptInDatabase(deps, postgres!);
    const site = await startKeptEditingSite(kept, clock);
    const hoa = await site.signedIn('hoa');
    const path = '/quan-tri/su-kien/voting-age';
    const proposed = await hoa.submit(path, { wording: 'mấy tuổi đi bầu' }, `${path}/cach-hoi`);
    return { kept, clock, site, id: proposalAt(proposed.location) };
  }

  it('what nobody touched is published by another person', async ({ skip }) => {
    const held = await editors();
    if (!held) return skip('no PostgreSQL here');
    const nam = await held.site.signedIn('nam');
    const page = `/quan-tri/de-xuat/${held.id}`;
    expect((await nam.submit(page, {}, `${page}/dang`)).text).toContain('Đã đăng');
  });

  it.for(attempts)(
    'F-27: $name: nobody publishes it by any form, one sentence says why, and the log has it',
    async ({ change, says }, { skip }) => {
      const held = await editors();
      if (!held) return skip('no PostgreSQL here');
      await held.kept.tamper('proposals', (bodies) => bodies.map(change));
      const site = await startKeptEditingSite(held.kept, held.clock);
      const page = `/quan-tri/de-xuat/${held.id}`;
      for (const who of ['hoa', 'hoa-2', 'nam']) {
        const editor = await site.signedIn(who);
        const shown = await editor.get(page);
        expect(shown.document.querySelector('.wrong')?.textContent).toMatch(says);
        expect(shown.document.querySelector(`form[action$="/dang"]`)).toBeNull();
        const _form = shown.document.querySelector('input[name=_form]')!.getAttribute('value')!;
        const refused = await editor.post(`${page}/dang`, { _form });
        expect(refused.status).toBe(409);
        expect(refused.document.querySelector('.wrong')?.textContent).toMatch(says);
        expect(refused.text).not.toContain('Đã đăng');
      }
      const { audit } = site.announcing;
      expect((await audit.latest({ subject: held.id, action: 'knowledge-publish', limit: 9 })).map(({ who }) => who)).toEqual([
        'nam',
        'hoa-2',
        'hoa',
      ]);
      const nam = await site.signedIn('nam');
      expect((await nam.get('/quan-tri/de-xuat')).text).toContain('không đăng được, cần gửi lại');
      expect((await nam.submit(page, {}, `${page}/bo`)).text).toContain('Đã bỏ đề xuất');
      expect(site.errors).toEqual([]);
    },
  );
});
