import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Announcement, states } from '../../src/announcements/announcement.ts';
import { longestStartingText, mostTexts } from '../../src/announcements/starting-texts/keeping.ts';
import type { FactWritten, PackDesk } from '../../src/elections/pack/edit.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import { draftAnnouncement, someRecord } from '../contracts/announcement-store.ts';
import { questionGroup } from '../contracts/records.ts';
import { createAnnouncing } from '../fakes/announcing.ts';
import { type Browser, type ConsoleSite, startConsoleSite } from '../fakes/console-site.ts';
import { createProposalsMemory, fillProposals } from '../fakes/proposals-memory.ts';
import { smallPack } from '../fakes/small-pack.ts';

const amounts = { announcements: 10_000, facts: 1_000, groups: 5_000, proposals: 1_000, templates: 200, officials: 100 };
const mostBytes = 100 * 1024;
const sentence = 'Ngày 15/3/2026, cử tri xã Hợp Thành đi bầu từ 7 giờ tại nhà văn hóa thôn, mang theo thẻ cử tri. ';

function largePack(): KnowledgePack {
  const pack = smallPack();
  const [one] = pack.facts;
  const asks = (at: number) =>
    Array.from({ length: at === 7 ? 400 : 8 }, (_, i) => `tổ dân phố số ${at} có bao nhiêu cử tri (${i})`);
  const facts = Array.from({ length: amounts.facts }, (_, at) => ({
    ...one!,
    ...{ id: `to-${at}`, statement: `Tổ dân phố số ${at} có ${100 + at} cử tri. ${sentence}`, asks: asks(at) },
  }));
  return { ...pack, facts };
}

const written: FactWritten = {
  ...{ id: 'to-7', topic: 'voting', kinds: ['how-many'], statement: sentence, measure: 'cử tri', level: 'all', area: 'cả nước' },
  ...{
    confidence: 'official',
    source: 'nguon-1',
    asks: Array.from({ length: 400 }, (_, i) => `tổ 7 có bao nhiêu cử tri (${i})`),
  },
};
const desk: PackDesk = {
  try: async () => ({ kind: 'fits', seen: 's', file: 'a.yaml', before: '', after: `${sentence}\n`.repeat(5_000) }),
  make: async () => ({ kind: 'conflict', why: 'gone' }),
  tryOut: async () => ({ kind: 'conflict', why: 'gone' }),
  milestone: async (id) => ({
    milestone: { id, name: 'ngày bầu cử', date: '2026-03-15', sources: [{ source: 'nguon-1' }] },
    is: 'x',
  }),
  province: async () => ({
    province: { ...{ short: 'Tỉnh', title: 'Hỏi đáp', subtitle: 'Bầu cử' }, contacts: [], questions: [sentence] },
    is: 'x',
  }),
  fact: async () => ({ fact: written, is: 'x' }),
  sources: async () => Array.from({ length: 1_000 }, (_, i) => ({ key: `nguon-${i}`, title: `Văn bản số ${i}: ${sentence}` })),
};

async function filledSite(): Promise<ConsoleSite> {
  const announcing = await createAnnouncing();
  const { announcements, officialsNow } = announcing;
  for (let at = 0; at < amounts.announcements; at += 1) {
    const isTemplate = at < amounts.templates;
    // The latest hundreds are in every state there is, the others are closed.
    const state = at > amounts.announcements - 400 ? states[at % states.length]! : 'finished';
    const begun: Partial<Announcement> = ['draft', 'submitted', 'approved', 'scheduled'].includes(state)
      ? {}
      : { startedAt: '2026-02-01T08:00:00.000Z', endedAt: '2026-02-01T09:00:00.000Z', total: 100 };
    const content = {
      text: `${sentence.repeat(isTemplate ? 30 : 5)} (${at})`,
      buttons: [],
      audience: { kind: 'everyone' as const },
      expiresAt: '2026-04-01T08:00:00.000Z',
      ...(isTemplate ? { terms: { blanks: [{ name: 'nơi mới', type: 'place' as const, most: 60 }], hours: 12 } } : {}),
    };
    const kind = isTemplate ? ('template' as const) : ('notice' as const);
    const made = { ...draftAnnouncement(`a${at}`), ...begun, content, kind, state: isTemplate ? ('approved' as const) : state };
    await announcements.create(made, { ...someRecord(`a${at}`), detail: sentence });
  }
  await officialsNow((held) => [
    ...held,
    ...Array.from({ length: amounts.officials }, (_, i) => ({
      ...held[0]!,
      id: `can-bo-${i}`,
      name: `Cán bộ ${i}`,
      person: `p-${i}`,
    })),
  ]);
  const proposals = createProposalsMemory();
  await fillProposals(proposals, amounts.proposals);
  const pack = largePack();
  const byCommune = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`0${2_000 + i}`, 5 + i]));
  const site = await startConsoleSite({ announcing, proposals, writer: desk, pack: () => pack, byCommune });
  for (let at = 0; at < amounts.groups; at += 1) {
    const { seen: _, ...group } = questionGroup(`g${at}`, {
      wordings: Array.from({ length: 10 }, (_, i) => ({ text: `${sentence} ${i}`, read: sentence, day: '2026-03-01' })),
      days: { '2026-03-01': { telegram: 3 + (at % 50), web: 2 } },
      nearest: ['to-1', 'to-2', 'to-3'],
    });
    await site.unanswered.groups.change(group.id, () => ({ next: group, result: undefined }));
  }
  return site;
}

