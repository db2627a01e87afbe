/** What a person reads who asks what is kept of them. */
import { neverWrote } from '../../announcements/sending/subscribers.ts';
import type { TranslationLanguage } from '../../announcements/translations/language.ts';
import { languageNames } from '../../announcements/translations/words.ts';
import { vietnamTime } from '../../announcements/words.ts';
import { vietnamDate, writtenDate } from '../../elections/tense.ts';
import { menuLivesMs } from '../chats.ts';
import { communeNews, topicNames } from '../words-subscribing.ts';
import type { KeptOfChat } from './kept.ts';

/** What is said besides what a store keeps. */
export interface KeptAbout {
  /** Part of the chat key before the colon. */
  channel: string;
  /** Account of an official that this chat is linked with. */
  account?: string | undefined;
  /** `02671` → `phường Cam Đường`. */
  title(code: string): string;
  now: Date;
}

const channelWords: Readonly<Record<string, string>> = {
  telegram: 'mã cuộc trò chuyện do Telegram cấp',
  'zalo-oa': 'mã cuộc trò chuyện do Zalo cấp',
  'zalo-bot': 'mã cuộc trò chuyện do Zalo cấp',
  web: 'mã ngẫu nhiên của trình duyệt này',
};

const dayOf = (iso: string): string => writtenDate(vietnamDate(new Date(iso)));

export const keptWords = {
  heading: 'Những gì tôi đang giữ về cuộc trò chuyện này:',
  nothing: 'Tôi không giữ gì về cuộc trò chuyện này.',
  chat: (channel: string): string => `${channelWords[channel] ?? 'mã cuộc trò chuyện'}, không phải số điện thoại.`,
  subscribed: (since: string, held: readonly string[]): string =>
    `Đăng ký nhận thông báo từ ngày ${dayOf(since)}: ${held.join('; ')}. Giữ đến khi bạn ngừng nhận.`,
  consent: (day: string, proof: string): string =>
    `Bạn đã đồng ý nhận vào ngày ${writtenDate(day)}; căn cứ: “${proof}”. Cán bộ đã đưa bạn vào danh sách.`,
  language: (language: TranslationLanguage): string =>
    `Ngôn ngữ bạn chọn cho thông báo: ${languageNames[language]}. Giữ cùng với đăng ký.`,
  ownWish: 'Bạn tự đăng ký ngay trong cuộc trò chuyện này.',
  lastContact: (at: string): string =>
    at === neverWrote ? 'Chưa ghi nhận lần nào bạn nhắn tới.' : `Lần nhắn gần nhất được ghi: ${vietnamTime(at)}.`,
  deliveries: (count: number): string =>
    `Kết quả gửi của ${count} thông báo cho bạn (đã tới chưa, lúc nào). 7 ngày sau thay đổi cuối thì bỏ, chỉ còn con số tổng.`,
  questions: (count: number): string =>
    `${count} câu hỏi bạn nhờ gửi cán bộ, đã bỏ tên, số điện thoại, địa chỉ. Giữ đến khi trả lời, nhiều nhất 30 ngày.`,
  deadLetters: (count: number): string => `${count} tin nhắn gặp trục trặc nên chưa trả lời được. Giữ nhiều nhất 24 giờ.`,
  pushAddress: 'Địa chỉ nhận thông báo của trình duyệt, để báo cả khi đã đóng trang. Giữ cùng với đăng ký.',
  menu: `Danh sách lựa chọn tôi đưa gần nhất. Dùng trong ${menuLivesMs / 60_000} phút rồi bỏ.`,
  greeted: 'Lúc tôi chào bạn gần nhất. Giữ 6 giờ, để không chào lại.',
  quiet: (until: string): string => `Tôi đang im lặng vì cán bộ trả lời trực tiếp, đến ${vietnamTime(until)}.`,
  removed: (at: string): string =>
    `Ngày ${dayOf(at)} tin gửi cho bạn không tới nên tôi đã ngừng gửi. Giữ 30 ngày, để báo cho bạn biết.`,
  account: (id: string): string => `Liên kết với tài khoản cán bộ ${id}.`,
  left: 'Dấu cho biết bạn từng ngừng nhận hoặc xóa dữ liệu: một mã băm, không đọc ngược ra bạn. Nhờ nó, bản sao lưu hay danh sách nào cũng không tự đăng ký lại cho bạn.',
  passing:
    'Tin bạn nhắn chỉ ghi lại đến khi trả lời xong. Câu hỏi gần nhất nằm trong bộ nhớ tạm 30 phút để hiểu câu hỏi tiếp, không ghi ra đĩa.',
  never:
    'Không giữ: tên, số điện thoại, vị trí, nội dung câu hỏi gắn với bạn, và không bao giờ biết bạn bầu cho ai. Kho này không giữ gì khác về bạn; Telegram, Zalo giữ gì thì theo quy định của họ.',
  erase: 'Xóa hết: gõ /xoa. Chỉ ngừng nhận thông báo: gõ /huy.',
};

/** Everything that is kept of one chat, in lines; nobody else is named. */
export function keptText(kept: KeptOfChat, { channel, account, title, now }: KeptAbout): string {
  const { subscriber, conversation, deliveries, questions, deadLetters } = kept;
  const lines = [
    ...(subscriber ? subscriberLines(subscriber, title) : []),
    ...(deliveries > 0 ? [keptWords.deliveries(deliveries)] : []),
    ...(questions > 0 ? [keptWords.questions(questions)] : []),
    ...(deadLetters > 0 ? [keptWords.deadLetters(deadLetters)] : []),
    ...(kept.hasPushAddress ? [keptWords.pushAddress] : []),
    ...(conversation ? conversationLines(conversation, now) : []),
    ...(account === undefined ? [] : [keptWords.account(account)]),
  ];
  const withChat = lines.length > 0 ? [keptWords.chat(channel), ...lines] : [];
  const all = [...withChat, ...(kept.hasLeft ? [keptWords.left] : [])];
  const said = all.length === 0 ? [keptWords.nothing] : [keptWords.heading, ...all.map((line) => `• ${capital(line)}`)];
  return [...said, keptWords.passing, keptWords.never, keptWords.erase].join('\n');
}

const capital = (line: string): string => line.charAt(0).toUpperCase() + line.slice(1);

function subscriberLines(
  { topics, communes, language, subscribedAt, lastContactAt, consent }: NonNullable<KeptOfChat['subscriber']>,
  title: (code: string) => string,
): string[] {
  const held = [...topics.map((topic) => topicNames[topic]), ...communes.map((code) => communeNews(title(code)))];
  return [
    keptWords.subscribed(subscribedAt, held),
    ...(language ? [keptWords.language(language)] : []),
    consent ? keptWords.consent(consent.day, consent.proof) : keptWords.ownWish,
    keptWords.lastContact(lastContactAt),
  ];
}

function conversationLines(
  { menu, quietUntil, greetedAt, noticedAt, removedAt }: NonNullable<KeptOfChat['conversation']>,
  now: Date,
): string[] {
  return [
    ...(menu ? [keptWords.menu] : []),
    ...(greetedAt === undefined && noticedAt === undefined ? [] : [keptWords.greeted]),
    ...(quietUntil !== undefined && Date.parse(quietUntil) > now.getTime() ? [keptWords.quiet(quietUntil)] : []),
    ...(removedAt === undefined ? [] : [keptWords.removed(removedAt)]),
  ];
}
