/**
 * Every sentence a voter reads, except those of one topic kept beside it (`wording-*.ts`).
 * Plain, short, respectful; no sentence here states an election fact: facts come from sources.
 */
import type { Confidence, Level } from '../elections/fact.ts';
import type { DeclinedTopic, TalkTopic } from './scope.ts';

export type Language = 'vi' | 'en';

export const levelName: Record<Language, Record<Exclude<Level, 'all'>, string>> = {
  vi: { 'national-assembly': 'Quốc hội', province: 'HĐND tỉnh', commune: 'HĐND xã' },
  en: {
    'national-assembly': 'the National Assembly',
    province: 'the provincial People’s Council',
    commune: 'the commune People’s Council',
  },
};

export const confidenceNote: Record<Language, Record<Exclude<Confidence, 'established'>, string>> = {
  vi: {
    'single-source': 'Lưu ý: chỉ có một nguồn nói điều này.',
    derived: 'Lưu ý: điều này được suy ra từ các nguồn, không phải do cơ quan bầu cử công bố nguyên văn.',
  },
  en: {
    'single-source': 'Note: only one source says this.',
    derived: 'Note: this is worked out from the sources, not published in these words by an election body.',
  },
};

/** Who knows what the bot cannot know; the end of every refusal about one's own polling place. */
export const whoKnows = {
  vi: 'Bác/anh/chị xem thẻ cử tri, ứng dụng VNeID, danh sách niêm yết tại nơi bỏ phiếu, hoặc hỏi Tổ bầu cử, UBND xã (phường) nơi mình cư trú.',
  en: 'Please look at your voter card, the VNeID app or the posted voter list, or ask the polling team (Tổ bầu cử) or your commune People’s Committee (UBND xã/phường).',
};

export const firstContact =
  'Xin chào! Đây là trợ lý tự động (máy trả lời, không phải cán bộ). Tôi chỉ trả lời từ bài báo và văn bản đã nạp, luôn nêu nguồn và ngày; không có trong nguồn thì tôi nói không biết. ' +
  'Tôi không lưu tên, số điện thoại hay câu hỏi của bạn; chỉ giữ mã cuộc trò chuyện nếu bạn đăng ký nhận tin. Nhắn /xoa để xóa. Bạn cứ hỏi, gõ không dấu cũng được.';

const quickQuestions = [
  'Ngày bầu cử là ngày nào?',
  'Đi bầu mang giấy tờ gì?',
  'Phường Cam Đường thuộc đơn vị bầu cử nào?',
  'Năm 2022 tỉnh có bao nhiêu thủ tục hành chính?',
];

/** Questions offered as buttons where somebody does not know what to ask. */
export const quickChoices = quickQuestions.map((question, i) => ({ label: question, value: `cauhoi:${i + 1}` }));

