/** What is said about places, electoral units and polling stations. */
import type { Level } from '../../elections/fact.ts';
import { type ProvinceKind, provinceKinds } from '../../elections/pack/words-province.ts';
import type { Language } from '../question/language.ts';

/** Names of the three elections: a city's own council is not called a province's. `kind`: what the pack speaks for. */
export const levelNames = (kind: ProvinceKind = 'province'): Record<Language, Record<Exclude<Level, 'all'>, string>> => ({
  vi: { 'national-assembly': 'Quốc hội', province: `HĐND ${provinceKinds[kind]}`, commune: 'HĐND xã' },
  en: {
    'national-assembly': 'the National Assembly',
    province: kind === 'city' ? 'the city People’s Council' : 'the provincial People’s Council',
    commune: 'the commune People’s Council',
  },
});

export type LevelNames = ReturnType<typeof levelNames>;

/** Electoral units and polling stations. */
export const placeWords = {
  vi: {
    unit: (level: string, number: string) => `đơn vị bầu cử số ${number} (bầu ${level})`,
    belongs: (place: string) => `${sentence(place)} thuộc:`,
    belongsTo: (place: string, unit: string) => `${sentence(place)} thuộc ${unit}`,
    otherLevelsUnknown: (levels: string) => `Nguồn chưa có đơn vị bầu ${levels}; bạn hỏi UBND xã (phường).`,
    unitUnknown: (place: string, level: string) =>
      `Nguồn của tôi không cho biết ${place} thuộc đơn vị bầu cử ${level ? `${level} ` : ''}nào.`,
    noSuchUnit: (number: string, level: string) =>
      `Nguồn của tôi không có thông tin về đơn vị bầu cử ${level ? `${level} ` : ''}số ${number}.`,
    members: (unit: string, count: number, names: string) => `${sentence(unit)} gồm ${count} xã, phường: ${names}.`,
    seats: (unit: string, seats: number) => `${sentence(unit)} được bầu ${seats} đại biểu.`,
    unitWithSeats: (unit: string, seats: number) => `${unit}, được bầu ${seats} đại biểu.`,
    onlyLevel: (level: string) => `Số này chỉ đúng với cấp ${level}; mỗi cấp đánh số riêng.`,
    notThatUnit: (number: string) => `Theo nguồn của tôi thì không phải đơn vị số ${number}.`,
    /** `of`: `HĐND tỉnh`; `note` is a sentence. */
    noteFor: (of: string, note: string) => `${note.replace(/[.]$/, '')} (${of}).`,
    yes: 'Đúng.',
    stationUnknown: (place: string) => `Tôi không có địa chỉ nơi bỏ phiếu${place ? ` của ${place}` : ' của bạn'} và không đoán.`,
    area: (number: string, hamlets: string) => `Khu vực ${number}: ${hamlets}`,
    tellStationPlace: 'Bạn ở xã, phường nào? Nhắn tên xã hoặc phường để tôi tra nơi bỏ phiếu.',
    electionOver: (day: string) => `Cuộc bầu cử ngày ${day} đã kết thúc.`,
    whichArea: (place: string, count: number) =>
      `${sentence(place)} có ${count} khu vực bỏ phiếu trong danh sách của tôi. Bạn ở thôn, tổ dân phố nào?`,
    station: (name: string, address: string, area: string, hours: string) =>
      `Nơi bỏ phiếu khu vực ${area}: ${name}, ${address}${hours ? `, mở cửa ${hours}` : ''}.`,
    checkCard: 'Bạn đối chiếu với thẻ cử tri của mình trước khi đi.',
    nearest: (km: number) => `Nơi bỏ phiếu gần vị trí bạn gửi nhất, cách khoảng ${distance(km)} theo đường chim bay:`,
    nearestIsNotYours:
      'Gần nhất chưa chắc là nơi bạn có tên: bạn bỏ phiếu ở nơi ghi trên thẻ cử tri. Tôi không lưu vị trí bạn gửi.',
    noStationNear: (km: number) =>
      `Tôi không có nơi bỏ phiếu nào trong vòng ${km} km quanh vị trí bạn gửi. Tôi không lưu vị trí này.`,
    noPositions:
      'Tôi chưa có tọa độ của các nơi bỏ phiếu nên không tìm theo vị trí được và không đoán. Tôi không lưu vị trí bạn gửi.',
    whichPlace: (name: string) => `“${name}” có thể là nhiều nơi. Bạn hỏi nơi nào?`,
    didYouMean: 'Có phải bạn hỏi một trong các nơi này?',
    tellPlace: 'Bạn ở xã, phường nào? Nhắn tên xã hoặc phường để tôi tra đơn vị bầu cử.',
  },
  en: {
    unit: (level: string, number: string) => `electoral unit ${number} (for ${level})`,
    belongs: (place: string) => `${sentence(place)} belongs to:`,
    belongsTo: (place: string, unit: string) => `${sentence(place)} belongs to ${unit}`,
    otherLevelsUnknown: (levels: string) =>
      `My sources do not give its unit for ${levels}; the commune People’s Committee (UBND) knows.`,
    unitUnknown: (place: string, level: string) =>
      `My sources do not say which electoral unit ${level ? `for ${level} ` : ''}${place} belongs to.`,
    noSuchUnit: (number: string, level: string) =>
      `My sources say nothing about electoral unit ${number}${level ? ` for ${level}` : ''}.`,
    members: (unit: string, count: number, names: string) => `${sentence(unit)} covers ${count} communes and wards: ${names}.`,
    seats: (unit: string, seats: number) => `${sentence(unit)} elects ${seats} deputies.`,
    unitWithSeats: (unit: string, seats: number) => `${unit}, which elects ${seats} deputies.`,
    onlyLevel: (level: string) => `This number holds only for ${level}; every level is numbered separately.`,
    notThatUnit: (number: string) => `According to my sources it is not unit ${number}.`,
    noteFor: (of: string, note: string) => `${note.replace(/[.]$/, '')} (${of}).`,
    yes: 'Yes.',
    stationUnknown: (place: string) =>
      `I do not have the address of the polling station${place ? ` of ${place}` : ''} and will not guess.`,
    area: (number: string, hamlets: string) => `Area ${number}: ${hamlets}`,
    tellStationPlace: 'Which commune or ward do you live in? Send its name and I will look up the polling station.',
    electionOver: (day: string) => `The election of ${day} is over.`,
    whichArea: (place: string, count: number) =>
      `${sentence(place)} has ${count} voting areas in my list. Which hamlet do you live in?`,
    station: (name: string, address: string, area: string, hours: string) =>
      `Polling station of area ${area}: ${name}, ${address}${hours ? `, open ${hours}` : ''}.`,
    checkCard: 'Please compare with your voter card before you go.',
    nearest: (km: number) =>
      `The polling station closest to the position you sent, about ${distance(km)} away in a straight line:`,
    nearestIsNotYours: 'The closest is not always yours: you vote at the place on your voter card. Your position is not kept.',
    noStationNear: (km: number) => `I know no polling station within ${km} km of the position you sent. It is not kept.`,
    noPositions: 'I do not have the coordinates of the polling stations and will not guess. Your position is not kept.',
    whichPlace: (name: string) => `“${name}” can mean several places. Which one?`,
    didYouMean: 'Did you mean one of these?',
    tellPlace: 'Which commune or ward do you live in? Send its name and I will look up the electoral unit.',
  },
};

/** `350 m`, `1,2 km`. */
function distance(km: number): string {
  return km < 1 ? `${Math.max(10, Math.round(km * 100) * 10)} m` : `${km.toFixed(1).replace('.', ',')} km`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
