/** Greetings, help, and what is declined whatever the sources hold. */

import { type ProvinceProfile, provinceNames } from '../../elections/pack/province.ts';
import type { Choice } from '../../messaging/message.ts';
import type { TalkIntent } from '../question/intent.ts';
import type { Language } from '../question/language.ts';
import type { NoAnswerReason } from '../question/no-answer-reason.ts';
import { noAnswerText } from './words.ts';

/** What is said first; `about` is what the pack says of its province, left out where it says nothing. */
export const firstContact = (about?: ProvinceProfile): string =>
  `Xin chào! Đây là trợ lý tự động (máy trả lời, không phải cán bộ). Tôi trả lời về ${about?.answersAbout.vi ?? 'bầu cử'}, chỉ từ bài báo và văn bản đã nạp, luôn nêu nguồn và ngày; không có trong nguồn thì tôi nói không biết. ` +
  'Tôi không lưu tên, số điện thoại hay câu hỏi của bạn. Nhắn /xoa để xóa những gì tôi giữ về cuộc trò chuyện. Bạn cứ hỏi, gõ không dấu cũng được.';

/** Hold everywhere: for a pack that puts forward none of its own. */
const generalQuestions = [
  'Ngày bầu cử là ngày nào?',
  'Đi bầu mang giấy tờ gì?',
  'Bao nhiêu tuổi được bầu cử?',
  'Nơi bỏ phiếu mở cửa mấy giờ?',
];

const questionsOf = (about?: ProvinceProfile): readonly string[] => about?.questions ?? generalQuestions;

/** Questions offered as buttons where somebody does not know what to ask. A quick reply must fit 64 bytes, so each travels as its number. */
export const quickChoices = (about?: ProvinceProfile): Choice[] =>
  questionsOf(about).map((question, i) => ({ label: question, value: `cauhoi:${i + 1}` }));

/** Whether choices are the standing offer, which says nothing about what was asked. */
export const isQuickChoice = ({ value }: Choice): boolean => /^cauhoi:\d+$/.test(value);

/** Who knows more, one a line: `Cổng thông tin điện tử …: văn bản của tỉnh (https://…)`; empty where the pack names nobody. */
const contactLines = (about?: ProvinceProfile): string =>
  (about?.contacts ?? [])
    .map((contact) => `\n- ${contact.name}${contact.for ? `: ${contact.for}` : ''}${contact.url ? ` (${contact.url})` : ''}`)
    .join('');

/** What is said to small talk. */
export const talkText = (about?: ProvinceProfile) => ({
  greeting: {
    vi: firstContact(about),
    en: `Hello! I am an automatic assistant (a machine, not an official). I answer questions about ${about?.answersAbout.en ?? 'elections'} only from loaded sources, always with the source and its date. Ask away, in Vietnamese or English.`,
  },
  thanks: { vi: 'Rất vui được giúp. Bạn cần gì cứ hỏi thêm nhé.', en: 'You are welcome. Ask me anything else you need.' },
  goodbye: { vi: 'Chào bạn. Khi cần, bạn cứ nhắn lại nhé.', en: 'Goodbye. Write again whenever you need.' },
  help: {
    vi:
      'Bạn có thể hỏi tôi về: ngày bầu cử và các mốc thời gian; đơn vị bầu cử của xã, phường; quy định khi đi bầu (giấy tờ, bầu hộ, gạch phiếu, bỏ phiếu nơi khác…); số liệu cải cách hành chính; tin bầu cử' +
      `${about ? ` ở ${about.shortName}` : ''}.\n` +
      'Lệnh: /lich (lịch), /donvi (đơn vị bầu cử), /nguon (nguồn), /dulieu (xem tôi giữ gì về bạn), /xoa (xóa dữ liệu của tôi).\nGõ không dấu, viết tắt đều được.' +
      (about ? `\nCần hỏi trực tiếp, bạn liên hệ:${contactLines(about)}` : ''),
    en: 'You can ask me about the election day and timetable, the electoral unit of a commune, voting rules (documents, proxies, marking the ballot, voting elsewhere …), administrative reform figures, and local election news. Commands: /lich, /donvi, /nguon, /xoa.',
  },
  identity: {
    vi: 'Tôi là trợ lý tự động, một chương trình máy tính, không phải cán bộ và không phải người thật. Tôi chỉ trả lời từ các nguồn đã nạp và luôn nêu nguồn.',
    en: 'I am an automatic assistant: a computer program, not an official and not a person. I answer only from loaded sources and always name them.',
  },
  privacy: {
    vi: 'Tôi không lưu tên, số điện thoại hay nội dung câu hỏi gắn với bạn; chỉ giữ mã cuộc trò chuyện, điều bạn chọn nhận (nếu có) và danh sách vừa cho bạn chọn. Nhắn /dulieu để xem, /xoa để xóa hết.',
    en: 'I keep no names, phone numbers or questions tied to you. I keep the chat id, what you chose to receive (if anything) and the list you were last shown. Send /dulieu to see it, /xoa to delete everything.',
  },
  sources: { vi: '', en: '' },
});