export const talkText: Record<TalkTopic, Record<Language, string>> = {
  greeting: {
    vi: firstContact,
    en: 'Hello! I am an automatic assistant (a machine, not an official). I answer questions about the election of 15/03/2026 in Lào Cai and about administrative reform figures only from loaded sources, always with the source and its date. Ask away, in Vietnamese or English.',
  },
  thanks: { vi: 'Rất vui được giúp. Bạn cần gì cứ hỏi thêm nhé.', en: 'You are welcome. Ask me anything else you need.' },
  goodbye: { vi: 'Chào bạn. Khi cần, bạn cứ nhắn lại nhé.', en: 'Goodbye. Write again whenever you need.' },
  help: {
    vi:
      'Bạn có thể hỏi tôi về: ngày bầu cử và các mốc thời gian; đơn vị bầu cử của xã, phường; quy định khi đi bầu (giấy tờ, bầu hộ, gạch phiếu, bỏ phiếu nơi khác…); số liệu cải cách hành chính; tin bầu cử trong tỉnh.\n' +
      'Lệnh: /lich (lịch), /donvi (đơn vị bầu cử), /nguon (nguồn), /dangky (nhận thông báo), /huy (thôi nhận), /xoa (xóa dữ liệu của tôi).\nGõ không dấu, viết tắt đều được.',
    en: 'You can ask me about the election day and timetable, the electoral unit of a commune, voting rules (documents, proxies, marking the ballot, voting elsewhere …), administrative reform figures, and local election news. Commands: /lich, /donvi, /nguon, /dangky, /huy, /xoa.',
  },
  identity: {
    vi: 'Tôi là trợ lý tự động, một chương trình máy tính, không phải cán bộ và không phải người thật. Tôi chỉ trả lời từ các nguồn đã nạp và luôn nêu nguồn.',
    en: 'I am an automatic assistant: a computer program, not an official and not a person. I answer only from loaded sources and always name them.',
  },
  privacy: {
    vi: 'Tôi không lưu tên, số điện thoại hay nội dung câu hỏi gắn với bạn. Nếu bạn đăng ký nhận thông báo, tôi chỉ giữ mã cuộc trò chuyện và chủ đề bạn chọn. Nhắn /xoa để xóa hết.',
    en: 'I keep no names, phone numbers or questions tied to you. If you subscribe, only the chat id and your topics are kept. Send /xoa to delete everything.',
  },
  sources: { vi: '', en: '' },
};

export const declinedText: Record<DeclinedTopic, Record<Language, string>> = {
  opinion: {
    vi: 'Việc chọn ai là quyền của mỗi cử tri. Tôi là trợ lý tự động, không khuyên và không đánh giá người ứng cử. Bạn xem tiểu sử và chương trình hành động của người ứng cử được niêm yết tại khu vực bỏ phiếu.',
    en: 'Whom to choose is each voter’s own right. I am an automatic assistant and neither advise on nor rate candidates. Biographies and programmes are posted at every polling area.',
  },
  fairness: {
    vi: 'Tôi không bình luận hay đánh giá. Tôi chỉ nêu thông tin có nguồn. Nếu có khiếu nại, tố cáo, bạn gửi tới Tổ bầu cử, Ban bầu cử hoặc Ủy ban bầu cử.',
    en: 'I do not comment or judge; I only give sourced information. Complaints go to the polling team, the electoral-unit board or the election committee.',
  },
  prediction: {
    vi: 'Tôi không dự đoán kết quả hay nhân sự. Kết quả chính thức do Hội đồng bầu cử quốc gia và Ủy ban bầu cử công bố.',
    en: 'I do not predict results or appointments. Official results are published by the National Election Council and the election committees.',
  },
  'personal-data': {
    vi: 'Tôi không có và không cung cấp thông tin riêng của cá nhân. Việc công, bạn liên hệ UBND xã (phường) hoặc cơ quan nơi người đó công tác.',
    en: 'I neither hold nor give out personal information. For official business, please contact the commune People’s Committee or the office concerned.',
  },
  'secret-ballot': {
    vi: 'Lá phiếu là bí mật: tôi không biết và không ai được hỏi ai đã bầu cho ai.',
    en: 'The ballot is secret: I do not know, and nobody may ask, who voted for whom.',
  },
  instruction: {
    vi: 'Tôi chỉ trả lời câu hỏi về bầu cử và cải cách hành chính từ nguồn đã nạp, không làm theo yêu cầu khác.',
    en: 'I only answer questions about the election and administrative reform from loaded sources and follow no other instructions.',
  },
  unreadable: {
    vi: 'Tôi chưa đọc được tin nhắn này. Bạn hãy gõ câu hỏi bằng chữ, ví dụ: “Ngày bầu cử là ngày nào?”',
    en: 'I could not read this message. Please type your question in words.',
  },
};

export const noAnswerText: Record<
  Language,
  {
    notInSources: string;
    outOfScope: string;
    otherProvince: (place: string, province: string) => string;
    otherYear: (years: string, known: string) => string;
  }
