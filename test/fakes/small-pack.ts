import type { Milestone } from '../../src/elections/calendar.ts';
import type { Fact, FactSource } from '../../src/elections/fact.ts';
import type { KnowledgePack } from '../../src/elections/pack/pack.ts';
import type { ProvinceProfile } from '../../src/elections/pack/province.ts';
import { emptyQuestions } from '../../src/elections/pack/questions.ts';
import { lendConduct } from '../../src/sources/conduct.ts';
import { emptyLexicon } from '../../src/vietnamese/lexicon.ts';

/** How people talk and ask for units: as it comes with cutri. */
const conduct = await lendConduct(emptyQuestions(), []);

const law: FactSource = { title: 'Luật Bầu cử', publisher: 'Quốc hội', date: '2025-06-24', article: 'Điều 2' };
const press: FactSource = { title: 'Một bài báo', publisher: 'Báo Tỉnh', date: '2026-03-11' };

/** What a pack may say of its province. */
export const someProvince: ProvinceProfile = {
  name: 'Điện Biên',
  kind: 'province',
  shortName: 'Điện Biên',
  english: 'Điện Biên province',
  page: { title: 'Hỏi đáp', subtitle: 'Bầu cử' },
  answersAbout: { vi: 'bầu cử', en: 'elections' },
  contacts: [{ name: 'Sở Nội vụ', for: 'danh sách cử tri', url: 'https://example.vn' }],
  questions: ['Ngày bầu cử là ngày nào?'],
};

const computed: Record<string, NonNullable<Fact['computes']>> = {
  'voting-age': 'voting-age',
  'standing-age': 'standing-age',
  'how-many-to-strike': 'strikes',
};

export const fact = (id: string, statement: string, asks: string[], extra: Partial<Fact> = {}): Fact => ({
  id,
  topic: 'voting',
  kinds: ['what', 'yes-no', 'how-many', 'how-to'],
  statement,
  level: 'all',
  area: 'cả nước',
  measure: asks[0] ?? id,
  confidence: 'established',
  sources: [law],
  values: [],
  asks,
  ...(['voting', 'eligibility'].includes(extra.topic ?? 'voting') ? { closesWithElection: true } : {}),
  ...(extra.topic === 'offices' ? { keepsHistory: true } : {}),
  ...(computed[id] ? { computes: computed[id] } : {}),
  ...extra,
});

const milestone = (id: string, name: string, date: string, nature: Milestone['nature'], asks: string[]): Milestone => ({
  id,
  name,
  date,
  nature,
  measure: name,
  level: 'all',
  area: 'cả nước',
  confidence: 'established',
  sources: [law],
  asks,
  ...(id === 'election-day' ? { isElectionDay: true } : {}),
  ...(id === 'results-published' ? { isResult: true } : {}),
});

