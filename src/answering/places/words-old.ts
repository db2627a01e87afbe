/** What is said about places whose name or area changed, and about places of other provinces. */
import type { ProvinceNames } from '../../elections/pack/province.ts';
import { provinceKinds } from '../../elections/pack/words-province.ts';
import type { OtherPlace } from '../../elections/places.ts';
import type { Language } from '../question/language.ts';

export interface OldPlaceWords {
  /** `place`: `phường Kim Tân`; `district`: `thành phố Lào Cai`; `now`: `phường Lào Cai`. */
  renamed: (place: string, district: string, now: string) => string;
  split: (place: string, district: string, now: string) => string;
  district: (title: string, count: number, now: string) => string;
  districtUnknown: (name: string, province: string) => string;
  /** Something else that goes by the name. */
  besidesCurrent: (place: string) => string;
  besidesOld: (place: string, district: string, now: string) => string;
  whichPlace: (name: string) => string;
  /** Whichever of these is meant, the same holds. */
  eitherWay: (places: readonly string[]) => string;
  /** Labels of what a name can mean. */
  districtLabel: (title: string) => string;
  provinceLabel: (place: Pick<OtherPlace, 'name' | 'isCity'>) => string;
  oldLabel: (place: string, district: string) => string;
  unitOf: (unit: string, communes: string) => string;
  noUnitOf: (communes: string) => string;
  whichCommune: string;
  inOtherProvince: (place: string, there: string, unit: string) => string;
  unitThere: (unit: string, there: string) => string;
  onlyUnitElsewhere: (there: string) => string;
  unknown: (name: string, own: ProvinceNames) => string;
}

export const oldPlaceWords: Record<Language, OldPlaceWords> = {
  vi: {
    renamed: (place, district, now) => `${capital(place)} cũ (${district}) nay là ${now}.`,
    split: (place, district, now) => `${capital(place)} cũ (${district}) nay thuộc các nơi: ${now}.`,
    district: (title, count, now) =>
      `${capital(title)} cũ (nay không còn cấp huyện) gồm địa bàn của ${count} xã, phường hiện nay: ${now}.`,
    districtUnknown: (name, province) =>
      `${name} từng là tên cấp huyện; nay không còn cấp huyện. Bạn cho biết xã, phường hiện nay ở ${province}.`,
    besidesCurrent: (place) => `Nếu bạn hỏi ${place} hiện nay thì đó là nơi khác.`,
    besidesOld: (place, district, now) => `Lưu ý: ${place} cũ (${district}) nay thuộc ${now}, là nơi khác.`,
    eitherWay: (places) => `Dù là ${places.join(' hay ')} thì cũng thuộc:`,
    whichPlace: (name) => `“${name}” có thể là nhiều nơi, cũ và mới. Bạn hỏi nơi nào?`,
    districtLabel: (title) => `${title} cũ`,
    provinceLabel: ({ name, isCity }) => `${provinceKinds[isCity ? 'city' : 'province']} ${name}`,
    oldLabel: (place, district) => `${place} cũ (${district})`,
    unitOf: (unit, communes) => `${capital(unit)}: ${communes}`,
    noUnitOf: (communes) => `Nguồn của tôi không cho biết đơn vị bầu cử của ${communes}.`,
    whichCommune: 'Bạn ở xã, phường nào hiện nay?',
    inOtherProvince: (place, there, unit) => `${capital(place)} (${there}) thuộc ${unit} của ${there}.`,
    unitThere: (unit, there) => `${unit} của ${there}`,
    onlyUnitElsewhere: (there) =>
      `Về ${there}, tôi chỉ biết đơn vị bầu cử đại biểu Quốc hội; việc khác bạn hỏi Ủy ban bầu cử hoặc UBND nơi đó.`,
    unknown: (name, { full }) =>
      `Tôi không thấy “${name}” trong danh sách xã, phường, cũ và mới, của ${full}; có thể là nơi khác hoặc viết khác, tôi không biết chắc.`,
  },
  en: {
    renamed: (place, district, now) => `The former ${place} (${district}) is now ${now}.`,
    split: (place, district, now) => `The former ${place} (${district}) now belongs to: ${now}.`,
    district: (title, count, now) =>
      `The former ${title} (there are no districts any more) covers ${count} communes and wards of today: ${now}.`,
    districtUnknown: (name, province) =>
      `${name} was a district; there are no districts any more. Please tell me the commune or ward of today in ${province}.`,
    besidesCurrent: (place) => `If you mean ${place} of today, that is another place.`,
    besidesOld: (place, district, now) => `Note: the former ${place} (${district}) now belongs to ${now}, another place.`,
    eitherWay: (places) => `Whether ${places.join(' or ')}, it belongs to:`,
    whichPlace: (name) => `“${name}” can mean several places, old and new. Which one?`,
    districtLabel: (title) => `former ${title}`,
    provinceLabel: ({ name, isCity }) => `${name} ${isCity ? 'city' : 'province'}`,
    oldLabel: (place, district) => `former ${place} (${district})`,
    unitOf: (unit, communes) => `${capital(unit)}: ${communes}`,
    noUnitOf: (communes) => `My sources do not give the electoral unit of ${communes}.`,
    whichCommune: 'Which commune or ward of today do you live in?',
    inOtherProvince: (place, there, unit) => `${capital(place)} (${there}) belongs to ${unit} of ${there}.`,
    unitThere: (unit, there) => `${unit} of ${there}`,
    onlyUnitElsewhere: (there) =>
      `Of ${there} I know the National Assembly units only; for anything else please ask the election committee there.`,
    unknown: (name, { english }) =>
      `I do not find “${name}” among the communes and wards, former and present, of ${english}; it may be elsewhere or spelled otherwise, I cannot tell.`,
  },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
