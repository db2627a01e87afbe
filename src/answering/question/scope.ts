import { fold } from '../../vietnamese/text.ts';
import type { NoAnswerReason } from './no-answer-reason.ts';

/** What a message is, when it is not a question to look up. */
export type Scope = { kind: 'talk'; topic: TalkTopic } | { kind: 'declined'; reason: NoAnswerReason; topic: DeclinedTopic };

export type TalkTopic = 'greeting' | 'thanks' | 'goodbye' | 'help' | 'identity' | 'privacy' | 'sources';
export type DeclinedTopic =
  | 'opinion'
  | 'fairness'
  | 'prediction'
  | 'personal-data'
  | 'secret-ballot'
  | 'instruction'
  | 'unreadable';

/** A person is named or meant: personal data of an office (a hotline) is not personal. */
const person =
  '(ong|ba|anh|chi|dong chi|chu tich|bi thu|pho chu tich|ung vien|ung cu vien|nguoi ung cu|dai bieu|can bo|hang xom|vo|chong|nguoi yeu)';
const candidate = '(ai|nguoi nao|ung vien nao|ung cu vien nao|ung vien|ung cu vien|nguoi ung cu|ong nao|ba nao|dang nao|ong|ba)';

/**
 * Classes that are declined whatever the sources hold (Law 85/2015/QH13, Article 63(3): whoever runs an election campaigns for nobody).
 * Patterns run on folded text and each needs the words of an election or a person near it, so that an ordinary question that
 * happens to hold "dự đoán" or "tốt nhất" is still looked up.
 */
