import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/announcements/people/officials.ts';
import { content, lan, valueIn } from '../fakes/announcing.ts';
import type { Browser, ConsoleSite } from '../fakes/console-site.ts';
import { startConsoleSite } from '../fakes/console-site.ts';

/** Role → the account that has that role and no other. */
const accounts: Record<Role, string> = {
  author: 'lan',
  approver: 'minh',
  editor: 'hoa',
  commune: 'an',
  auditor: 'thu',
  admin: 'quan',
};
const everybody: Role[] = ['author', 'approver', 'editor', 'commune', 'auditor', 'admin'];
/** Who is not bound to one commune. */
const office: Role[] = everybody.filter((role) => role !== 'commune');

/** Every route with the roles that may: a route without a row, or with another one, fails. */
const matrix: Record<string, readonly Role[] | 'guests'> = {
  'GET /vao': 'guests',
  'POST /vao': 'guests',
  'POST /vao/khoa': 'guests',
  'GET /moi/:invitation': 'guests',
  'POST /moi/:invitation': 'guests',
  'POST /ra': everybody,
  'GET /phien': everybody,
  'POST /phien/ket-thuc': everybody,
  'GET /tai-khoan': everybody,
  'POST /tai-khoan/khoa/moi': everybody,
  'POST /tai-khoan/khoa': everybody,
  'POST /tai-khoan/khoa/xoa': everybody,
  'GET /': everybody,
  'GET /thong-bao': office,
  'GET /thong-bao.csv': office,
  'GET /so-lieu': office,
  'GET /so-lieu.csv': office,
  'GET /cai-dat': ['admin'],
  'GET /can-bo': ['admin'],
  'POST /can-bo': ['admin'],
  'GET /can-bo/:id': ['admin'],
  'POST /can-bo/:id/vai-tro': ['admin'],
  'POST /can-bo/:id/khoa': ['admin'],
  'POST /can-bo/:id/mo': ['admin'],
  'POST /can-bo/:id/xac-thuc': ['admin'],
  'POST /can-bo/:id/moi': ['admin'],
  'POST /can-bo/:id/lien-ket': ['admin'],
  'GET /uy-quyen': everybody,
  'POST /uy-quyen': ['approver'],
  'POST /uy-quyen/thu-hoi': everybody,
  'GET /nhat-ky': ['auditor', 'admin'],
  'POST /nhat-ky/kiem-tra': ['auditor', 'admin'],
  'GET /nhat-ky.csv': ['auditor', 'admin'],
  'GET /nhat-ky.jsonl': ['auditor', 'admin'],
  'GET /thong-bao/:number/bien-ban': ['author', 'approver', 'auditor', 'admin'],
  'GET /hinh/:name': office,
  'GET /soan': ['author'],
  'POST /soan': ['author'],
  'GET /mau-soan': ['editor', 'admin'],
  'GET /mau-soan/moi': ['editor', 'admin'],
  'POST /mau-soan/moi': ['editor', 'admin'],
  'GET /mau-soan/:starter': ['editor', 'admin'],
  'POST /mau-soan/:starter': ['editor', 'admin'],
  'POST /mau-soan/:starter/bo': ['editor', 'admin'],
  'POST /mau-soan/:starter/goc': ['editor', 'admin'],
  'GET /khan': ['author', 'approver', 'auditor', 'admin'],
  'GET /khan/moi': ['author'],
  'POST /khan/moi': ['author'],
  'GET /khan/:number/sua': ['author'],
  'POST /khan/:number/sua': ['author'],
  'GET /khan/:number': ['approver'],
  'POST /khan/:number': ['approver'],
  'POST /khan/:number/gui': ['approver'],
  'GET /thong-bao/:number': office,
  'GET /thong-bao/:number/sua': ['author'],
  'POST /thong-bao/:number/sua': ['author'],
  'POST /thong-bao/:number/trinh': ['author'],
  'GET /thong-bao/:number/duyet': office,
  'POST /thong-bao/:number/duyet': office,
  'POST /thong-bao/:number/tra-lai': office,
  'POST /thong-bao/:number/gui': ['author', 'approver'],
  'POST /thong-bao/:number/hen-gio': ['author', 'approver'],
  'POST /thong-bao/:number/gui-thu': ['author', 'approver'],
  'GET /thong-bao/:number/truc-tiep': office,
  'GET /thong-bao/:number/bang.csv': office,
  'GET /thong-bao/:number/dinh-chinh': ['author'],
  'POST /thong-bao/:number/dinh-chinh': ['author'],
  'GET /thong-bao/:number/thu-hoi': ['author'],
  'POST /thong-bao/:number/thu-hoi': ['author'],
  'GET /thong-bao/:number/theo-doi': office,
  'POST /thong-bao/:number/tam-dung': ['author', 'approver', 'admin'],
  'POST /thong-bao/:number/gui-tiep': ['author', 'approver'],
  'GET /cau-hoi': ['editor'],
  'GET /cau-hoi/:group': ['editor'],
  'POST /cau-hoi/:group/cach-hoi': ['editor'],
  'POST /cau-hoi/:group/khong-tra-loi': ['editor'],
  'POST /cau-hoi/:group/nhan-viec': ['editor'],
  'POST /cau-hoi/:group/xong': ['editor'],
  'GET /su-kien': ['editor'],
  'GET /su-kien/:fact': ['editor'],
  'POST /su-kien/:fact/cach-hoi': ['editor'],
  'GET /su-kien/:fact/sua': ['editor'],
  'POST /su-kien/:fact/sua': ['editor'],
  'GET /tin': ['editor'],
  'POST /tin': ['editor'],
  'POST /tin/bai': ['editor'],
  'GET /moc': ['editor'],
  'GET /moc/:milestone': ['editor'],
  'POST /moc/:milestone': ['editor'],
  'GET /tinh': ['editor'],
  'POST /tinh': ['editor'],
  'GET /noi-bo-phieu': ['editor', 'commune'],
  'GET /noi-bo-phieu/mau.csv': ['editor', 'commune'],
  'POST /noi-bo-phieu': ['editor', 'commune'],
  'POST /noi-bo-phieu/danh-sach': ['editor', 'commune'],
  'POST /de-xuat/:proposal/xem-thu': ['editor', 'commune'],
  'GET /su-kien/moi': ['editor'],
  'POST /su-kien/moi': ['editor'],
  'GET /de-xuat': everybody,
  'GET /de-xuat/:proposal': everybody,
  'POST /de-xuat/:proposal/dang': ['editor'],
  'POST /de-xuat/:proposal/bo': ['editor', 'commune'],
  'POST /phien-ban/:version/ve-truoc': ['editor'],
  'POST /thong-bao/:number/dung': ['author', 'approver', 'admin'],
};

