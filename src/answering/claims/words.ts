/** What is said of a claim that the sources contradict, and how typed values are called that claims are compared with. Complete Vietnamese sentences. */

import type { PlaceType } from '../../elections/place-mention.ts';
import { weekdayOf, writtenDate } from '../../elections/tense.ts';

/** Whom the units of each level elect; `kind`: what the area of the pack is called. */
export const deputyNames = (kind: string) => ({
  'national-assembly': 'đại biểu Quốc hội',
  province: `đại biểu HĐND ${kind}`,
  commune: 'đại biểu HĐND cấp xã',
});

/** Parts of the `of`, `unit` and `area` of typed values. */
export const valueNames = {
  ...{ numberOf: 'số của ', dayOf: 'ngày của ', years: 'tuổi', units: 'đơn vị', country: 'cả nước' },
  ...{ noDistricts: 'ngày không còn cấp huyện', mergedProvinces: 'tỉnh được hợp nhất' },
};

/** Types of places that are no more, or were other places. */
export const formerTypes: ReadonlySet<PlaceType> = new Set(['huyện', 'thị xã', 'thành phố', 'tỉnh']);

const latest = (isDeadline: boolean): string => (isDeadline ? 'chậm nhất ' : '');
const hours = ([from, until]: readonly [string, string]): string => `bỏ phiếu từ ${from} đến ${until}`;

/** Days are written `15/03/2026`, or as `iso` where they are named so. */
export const claimWords = {
  milestone: (name: string, iso: string, isDeadline: boolean, time = ''): string =>
    `${name}: ${isDeadline ? latest(true) : `${weekdayOf(iso)} `}${writtenDate(iso)}${time && `, ${time}`}`,
  weekday: (iso: string, said: string): string => `Ngày ${writtenDate(iso)} là ${weekdayOf(iso)}, không phải ${said}.`,
  step: (day: string, name: string, iso: string, isDeadline: boolean): string =>
    `Ngày ${day} không khớp với mốc “${name}” (${latest(isDeadline)}${writtenDate(iso)}).`,
  electionDay: (day: string, iso: string): string =>
    `Văn bản cho ngày ${day} là ngày bầu cử. Ngày bầu cử là ${weekdayOf(iso)}, ${writtenDate(iso)}.`,
  votingHour: (isFirst: boolean, time: string, usual: readonly [string, string], limits?: readonly [string, string]): string =>
    `Giờ ${isFirst ? 'bắt đầu' : 'kết thúc'} bỏ phiếu ${time} không khớp: ${hours(usual)}${limits ? `, không trước ${limits[0]} và không quá ${limits[1]}` : ''}.`,
  past: (iso: string): string => `Ngày ${writtenDate(iso)} đã qua, nhưng văn bản nói như sắp tới.`,
  count: (written: string, known: string): string => `Con số ${written} (${known} theo nguồn) không khớp.`,
  unit: (deputies: string, number: string, seats: number | undefined, communes: string): string =>
    `Đơn vị bầu cử ${deputies} số ${number}${seats === undefined ? '' : ` bầu ${seats} đại biểu`}, gồm ${communes}`,
  noUnit: (number: number, deputies: string | undefined, area: string): string =>
    `Không có đơn vị bầu cử số ${number}${deputies ? ` (${deputies})` : ''} ở ${area}.`,
  otherUnit: (commune: string, deputies: string, is: string, said: number): string =>
    `${commune} thuộc đơn vị bầu cử ${deputies} số ${is}, không phải số ${said}.`,
  instrument: (number: string, day: string): string => `Văn bản số ${number} không phải ngày ${day}.`,
  age: (said: number, is: number): string => `Tuổi ${said} không khớp: từ đủ ${is} tuổi.`,
  assembly: (said: string): string => `Cuộc bầu cử này không bầu Quốc hội khóa ${said}.`,
  term: (is: string, said: string): string => `Nhiệm kỳ là ${is}, không phải ${said}.`,
  formerProvince: (written: string, now: string): string => `“${written}” là tên tỉnh trước khi hợp nhất; nay là tỉnh ${now}.`,
  formerDistrict: (written: string): string => `“${written}” không còn: từ 01/07/2025 không có cấp huyện.`,
  towns: 'Từ 01/07/2025 không còn thị trấn, chỉ có xã và phường.',
  noCommune: (name: string, near: readonly string[]): string =>
    `Không có xã, phường nào tên “${name}” trong danh sách của tỉnh.${near.length > 0 ? ` Gần giống: ${near.join(', ')}.` : ''}`,
  otherType: (name: string, type: string, said: string): string => `${name} là ${type}, không phải “${said} ${name}”.`,
};