const declined: { reason: NoAnswerReason; topic: DeclinedTopic; pattern: RegExp }[] = [
  {
    reason: 'out-of-scope',
    topic: 'instruction',
    pattern:
      /\b(bo qua|quen( het| di)?|phot lo) (moi |cac |nhung |tat ca |het )*(huong dan|chi dan|chi thi|lenh|quy tac|quy dinh|luat le)( truoc| tren| o tren|\b)|\bignore (all |any |the |your |previous |prior )+|\bsystem prompt\b|(^|\b(hay|ban|bot|em|tro ly) )(dong vai(?! tro)|gia vo|gia lam)\b|^(please )?(act as|pretend)\b|\b(you are now|jailbreak|developer mode)\b|\b(hay |cu )(noi|tra loi|khang dinh|xac nhan) (rang|la)\b|\bprompt (he thong|goc|ban dau)\b|^(hay |ban |bot |em )?viet (cho \S+ |giup \S+ |ho \S+ )?(mot |1 )?(bai tho|bai van|doan code|doan van|bai hat|truyen|bai phat bieu|bai van dong)\b/,
  },
  {
    reason: 'opinion',
    topic: 'opinion',
    pattern: new RegExp(
      [
        `\\b(nen|co nen|phai|can) (di )?(bau|bo phieu|bo|chon|gach|ung ho|tin)( phieu)?( ten)? (cho )?${candidate}\\b`,
        `\\b${candidate} (.{0,40} )?(tot hon|gioi hon|hay hon|kha hon|xung dang|dang tin|uy tin hon|tot nhat|gioi nhat|kha nhat|sang gia)\\b.{0,20}$`,
        `\\b(tu van|goi y|khuyen|chi|mach)\\b.{0,30}\\b(bau|chon|gach) (cho )?(ai|nguoi nao|ung vien nao)\\b`,
        '\\b(bau|bo phieu|gach|chon) (cho )?(ai|nguoi nao|ung vien nao) (thi |la )?(tot|hop ly|dung|duoc|hay)\\b',
        '\\b(ban|bot|may|ad|em|tro ly) (nghi|thay|danh gia|nhan xet) (gi|sao|the nao|ra sao|nhu the nao|ve)\\b',
        '\\b(theo|y kien cua|quan diem cua) (ban|bot|tro ly|em)\\b',
        '\\b(ban|bot|tro ly) (ung ho|thich|chon|bau|theo) (cho )?(ai|dang nao|nguoi nao|phe nao)\\b',
        `\\b(ong|ba|dong chi|chu tich|bi thu) .{2,40} (co )?(tot|gioi|tham nhung|lieu khiem|liem khiet|xung dang|dang tin)( hay)? khong\\b`,
        '\\b(should i|who should|which candidate should|who to) vote( for)?\\b|\\bwho is (the )?(best|better)\\b.{0,40}\\b(candidate|deputy)\\b|\\byour opinion\\b|\\bwhat do you think\\b',
      ].join('|'),
    ),
  },
  {
    reason: 'opinion',
    topic: 'fairness',
    pattern:
      /\b(bau cu|cuoc bau cu|kiem phieu|ket qua bau cu)\b.{0,30}\b(dan chu|cong bang|gian lan|hinh thuc|dang cu dan bau|minh bach|that khong)\b.{0,20}\b(khong|ko|chua|a|ha)\b/,
  },
  {
    reason: 'prediction',
    topic: 'prediction',
    pattern:
      /\b(ai|nguoi nao|ung vien nao|ong|ba|dong chi)\b.{0,40}\b(se|kha nang|co the|chac) (.{0,20} )?(trung cu|dac cu|thang cu|thang|lam chu tich|trung)\b|\b(du doan|tien doan|doan|du bao)\b.{0,40}\b(bau cu|trung cu|dac cu|ket qua|nhiem ky|chu tich|bi thu|dai bieu)\b|\bco (trung cu|dac cu) khong\b|\b(who will|who is going to|predict).{0,30}\b(win|elected|election)\b/,
  },
  {
    reason: 'personal-data',
    topic: 'secret-ballot',
    pattern:
      /\b(ong|ba|anh|chi|chu|dong chi|hang xom|vo|chong|toi|em|minh|nguoi ta|con)\b.{0,25}\b(da )?(bau|bo phieu|gach|chon) (cho )?(ai|nguoi nao|ung vien nao)( roi| vay| the| do)?\s*$|\bai (da )?(bau|bo phieu) cho (toi|ong|ba)\b/,
  },
  {
    reason: 'personal-data',
    topic: 'personal-data',
    pattern: new RegExp(
      `\\b(so dien thoai|sdt|dien thoai|so may|email|facebook|zalo|dia chi nha|nha rieng|noi o|so can cuoc|so cccd|so cmnd|can cuoc cong dan|luong cua|tai san|tai khoan|bien so xe|ngay sinh|con cai|vo con|doi tu)( rieng| ca nhan)? (cua |nha )?(cac |nhung )?${person}\\b|\\b${person} .{2,40} (song|o) (o )?(nha nao|so nha|dia chi nao)\\b|\\b(phone number|home address|salary|email address) of\\b|'s (phone number|home address|salary)\\b`,
    ),
  },
];

