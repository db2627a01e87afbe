/** Near misses made from wordings: one thing changed, so that the thing no longer answers. */
import type { Candidate } from '../../src/answering/verdict/candidate.ts';
import type { Lexicon } from '../../src/vietnamese/lexicon.ts';
import { pick } from './typing.ts';

const otherProvinces = ['Hà Giang', 'Sơn La', 'Lai Châu', 'Phú Thọ', 'Tuyên Quang', 'Hà Nội', 'Nghệ An', 'Điện Biên'];
const asking = /\b(?:bao nhiêu|mấy|thế nào|khi nào|bao giờ|ngày nào|ở đâu|là ai|là gì|được không|không|chưa|ai|nào|gì)\b/gu;
const manyYears = [2011, 2014, 2015, 2016, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2028, 2030];

type Change = (
  wording: string,
  candidate: Candidate,
  random: () => number,
  lexicon: Pick<Lexicon, 'contraries'>,
) => string | undefined;

const isValue = ({ kinds }: Candidate): boolean => kinds.some((kind) => kind === 'how-many' || kind === 'who');

const changes: Record<string, Change> = {
  year(wording, candidate, random) {
    if (!isValue(candidate)) return undefined;
    const other = pick(
      manyYears.filter((year) => !candidate.years.has(year)),
      random,
    );
    return /(?:19|20)\d\d/.test(wording) ? wording.replace(/(?:19|20)\d\d/g, String(other)) : `${wording} năm ${other}`;
  },
  why(wording, candidate, random) {
    const explains = candidate.wordings.some((one) => /vì sao|tại sao|sao lại|lý do|nguyên nhân/u.test(one));
    const body = wording.replace(asking, ' ').replace(/\s+/g, ' ').trim();
    const asksValue = /bao nhiêu|mấy|khi nào|bao giờ|ngày nào|là ai/u.test(wording);
    if (explains || !asksValue || body.split(' ').length < 3) return undefined;
    return `${pick(['vì sao', 'tại sao', 'sao lại', 'nguyên nhân vì sao'], random)} ${body}`;
  },
  province(wording, candidate, random) {
    if (!isValue(candidate) || !/lào cai|tỉnh mình|tỉnh ta/iu.test(wording)) return undefined;
    return wording.replace(/(?:tỉnh )?lào cai|tỉnh mình|tỉnh ta/giu, pick(otherProvinces, random));
  },
  commune(wording, candidate, random) {
    if (!isValue(candidate) || !/lào cai|tỉnh/iu.test(wording)) return undefined;
    return wording.replace(
      /(?:ở |của )?(?:toàn |cả )?(?:tỉnh )?lào cai|tỉnh mình|toàn tỉnh|cả tỉnh/giu,
      pick(['xã placename', 'phường placename'], random),
    );
  },
  level(wording, candidate, random) {
    if (candidate.level !== 'national-assembly' || !/quốc hội/iu.test(wording)) return undefined;
    return wording.replace(
      /(?:đại biểu )?quốc hội/giu,
      pick(['hội đồng nhân dân xã', 'đại biểu HĐND xã', 'HĐND phường'], random),
    );
  },
  number(wording, _, random) {
    return /\bsố \d+/u.test(wording)
      ? wording.replace(/\bsố (\d+)/u, (_all, n) => `số ${Number(n) + 5 + Math.floor(random() * 6)}`)
      : undefined;
  },
  office(wording, candidate, random) {
    if (!candidate.kinds.includes('who')) return undefined;
    const title = /(?<!phó )(?:chủ tịch|bí thư|trưởng ban)/iu.exec(wording)?.[0];
    return title && wording.replace(title, `${pick(['phó', 'nguyên', 'cựu'], random)} ${title}`);
  },
  attribute(wording, candidate, random) {
    if (candidate.kinds.includes('when') && !candidate.kinds.includes('where'))
      return swapped(
        wording,
        /khi nào|ngày nào|hôm nào|bao giờ/u,
        ['ở đâu', 'hết bao nhiêu tiền', 'do ai ký', 'ở hội trường nào'],
        random,
      );
    if (candidate.kinds.includes('how-many'))
      return swapped(wording, /(?:có )?(?:bao nhiêu|mấy)(?= )/u, ['danh sách', 'lương của', 'tuổi của'], random);
    return undefined;
  },
  contrary(wording, { wordings, statement }, random, { contraries }) {
    const all = [statement, ...wordings].join(' | ').toLowerCase();
    const sides = contraries.flatMap(
      ({ one, other }) =>
        [
          [one, other],
          [other, one],
        ] as const,
    );
    for (const [here, there] of sides) {
      const said = here.find((phrase) => spokenAs(phrase).test(wording));
      if (said && !there.some((phrase) => all.includes(phrase.toLowerCase())))
        return wording.replace(spokenAs(said), random() < 0.3 ? `không ${said}` : pick(there, random));
    }
    return undefined;
  },
  given: (_, candidate, random) => aboutTheCounted(candidate, random),
  narrower(wording, _, random) {
    const counted = /bao nhiêu (người|đại biểu|ứng cử viên|cử tri|người ứng cử)/u.exec(wording)?.[1];
    return (
      counted &&
      wording.replace(
        counted,
        `${counted} ${pick(['là nữ', 'người dân tộc Mông', 'chuyên trách', 'dưới 40 tuổi', 'trên 80 tuổi', 'ngoài Đảng', 'tái cử', 'có trình độ thạc sĩ', 'theo đạo', 'bị kỷ luật'], random)}`,
      )
    );
  },
};

/** A phrase as words of its own. */
const spokenAs = (phrase: string): RegExp => new RegExp(`(?<![\\p{L}])${phrase}(?![\\p{L}])`, 'iu');

/** Who or which the counted are: their number is said in the question. */
function aboutTheCounted(candidate: Candidate, random: () => number): string | undefined {
  const counts = candidate.counts.filter(({ unit }) => !/^(?:%|hạng|điểm|tuổi|ngày|giờ|tháng|năm|phút)/u.test(unit));
  if (counts.length === 0) return undefined;
  const { is, of, unit } = pick(counts, random);
  return pick(
    [
      `${is} ${unit} ${of} là những ai`,
      `${is} ${unit} ${of} gồm những ${unit} nào`,
      `trong ${is} ${unit} ${of} có bao nhiêu là nữ`,
      `trong số ${is} ${unit} ${of} thì mấy ${unit} mới`,
      `danh sách ${is} ${unit} ${of}`,
      `kể tên ${is} ${unit} ${of}`,
    ],
    random,
  );
}

function swapped(wording: string, from: RegExp, to: readonly string[], random: () => number): string | undefined {
  return from.test(wording) ? wording.replace(from, pick(to, random)) : undefined;
}

/** One near miss of a wording, or nothing where none of the changes applies. */
export function nearMiss(
  wording: string,
  candidate: Candidate,
  random: () => number,
  lexicon: Pick<Lexicon, 'contraries'>,
): string | undefined {
  const made = Object.values(changes).flatMap((change) => change(wording, candidate, random, lexicon) ?? []);
  return made.length === 0 ? undefined : pick(made, random);
}
