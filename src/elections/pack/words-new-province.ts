/** Texts of the files that a new province's pack begins with. */

export interface SeatsFact {
  id: string;
  province: string;
  seats: number;
  units: number;
  /** Title of the resolution that fixes the units. */
  resolution: string;
  /** Its key in `facts/sources.yaml`. */
  source: string;
}

export const provinceWords = {
  newsReadme: (province: string): string =>
    `# News of ${province}\n\nArticles of the province go here, one a file: \`cutri import page|html|rss … --out\` this folder writes them.\n`,
  seatsFact: ({ id, province, seats, units, resolution, source }: SeatsFact): string => `facts:
  - id: ${id}
    topic: seats
    kinds: [how-many, what, yes-no]
    statement: ${quoted(`${province} bầu ${seats} đại biểu Quốc hội, ở ${units} đơn vị bầu cử (${resolution}).`)}
    value: ${seats} đại biểu
    level: national-assembly
    territory: ${quoted(`tỉnh (thành phố) ${province}`)}
    confidence: established
    sources:
      - { key: ${source}, article: ${quoted(`phần ${province}`)} }
    asks:
      - ${quoted(`${province} bầu bao nhiêu đại biểu Quốc hội`)}
      - ${quoted(`${province} có mấy đại biểu Quốc hội`)}
      - tỉnh mình bầu bao nhiêu đại biểu Quốc hội
      - ${quoted(`số đại biểu Quốc hội của ${province}`)}
      - ${quoted(`${province} có mấy đơn vị bầu cử Quốc hội`)}
`,
};

const quoted = (text: string): string => JSON.stringify(text);