const talk: { topic: TalkTopic; pattern: RegExp }[] = [
  {
    topic: 'thanks',
    pattern:
      /^(da |vang |ok |oke |okie |uh |u )*(xin )?(rat )?(cam on|cam on nhieu|cam on ban|thank|thanks|thank you|tks|cam ta|tot qua|hay qua|duoc roi|hieu roi|ro roi)( \p{L}+){0,5}$|^(ok|oke|okie|vang|da|uh|u)( (ban|bot|em|anh|chi|a|nhe|nha|roi|vang|ok|cam on|nhieu))*$/u,
  },
  { topic: 'goodbye', pattern: /^(tam biet|bye|bye bye|goodbye|hen gap lai|chao tam biet)( \p{L}+){0,3}$/u },
  {
    topic: 'identity',
    pattern:
      /^(?:da |vay |the |cho hoi |xin hoi )?(ban|bot|em|may|day|ad|ai do|dau kia|ben kia) (la|co phai|phai|co phai la|la mot|la con) (ai|gi|nguoi that|nguoi hay may|may|robot|bot|con nguoi|nguoi|chatgpt|tri tue nhan tao)( (day|the|vay|do|khong|ko|a|ha|nhi|that|hay|may|robot|bot|nguoi)){0,5}$|^(who|what) are you$|^are you (a )?(human|bot|robot|real)/,
  },
  {
    topic: 'privacy',
    pattern:
      /\b(bot|ban|o day|cutri|cu tri bot|he thong|tro ly)\b.{0,30}\b(luu|giu|thu thap|ghi lai|theo doi)\b.{0,40}\b(gi|khong|thong tin|du lieu|tin nhan)\b|\b(luu|giu) (lai )?(tin nhan|thong tin|du lieu) (cua )?(toi|em|minh|nguoi dung)\b/,
  },
  {
    topic: 'sources',
    pattern:
      /^(nguon|nguon tin|nguon o dau|thong tin lay tu dau|lay tu dau|ban lay thong tin (o|tu) dau|du lieu lay tu dau|what are your sources)( \p{L}+){0,3}$/u,
  },
  {
    topic: 'help',
    pattern:
      /^(tro giup|giup|giup toi|help|huong dan|huong dan su dung|menu|toi can giup|giup em|giup voi|giup (toi|em|minh|chau) voi( a)?|cuu)$|\b(ban|bot|em|tro ly) (co the |biet )?(lam|giup|tra loi|ho tro) (duoc )?(nhung )?gi\b|\b(hoi|hoi duoc|co the hoi) (ban |bot )?(duoc )?(nhung )?gi (o day|vay|the|day)?$|^what can (you|i)\b/,
  },
  {
    topic: 'greeting',
    pattern:
      /^(da |alo )*(xin )?(chao|hello|hi|hey|alo|a lo|good (morning|afternoon|evening))( (ban|em|anh|chi|bot|ad|moi nguoi|tro ly|cutri|cu tri|shop|buoi|sang|chieu|toi|nhe|nha|a|oi|bac|chau|there)){0,4}$/,
  },
];

/** How such messages are worded: typing is repaired towards these words too, so that a slip does not hide what is declined. */
export const scopePhrases = [
  'nên bầu cho ai',
  'gạch tên ai',
  'ứng viên nào tốt hơn',
  'người ứng cử nào xứng đáng',
  'bạn nghĩ gì về',
  'bạn thấy thế nào',
  'theo bạn',
  'tư vấn chọn',
  'bạn ủng hộ ai',
  'ông bà có tốt không',
  'bầu cử có công bằng không',
  'dân chủ',
  'gian lận',
  'ai sẽ trúng cử',
  'có trúng cử không',
  'đắc cử',
  'dự đoán kết quả',
  'khả năng thắng',
  'số điện thoại của ông',
  'địa chỉ nhà của',
  'số căn cước',
  'số tài khoản',
  'lương của',
  'tài sản',
  'facebook của',
  'bầu cho ai',
  'bỏ qua mọi hướng dẫn',
  'quên hết quy định',
  'đóng vai',
  'hãy nói rằng',
  'viết bài thơ',
  'xin chào',
  'cảm ơn',
  'bạn là ai',
  'giúp tôi với',
  'tạm biệt',
];

/** Classifies a message; `undefined` means: look it up. Give it the text with typing repaired. */
export function readScope(text: string): Scope | undefined {
  const folded = fold(text)
    .replace(/[^\p{L}\p{N}'\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/\p{L}/u.test(folded))
    return /\d/.test(folded) ? undefined : { kind: 'declined', reason: 'not-understood', topic: 'unreadable' };
  for (const { topic, pattern } of talk) if (pattern.test(folded)) return { kind: 'talk', topic };
  for (const { reason, topic, pattern } of declined) if (pattern.test(folded)) return { kind: 'declined', reason, topic };
  return undefined;
}