/** A pack small enough to read at a glance, for tests of the dialogue. */
export const smallPack = (): KnowledgePack => ({
  province: 'Lào Cai',
  documents: [
    {
      id: 'unit-09',
      title: 'Kiểm tra công tác bầu cử tại đơn vị số 09',
      publisher: 'Báo Tỉnh',
      published: '2026-03-11',
      body: 'Ngày 11/3, đoàn công tác kiểm tra công tác chuẩn bị bầu cử tại 4 địa phương: phường Lào Cai, phường Cam Đường, xã Cốc San và xã Hợp Thành.',
    },
  ],
  facts: [
    fact(
      'voting-age',
      'Công dân đủ 18 tuổi trở lên tính đến ngày bầu cử có quyền bầu cử.',
      ['bao nhiêu tuổi được bầu cử', 'mấy tuổi được đi bầu', 'em 16 tuổi có được đi bầu không', 'sinh năm 2009 có được bầu chưa'],
      { value: '18 tuổi', topic: 'eligibility' },
    ),
    fact(
      'standing-age',
      'Công dân đủ 21 tuổi trở lên tính đến ngày bầu cử có quyền ứng cử.',
      ['bao nhiêu tuổi được ứng cử', 'mấy tuổi được ứng cử', 'em 19 tuổi có được ứng cử không'],
      { value: '21 tuổi', topic: 'eligibility' },
    ),
    fact(
      'how-many-to-strike',
      'Cử tri gạch tên sao cho số người còn lại không nhiều hơn số đại biểu được bầu và còn ít nhất một tên.',
      ['gạch bao nhiêu tên', 'gạch mấy người'],
    ),
    fact('voter-card', 'Cử tri phải xuất trình thẻ cử tri khi bỏ phiếu.', ['đi bầu cần mang giấy tờ gì', 'mang gì khi đi bầu'], {
      value: 'Thẻ cử tri',
    }),
    fact(
      'procedures-2022',
      'Năm 2022, ba cấp của tỉnh có tổng số 1.972 thủ tục hành chính.',
      ['có bao nhiêu thủ tục hành chính', 'tổng số thủ tục hành chính'],
      {
        value: '1.972 thủ tục',
        topic: 'reform',
        year: 2022,
        level: 'province',
        area: 'tỉnh Lào Cai trước 01/07/2025',
        sources: [press],
      },
    ),
    fact(
      'chair-2026',
      'Chủ tịch UBND tỉnh Lào Cai là ông An (theo báo ngày 11/03/2026).',
      ['ai là chủ tịch UBND tỉnh', 'chủ tịch tỉnh là ai'],
      {
        topic: 'offices',
        kinds: ['who'],
        series: 'chair',
        validFrom: '2026-03-11',
        level: 'province',
        sources: [press],
        value: 'Ông An',
      },
    ),
    fact(
      'chair-2022',
      'Chủ tịch UBND tỉnh Lào Cai là ông Bình (theo báo ngày 13/12/2022).',
      ['ai là chủ tịch UBND tỉnh', 'chủ tịch tỉnh là ai'],
      {
        topic: 'offices',
        kinds: ['who'],
        series: 'chair',
        validFrom: '2022-12-13',
        level: 'province',
        sources: [press],
        value: 'Ông Bình',
      },
    ),
  ],
  milestones: [
    milestone('election-day', 'ngày bầu cử', '2026-03-15', 'day', [
      'ngày bầu cử là ngày nào',
      'bao giờ bầu cử',
      'bầu cử thứ mấy',
      'còn bao nhiêu ngày nữa bầu cử',
      'đã bầu cử chưa',
      'bầu cử dời sang ngày khác',
    ]),
    milestone('lists-posted', 'niêm yết danh sách cử tri', '2026-02-03', 'deadline', ['khi nào niêm yết danh sách cử tri']),
  ],
  communes: [
    { code: '02671', type: 'phường', name: 'Cam Đường', variants: [] },
    { code: '02680', type: 'xã', name: 'Hợp Thành', variants: [] },
    { code: '02647', type: 'phường', name: 'Lào Cai', variants: [] },
    { code: '02905', type: 'xã', name: 'Gia Phú', variants: [] },
    { code: '04279', type: 'phường', name: 'Yên Bái', variants: [] },
  ],
  otherPlaces: [
    { name: 'Lào Cai', kind: 'province', province: 'Lào Cai' },
    { name: 'Yên Bái', kind: 'former-province', province: 'Lào Cai' },
    { name: 'Hà Nội', kind: 'province', province: 'Hà Nội' },
  ],
  oldCommunes: [],
  communesElsewhere: [],
  electoralUnits: [
    { level: 'province', number: '09', communes: ['02671', '02680', '02647'], confidence: 'established', source: press },
    {
      level: 'national-assembly',
      number: '3',
      seats: 3,
      communes: ['02671', '02680', '02647'],
      confidence: 'derived',
      source: press,
    },
    { level: 'national-assembly', number: '4', seats: 2, communes: ['02905'], confidence: 'single-source', source: press },
    { level: 'national-assembly', number: '1', seats: 3, communes: ['04279'], confidence: 'single-source', source: press },
  ],
  pollingStations: [],
  lexicon: emptyLexicon(),
  questions: conduct,
});

/** The same, with a second source for who the chair of the province is. */
export function withTwoSources(): KnowledgePack {
  const pack = smallPack();
  const facts = pack.facts.map((one): Fact => {
    const second = {
      title: 'Trang của tỉnh',
      publisher: 'Cổng thông tin tỉnh',
      date: '2026-03-12',
      url: 'https://example.vn/tinh',
    };
    return one.id === 'chair-2026' ? { ...one, keepsHistory: undefined!, sources: [...one.sources, second] } : one;
  });
  return { ...pack, facts };
}
