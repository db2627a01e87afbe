import { type ProvinceKind, provinceKinds } from './words-province.ts';

/** Texts of the files that a new province's pack begins with. */

export interface SeatsFact {
  id: string;
  province: string;
  kind: ProvinceKind;
  seats: number;
  units: number;
  /** Title of the resolution that fixes the units. */
  resolution: string;
  /** Its key in `facts/sources.yaml`. */
  source: string;
}

export interface NewProfile {
  province: string;
  kind: ProvinceKind;
  /** A commune of its own, with its type. */
  commune: string;
  /** Whether the pack says how many deputies the province elects. */
  seats: boolean;
}

export const provinceWords = {
  profile: ({ province, kind, commune, seats }: NewProfile): string => {
    const area = `${provinceKinds[kind]} ${province}`;
    const english = `${province} ${kind}`;
    return `# What the bot says of itself and of the province. Add the address of its portal, and questions that its own news and facts answer.
name: ${quoted(province)}
kind: ${provinceKinds[kind]}
short: ${quoted(province)}
english: ${quoted(english)}
page:
  title: ${quoted(`Cử Tri – hỏi đáp bầu cử ${area}`)}
  subtitle: ${quoted(`Hỏi đáp bầu cử ${area}`)}
answers:
  vi: ${quoted(`bầu cử ở ${area}`)}
  en: ${quoted(`elections in ${english}`)}
contacts:
  - name: UBND xã (phường) nơi bạn cư trú
    for: danh sách cử tri, nơi bỏ phiếu
  - name: ${quoted(`Ủy ban bầu cử ${area}`)}
    for: đơn vị bầu cử, người ứng cử
  - name: ${quoted(`Cổng thông tin điện tử ${area}`)}
    for: văn bản của địa phương
questions:
  - Ngày bầu cử là ngày nào?
  - Đi bầu mang giấy tờ gì?
  - ${quoted(`${commune.charAt(0).toUpperCase()}${commune.slice(1)} thuộc đơn vị bầu cử nào?`)}
${seats ? `  - ${quoted(`${province} bầu bao nhiêu đại biểu Quốc hội?`)}\n` : ''}`;
  },
  newsReadme: (province: string): string =>
    `# News of ${province}\n\nArticles of the province go here, one a file: \`cutri import page|html|rss … --out\` this folder writes them.\n`,
  seatsFact: ({ id, province, kind, seats, units, resolution, source }: SeatsFact): string => `facts:
  - id: ${id}
    topic: seats
    kinds: [how-many, what, yes-no]
    statement: ${quoted(`${province} bầu ${seats} đại biểu Quốc hội, ở ${units} đơn vị bầu cử (${resolution}).`)}
    value: ${seats} đại biểu
    subject: ${quoted(`đại biểu Quốc hội của ${province}`)}
    measure: đại biểu Quốc hội
    values:
      - { of: đại biểu Quốc hội, number: ${seats}, unit: đại biểu }
      - { of: đơn vị bầu cử, number: ${units}, unit: đơn vị }
    level: national-assembly
    area: ${quoted(`${provinceKinds[kind]} ${province}`)}
    confidence: established
    sources:
      - { key: ${source}, article: ${quoted(`phần ${province}`)} }
    asks:
      - ${quoted(`${province} bầu bao nhiêu đại biểu Quốc hội`)}
      - ${quoted(`${province} có mấy đại biểu Quốc hội`)}
      - ${provinceKinds[kind]} mình bầu bao nhiêu đại biểu Quốc hội
      - ${quoted(`số đại biểu Quốc hội của ${province}`)}
      - ${quoted(`${province} có mấy đơn vị bầu cử Quốc hội`)}
`,
};

const quoted = (text: string): string => JSON.stringify(text);