let site: ConsoleSite;
beforeAll(async () => {
  site = await startConsoleSite();
  valueIn(await site.announcing.publishing.draft(lan, 'notice', content()));
});
afterAll(() => site.close());

const addressOf = (path: string) =>
  `/quan-tri${
    path === '/'
      ? ''
      : path
          .replace(':number', '1')
          .replace(':id', 'lan')
          .replace(':invitation', 'x')
          .replace(/:(?:fact|group|milestone|proposal|starter|version)/u, 'x')
  }`;
const formTokenOf = async (browser: Browser) =>
  (await browser.get('/quan-tri/phien')).document.querySelector('input[name=_form]')?.getAttribute('value') ?? '';

async function ask(browser: Browser, method: string, path: string, token: string) {
  return method === 'GET' ? browser.get(addressOf(path)) : browser.post(addressOf(path), { _form: token });
}

describe('who may what', () => {
  it('F-20: has a row for every route there is, and for no other', () => {
    const there = Object.fromEntries(
      site.routes.map(({ method, path, may }) => [`${method} ${path}`, may === 'guests' ? may : [...may].sort()]),
    );
    const told = Object.fromEntries(
      Object.entries(matrix).map(([route, may]) => [route, may === 'guests' ? may : [...may].sort()]),
    );
    expect(there).toEqual(told);
  });

  it.each(Object.entries(matrix))(
    'F-20: %s is open to nobody who is not signed in, unless it is for guests',
    async (route, may) => {
      const [method = '', path = ''] = route.split(' ');
      const page = await ask(site.browser(), method, path, '');
      if (may === 'guests') expect(page.location).toBeNull();
      else expect([page.status, page.location]).toEqual([303, '/quan-tri/vao']);
    },
  );

  for (const role of everybody)
    it(`lets ${role} through to the routes of the role, and to no other`, async () => {
      const refused: string[] = [];
      for (const [route, may] of Object.entries(matrix)) {
        if (may === 'guests') continue;
        const [method = '', path = ''] = route.split(' ');
        const browser = await site.signedIn(accounts[role]);
        const page = await ask(browser, method, path, await formTokenOf(browser));
        const isRefused = page.status === 403 && page.text.includes('không có quyền mở trang này');
        expect([403, 303, 200, 404, 409, 422]).toContain(page.status);
        if (isRefused) refused.push(route);
      }
      const closed = Object.entries(matrix).filter(([, may]) => may !== 'guests' && !may.includes(role));
      expect(refused.sort()).toEqual(closed.map(([route]) => route).sort());
    });
});