const declinedText = {
  opinion: {
    vi: 'Việc chọn ai là quyền của mỗi cử tri. Tôi là trợ lý tự động, không khuyên và không đánh giá người ứng cử. Bạn xem tiểu sử và chương trình hành động của người ứng cử được niêm yết tại khu vực bỏ phiếu.',
    en: 'Whom to choose is each voter’s own right. I am an automatic assistant and neither advise on nor rate candidates. Biographies and programmes are posted at every polling area.',
  },
  fairness: {
    vi: 'Tôi không bình luận hay đánh giá. Tôi chỉ nêu thông tin có nguồn. Nếu có khiếu nại, tố cáo, bạn gửi tới Ủy ban bầu cử, hoặc UBND xã (phường) để được hướng dẫn.',
    en: 'I do not comment or judge; I only give sourced information. Complaints go to the election committee; your commune People’s Committee (UBND xã/phường) shows you how.',
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
};

/** Of a message without a letter or a figure. */
export const unreadableText: Record<Language, string> = {
  vi: 'Tôi chưa đọc được tin nhắn này. Bạn hãy gõ câu hỏi bằng chữ, ví dụ: “Ngày bầu cử là ngày nào?”',
  en: 'I could not read this message. Please type your question in words.',
};

const moreTalk = (about?: ProvinceProfile) => ({
  human: {
    vi: `Tôi là máy, không nối máy với người được. Bạn hỏi trực tiếp UBND xã (phường) nơi mình ở${about ? `, hoặc xem số điện thoại trên cổng thông tin điện tử của ${provinceNames(about.name, about).full}` : ''}.`,
    en: 'I am a machine and cannot put you through to a person. Please ask your commune People’s Committee (UBND xã/phường).',
  },
  insult: {
    vi: 'Xin lỗi vì tôi chưa giúp được bạn. Bạn thử hỏi ngắn, một ý mỗi câu; tôi chỉ trả lời điều có trong nguồn.',
    en: 'I am sorry I could not help. Please try one short question; I only answer what is in my sources.',
  },
  'off-topic': { vi: noAnswerText.vi.outOfScope(about), en: noAnswerText.en.outOfScope(about) },
});

/** What is said to small talk and to what is declined whatever the sources hold. */
export const talkReplyText = (topic: TalkIntent, about?: ProvinceProfile): Record<Language, string> => {
  const all: Record<TalkIntent, Record<Language, string>> = { ...talkText(about), ...declinedText, ...moreTalk(about) };
  return all[topic];
};

/** Topics that are declined, with the reason; the others are talk. */
export const declinedReasons: Partial<Record<TalkIntent, NoAnswerReason>> = {
  opinion: 'opinion',
  fairness: 'opinion',
  prediction: 'prediction',
  'personal-data': 'personal-data',
  'secret-ballot': 'personal-data',
  instruction: 'out-of-scope',
  'off-topic': 'out-of-scope',
};

/** What the number of a quick question stands for; any other text stands for itself. */
export function quickQuestionOf(text: string, about?: ProvinceProfile): string {
  const number = /^cauhoi:(\d+)$/.exec(text)?.[1];
  return (number && questionsOf(about)[Number(number) - 1]) || text;
}

/** What the inbox says when a message could not be handled. */
export const inboxWords = {
  apology: 'Xin lỗi, tôi gặp trục trặc nên chưa trả lời được câu này. Bạn thử hỏi lại sau ít phút.',
  busy: 'Lúc này nhiều người hỏi quá, tôi chưa kịp trả lời câu này. Bạn chờ một lát rồi gửi lại nhé.',
  slowDown: 'Bạn nhắn nhanh quá nên tôi bỏ qua vài tin. Bạn chờ một lát rồi hỏi tiếp nhé.',
  forgotten: 'Đã xóa những gì tôi giữ về cuộc trò chuyện này, kể cả đăng ký nhận thông báo. Bạn vẫn hỏi đáp bình thường.',
  unreadable: 'Tôi chỉ đọc được chữ. Bạn hãy gõ câu hỏi, ví dụ: “Ngày bầu cử là ngày nào?”',
};