> = {
  vi: {
    notInSources:
      'Tôi không tìm thấy điều này trong các nguồn đã nạp nên không dám trả lời. Bạn hỏi UBND xã (phường), Tổ bầu cử, hoặc xem cổng thông tin điện tử của tỉnh.',
    outOfScope:
      'Câu này ngoài phạm vi của tôi. Tôi trả lời về bầu cử, đơn vị bầu cử và số liệu cải cách hành chính của tỉnh, từ các nguồn đã nạp.',
    otherProvince: (place) =>
      `${place} không thuộc tỉnh Lào Cai, nên nguồn của tôi không có thông tin này. Bạn hỏi Ủy ban bầu cử hoặc UBND nơi đó.`,
    otherYear: (years, known) =>
      `Nguồn của tôi không có số liệu năm ${years}. Nguồn chỉ có số liệu ${known}; nếu cần, bạn hỏi rõ năm đó.`,
  },
  en: {
    notInSources:
      'I could not find this in my sources, so I will not guess. Please ask your commune People’s Committee (UBND) or the polling team.',
    outOfScope:
      'This is outside what I can answer. I answer about the election, electoral units and administrative reform figures of the province, from loaded sources.',
    otherProvince: (place) =>
      `${place} is not in Lào Cai province, so my sources do not cover it. Please ask the election committee there.`,
    otherYear: (years, known) => `My sources have no figure for ${years}, only for ${known}.`,
  },
};

/** Frames around facts and dates. */
export const factWords = {
  vi: {
    source: (title: string, publisher: string, date: string) =>
      `Nguồn: ${title} (${publisher}${date ? `, ${date}` : ', không rõ ngày'}).`,
    earlier: (statement: string) => `Trước đó: ${statement}`,
    milestone: (name: string, date: string, deadline: boolean, hours?: string) =>
      `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${deadline ? 'chậm nhất ' : ''}${date}${hours ? `, ${hours}` : ''}.`,
    past: (days: number) => `Ngày này đã qua (cách đây ${days} ngày).`,
    today: () => 'Đó là hôm nay.',
    future: (days: number) => `Còn ${days} ngày nữa.`,
    electionOver: (date: string) => `Lưu ý: cuộc bầu cử ngày ${date} đã kết thúc.`,
    notSo: 'Không đúng theo nguồn của tôi.',
    isSo: 'Đúng vậy.',
  },
  en: {
    source: (title: string, publisher: string, date: string) =>
      `Source: ${title} (${publisher}${date ? `, ${date}` : ', date unknown'}).`,
    earlier: (statement: string) => `Earlier: ${statement}`,
    milestone: (name: string, date: string, deadline: boolean, hours?: string) =>
      `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${deadline ? 'chậm nhất ' : ''}${date}${hours ? `, ${hours}` : ''}.`,
    past: (days: number) => `This date has passed (${days} days ago).`,
    today: () => 'That is today.',
    future: (days: number) => `In ${days} days.`,
    electionOver: (date: string) => `Note: the election of ${date} is over.`,
    notSo: 'Not according to my sources.',
    isSo: 'Yes.',
  },
};

/** Answers worked out from an age or from a number of candidates. */
export const ageWords = {
  vi: {
    yes: (day: string, bornBy: string) => `Đủ tuổi: tính đến ngày bầu cử ${day}, cần sinh từ ${bornBy} trở về trước.`,
    no: (day: string, bornBy: string) => `Chưa đủ tuổi: tính đến ngày bầu cử ${day}, cần sinh từ ${bornBy} trở về trước.`,
    depends: (day: string, bornBy: string) =>
      `Tùy ngày sinh: sinh từ ${bornBy} trở về trước thì đủ tuổi tính đến ngày bầu cử ${day}; sinh sau ngày đó thì chưa.`,
    strikes: (candidates: number, seats: number, least: number, most: number) =>
      `Phiếu có ${candidates} người, bầu ${seats}: gạch ${least === most ? least : `ít nhất ${least}, nhiều nhất ${most}`} tên.`,
  },
  en: {
    yes: (day: string, bornBy: string) => `Old enough: for the election of ${day} one must be born on or before ${bornBy}.`,
    no: (day: string, bornBy: string) => `Not old enough: for the election of ${day} one must be born on or before ${bornBy}.`,
    depends: (day: string, bornBy: string) =>
      `It depends on the birthday: born on or before ${bornBy} is old enough for the election of ${day}, later is not.`,
    strikes: (candidates: number, seats: number, least: number, most: number) =>
      `With ${candidates} names and ${seats} seats, strike out ${least === most ? least : `${least} to ${most}`} names.`,
  },
};

