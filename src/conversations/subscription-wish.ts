import type { Topic } from '../announcements/sending/topic.ts';
import { cleanInput, fold } from '../vietnamese/text.ts';

/** What somebody wants of announcements, said in a sentence of their own. */
export type Wish = 'subscribe' | 'unsubscribe';

const polite = `^(?:(?:da|vang|thua|xin|cho|toi|minh|em|anh|chi|chau|ba con|vui long|hay|muon|can|nho|giup|hoi) )*`;
const news = `(?:thong bao|ban tin|tin tuc|(?<!thong )tin(?! nhan)|nhac(?: lich| hen| nho)?)`;
const subscribes = new RegExp(
  [
    String.raw`${polite}(?:dang ky|dang ki|dk|theo doi)(?: (?:de|nhan|duoc|theo doi|them|gui))* ${news}\b`,
    `${polite}(?:dang ky|dang ki|dk)$`,
    String.raw`${polite}(?:dang ky|dang ki|dk) (?:nhan )?(?:cho )?(?:xa|phuong) \S+(?: \S+){0,3}$`,
    String.raw`${polite}nhan ${news}\b`,
  ].join('|'),
  'u',
);
const unsubscribes = new RegExp(
  [
    String.raw`${polite}(?:huy|ngung|dung|thoi|bo|tat)(?: (?:dang ky|dang ki|nhan|gui|theo doi|cho|toi|minh))* ${news}\b`,
    `${polite}(?:huy|ngung|bo) (?:dang ky|dang ki)(?: (?:xa|phuong) .+)?$`,
    String.raw`${polite}khong (?:muon |can )?(?:nhan|theo doi)(?! duoc) (?:them |cac |nhung )*${news}\b`,
    '^(?:stop|huy|unsubscribe)$',
  ].join('|'),
  'u',
);
/** "How do I subscribe": shown how, not subscribed. */
const asks = /\b(?:o dau|the nao|nhu nao|ra sao|lam sao|cach nao|kieu gi|khi nao|la gi|duoc khong|chua)\b/u;

const plain = (text: string): string =>
  fold(cleanInput(text))
    .replace(/[.!?,;:]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();

/** `Đăng ký nhận thông báo xã Cam Đường`, `dk nhan tin`, `thôi nhận tin`; `undefined` for anything else. */
export function readWish(text: string): { wish: Wish; asks: boolean } | undefined {
  const words = plain(text);
  if (words.length > 200) return undefined;
  const wish = unsubscribes.test(words) ? 'unsubscribe' : subscribes.test(words) ? 'subscribe' : undefined;
  return wish ? { wish, asks: asks.test(words) } : undefined;
}

const topicWords: Record<Topic, RegExp> = {
  all: /\b(?:tat ca|toan bo|moi thong bao|moi thu|het moi)\b/u,
  milestones: /\b(?:moc|nhac(?: lich| hen)?|lich bau cu|bau cu)\b/u,
  reform: /\b(?:cai cach|thu tuc hanh chinh|tthc|cchc)\b/u,
};

/** Topics a text names. */
export function readTopics(text: string): Topic[] {
  const words = plain(text);
  if (topicWords.all.test(words)) return ['all'];
  return (['milestones', 'reform'] as const).filter((topic) => topicWords[topic].test(words));
}

/** "My commune", without its name. */
export function meansOwnCommune(text: string): boolean {
  return /^(?:.*\b)?(?:xa|phuong|noi)(?: (?:cua )?(?:toi|minh|em|chau|chung toi|toi o|minh o|dang o))?$/u.test(plain(text));
}