const last = amounts.announcements;
/** Every page there is, by its route, as the account that sees it. Tables to take away and streams are no pages. */
const pages: Record<string, [who: string, ...paths: string[]]> = {
  '/vao': ['lan', '/vao'],
  '/moi/:invitation': ['lan', '/moi/x'],
  '/phien': ['lan', '/phien'],
  '/tai-khoan': ['lan', '/tai-khoan'],
  '/': ['both', ''],
  '/thong-bao': ['lan', '/thong-bao', '/thong-bao?truoc=5000', '/thong-bao?trang-thai=finished'],
  '/so-lieu': ['lan', '/so-lieu', '/so-lieu?so-ngay=90'],
  '/cai-dat': ['quan', '/cai-dat'],
  '/can-bo': ['quan', '/can-bo'],
  '/can-bo/:id': ['quan', '/can-bo/lan'],
  '/nhat-ky': ['quan', '/nhat-ky', '/nhat-ky?truoc=500'],
  '/thong-bao/:number/bien-ban': ['lan', '/thong-bao/700/bien-ban'],
  '/soan': ['lan', '/soan'],
  '/mau-soan': ['hoa', '/mau-soan', '/mau-soan?trang=4'],
  '/mau-soan/moi': ['hoa', '/mau-soan/moi'],
  '/mau-soan/:starter': ['hoa', '/mau-soan/mau-7'],
  '/khan': ['lan', '/khan', '/khan?trang=2'],
  '/khan/moi': ['lan', '/khan/moi'],
  '/khan/:number/sua': ['lan', '/khan/7/sua'],
  '/khan/:number': ['minh', '/khan/7'],
  '/thong-bao/:number': ['lan', '/thong-bao/700', `/thong-bao/${last}`],
  '/thong-bao/:number/sua': ['lan', `/thong-bao/${last - 9}/sua`],
  '/thong-bao/:number/duyet': ['minh', `/thong-bao/${last - 8}/duyet`],
  '/thong-bao/:number/dinh-chinh': ['lan', '/thong-bao/700/dinh-chinh'],
  '/thong-bao/:number/thu-hoi': ['lan', '/thong-bao/700/thu-hoi'],
  '/thong-bao/:number/theo-doi': ['lan', '/thong-bao/700/theo-doi'],
  '/cau-hoi': ['hoa', '/cau-hoi', '/cau-hoi?trang=40'],
  '/cau-hoi/:group': ['hoa', '/cau-hoi/g7'],
  '/su-kien': ['hoa', '/su-kien', '/su-kien?tim=cu+tri', '/su-kien?tim=cu+tri&trang=20'],
  '/su-kien/:fact': ['hoa', '/su-kien/to-7', '/su-kien/to-7?trang=2'],
  '/su-kien/:fact/sua': ['hoa', '/su-kien/to-7/sua'],
  '/su-kien/moi': ['hoa', '/su-kien/moi', '/su-kien/moi?cau-hoi=g7'],
  '/tin': ['hoa', '/tin'],
  '/uy-quyen': ['minh', '/uy-quyen'],
  '/moc': ['hoa', '/moc'],
  '/moc/:milestone': ['hoa', '/moc/election-day'],
  '/tinh': ['hoa', '/tinh'],
  '/noi-bo-phieu': ['hoa', '/noi-bo-phieu'],
  '/de-xuat': ['hoa', '/de-xuat', '/de-xuat?trang=20', '/de-xuat?lan=5'],
  '/de-xuat/:proposal': ['hoa', '/de-xuat/p1', '/de-xuat/p1?trang=2', '/de-xuat/p1000'],
};

describe('after years: 10,000 announcements, 1,000 facts, 5,000 groups of questions', () => {
  let site: ConsoleSite;
  const browsers = new Map<string, Browser>();
  beforeAll(async () => {
    site = await filledSite();
    // As many as there may be, as long as they may be.
    for (let at = 4; at < mostTexts; at += 1) {
      const text = 'Mời bà con [thôn] họp. '.repeat(180).slice(0, longestStartingText);
      const next = { id: `mau-${at}`, name: `Mẫu ${at}`, text, madeAt: '2026-03-01T08:00:00.000Z' };
      await site.startingTexts.change(next.id, () => ({ next, result: undefined }));
    }
    for (const who of new Set(Object.values(pages).map(([one]) => one))) browsers.set(who, await site.signedIn(who));
  }, 240_000);
  afterAll(() => site.close());

  it('knows every page', () => {
    const isPage = (path: string) => !/\.(?:csv|jsonl)$|truc-tiep$|^\/hinh\//u.test(path);
    const looked = site.routes.flatMap(({ method, path }) => (method === 'GET' && isPage(path) ? [path] : []));
    expect(Object.keys(pages).sort()).toEqual([...looked].sort());
  });

  it.each(Object.entries(pages))('has every page below 100 KB: %s', async (_, [who, ...paths]) => {
    for (const path of paths) {
      const { status, text } = await browsers.get(who)!.get(`/quan-tri${path}`);
      expect({ path, isLarge: Buffer.byteLength(text) > mostBytes ? Buffer.byteLength(text) : false }).toEqual({
        path,
        isLarge: false,
      });
      expect([path, path === '/moi/x' || path === '/vao' ? 'any' : status]).toEqual([
        path,
        path === '/moi/x' || path === '/vao' ? 'any' : 200,
      ]);
    }
    expect(site.errors).toEqual([]);
  });

  it('counts a closed announcement once, whoever looks at it and however often', async () => {
    const { outbox } = site.announcing;
    const { tally } = outbox;
    const counted: string[] = [];
    outbox.tally = (id, ranks) => {
      counted.push(id);
      return tally(id, ranks);
    };
    for (const who of ['lan', 'minh', 'lan'])
      expect((await browsers.get(who)!.get('/quan-tri/thong-bao/800/theo-doi')).status).toBe(200);
    outbox.tally = tally;
    expect(counted).toEqual(['a799']);
  });
});