export const askBack: Record<Language, string> = {
  vi: 'Tôi chưa rõ bạn muốn hỏi tiếp về điều gì. Bạn viết giúp cả câu, hoặc chọn một câu dưới đây.',
  en: 'I am not sure what you are asking about. Please write the whole question, or choose one below.',
};

/** A quick reply must fit 64 bytes, so a quick question travels as its number. */
export function quickQuestionOf(text: string): string {
  const number = /^cauhoi:(\d+)$/.exec(text)?.[1];
  return (number && quickQuestions[Number(number) - 1]) || text;
}

/** Electoral units and polling stations. */
export const placeWords = {
  vi: {
    unit: (level: string, number: string) => `đơn vị bầu cử số ${number} (bầu ${level})`,
    belongs: (place: string) => `${sentence(place)} thuộc:`,
    otherLevelsUnknown: (levels: string) =>
      `Nguồn của tôi chưa có đơn vị bầu cử ${levels} của nơi này; UBND xã (phường) hoặc Tổ bầu cử biết.`,
    unitUnknown: (place: string, level: string) =>
      `Nguồn của tôi không cho biết ${place} thuộc đơn vị bầu cử ${level ? `${level} ` : ''}nào.`,
    noSuchUnit: (number: string, level: string) =>
      `Nguồn của tôi không có thông tin về đơn vị bầu cử ${level ? `${level} ` : ''}số ${number}.`,
    members: (unit: string, count: number, names: string) => `${sentence(unit)} gồm ${count} xã, phường: ${names}.`,
    seats: (unit: string, seats: number) => `${sentence(unit)} được bầu ${seats} đại biểu.`,
    onlyLevel: (level: string) => `Số này chỉ đúng với cấp ${level}; mỗi cấp đánh số riêng.`,
    notThatUnit: (number: string) => `Theo nguồn của tôi thì không phải đơn vị số ${number}.`,
    yes: 'Đúng.',
    stationUnknown: (place: string) => `Tôi không có địa chỉ nơi bỏ phiếu${place ? ` của ${place}` : ' của bạn'} và không đoán.`,
    area: (number: string, hamlets: string) => `Khu vực ${number}: ${hamlets}`,
    whichArea: (place: string, count: number) =>
      `${sentence(place)} có ${count} khu vực bỏ phiếu trong danh sách của tôi. Bạn ở thôn, tổ dân phố nào?`,
    station: (name: string, address: string, area: string, hours: string) =>
      `Nơi bỏ phiếu khu vực ${area}: ${name}, ${address}${hours ? `, mở cửa ${hours}` : ''}.`,
    checkCard: 'Bạn đối chiếu với thẻ cử tri của mình trước khi đi.',
    whichPlace: (name: string) => `“${name}” có thể là nhiều nơi. Bạn hỏi nơi nào?`,
    wholeProvince: (name: string) => `Tỉnh ${name}`,
    formerDistrict: (name: string, province: string) =>
      `${name} từng là tên cấp huyện; nay không còn cấp huyện. Bạn cho biết xã, phường hiện nay ở ${province}.`,
    unknownPlace: (name: string, province: string) => `Tôi không thấy “${name}” trong danh sách xã, phường của tỉnh ${province}.`,
    didYouMean: 'Có phải bạn hỏi một trong các nơi này?',
    tellPlace: 'Bạn ở xã, phường nào? Nhắn tên xã hoặc phường để tôi tra đơn vị bầu cử.',
  },
  en: {
    unit: (level: string, number: string) => `electoral unit ${number} (for ${level})`,
    belongs: (place: string) => `${sentence(place)} belongs to:`,
    otherLevelsUnknown: (levels: string) =>
      `My sources do not give its unit for ${levels}; the commune People’s Committee (UBND) or the polling team knows.`,
    unitUnknown: (place: string, level: string) =>
      `My sources do not say which electoral unit ${level ? `for ${level} ` : ''}${place} belongs to.`,
    noSuchUnit: (number: string, level: string) =>
      `My sources say nothing about electoral unit ${number}${level ? ` for ${level}` : ''}.`,
    members: (unit: string, count: number, names: string) => `${sentence(unit)} covers ${count} communes and wards: ${names}.`,
    seats: (unit: string, seats: number) => `${sentence(unit)} elects ${seats} deputies.`,
    onlyLevel: (level: string) => `This number holds only for ${level}; every level is numbered separately.`,
    notThatUnit: (number: string) => `According to my sources it is not unit ${number}.`,
    yes: 'Yes.',
    stationUnknown: (place: string) =>
      `I do not have the address of the polling station${place ? ` of ${place}` : ''} and will not guess.`,
    area: (number: string, hamlets: string) => `Area ${number}: ${hamlets}`,
    whichArea: (place: string, count: number) =>
      `${sentence(place)} has ${count} voting areas in my list. Which hamlet do you live in?`,
    station: (name: string, address: string, area: string, hours: string) =>
      `Polling station of area ${area}: ${name}, ${address}${hours ? `, open ${hours}` : ''}.`,
    checkCard: 'Please compare with your voter card before you go.',
    whichPlace: (name: string) => `“${name}” can mean several places. Which one?`,
    wholeProvince: (name: string) => `${name} province`,
    formerDistrict: (name: string, province: string) =>
      `${name} was a district; there are no districts any more. Please tell me the commune or ward of today in ${province}.`,
    unknownPlace: (name: string, province: string) =>
      `I do not find “${name}” among the communes and wards of ${province} province.`,
    didYouMean: 'Did you mean one of these?',
    tellPlace: 'Which commune or ward do you live in? Send its name and I will look up the electoral unit.',
  },
};

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const calendarWords = {
  vi: {
    ahead: 'Các mốc còn ở phía trước:',
    over: 'Các mốc của cuộc bầu cử này đã qua. Những ngày chính:',
    none: 'Nguồn đã nạp không có lịch bầu cử.',
    daysLeft: (days: number) => `Còn ${days} ngày nữa đến ngày bầu cử.`,
    row: (weekday: string, date: string, name: string, deadline: boolean) =>
      `${weekday}, ${date}: ${deadline ? 'chậm nhất, ' : ''}${name}`,
  },
  en: {
    ahead: 'Dates still ahead:',
    over: 'All dates of this election have passed. The main ones were:',
    none: 'The loaded sources have no election calendar.',
    daysLeft: (days: number) => `${days} days until election day.`,
    row: (weekday: string, date: string, name: string, deadline: boolean) =>
      `${weekday}, ${date}: ${deadline ? 'deadline, ' : ''}${name}`,
  },
};

export const passageWords = {
  vi: { otherSays: (date: string, quote: string) => `Nguồn khác${date ? ` (${date})` : ''} nói khác: “${quote}”` },
  en: { otherSays: (date: string, quote: string) => `Another source${date ? ` (${date})` : ''} differs: “${quote}”` },
};

export function sourcesText(documents: number, facts: number, newest: string[]): string {
  return [
    `Tôi trả lời từ ${documents} bài báo và ${facts} điều đã kiểm chứng có nêu nguồn (luật, nghị quyết, báo chí). Mới nhất:`,
    ...newest,
  ].join('\n');
}
