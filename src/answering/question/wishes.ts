import { cleanInput, fold } from '../../vietnamese/text.ts';

/** What somebody asks of the service itself, in words: their data erased or shown, a notice checked, a person to talk to, the topics there are. */
export type WishInWords = 'forget' | 'kept' | 'verify' | 'person' | 'menu';

const polite =
  '(?:(?:da|vang|thua|alo|xin|vui long|lam on|hay|cho|giup|nho|toi|em|minh|chau|con|muon|can|duoc|ban|bot|anh|chi|oi|hoi) )*';
const ending = '(?: (?:a|di|nhe|nha|voi|giup|dum|ngay|luon|cai|khong|duoc khong|vay|the|nhi|ban|bot|em|toi|minh|ho))*$';
const me = '(?:toi|em|minh|chau|con)';
const data = '(?:gi|(?:du lieu|thong tin)(?: ca nhan)?(?: gi| nao)?)';
const contents = '(?: (?:la gi|co gi|gom gi|co nhung gi|gom nhung gi|nao|dau|o dau))';
const notice = '(?:thong bao|tin nhan|tin|van ban|cong van|bai|giay moi|duong link|link)';
const staff = '(?:can bo|nguoi that|con nguoi|nguoi phu trach|nhan vien|tong dai vien|tong dai|nguoi truc|nguoi|admin)';

const wishes: readonly (readonly [WishInWords, RegExp])[] = [
  [
    'menu',
    new RegExp(`^${polite}(?:xem |mo |hien )?(?:lai )?(?:menu|thuc don|danh muc|cac muc|chu de)(?: chinh)?${ending}`, 'u'),
  ],
  [
    'forget',
    new RegExp(
      `^${polite}(?:xoa|xoa bo|huy bo)(?: (?:het|toan bo|tat ca|moi|cac|nhung|ho))* (?:du lieu|thong tin|lich su|tin nhan|tro chuyen)(?: (?:ca nhan|tro chuyen|chat))?(?: (?:cua|ve) ${me})?${ending}`,
      'u',
    ),
  ],
  ['forget', new RegExp(`^${polite}(?:hay )?(?:quen|dung nho|dung luu gi ve) ${me}${ending}`, 'u')],
  [
    'kept',
    new RegExp(
      `^${polite}(?:dang )?(?:luu|giu|biet|nho|ghi|co)(?: (?:lai|tru|nhung|cac))* ${data} (?:ve|cua) ${me}${ending}`,
      'u',
    ),
  ],
  [
    'kept',
    new RegExp(
      `^${polite}(?:xem )?(?:du lieu|lich su)(?: ca nhan)?(?: dang (?:luu|giu))? (?:cua|ve) ${me}${contents}?${ending}`,
      'u',
    ),
  ],
  [
    'verify',
    new RegExp(
      `^${polite}(?:kiem tra )?(?:cai )?${notice}(?: (?:nay|do|kia|tren|vua roi))? (?:la )?(?:co )?(?:phai )?(?:la )?(?:that|gia|dung)(?: (?:hay|hoac)(?: la)? (?:gia|that|sai))?${ending}`,
      'u',
    ),
  ],
  ['verify', new RegExp(`^${polite}(?:kiem tra|xac minh)(?: giup| ho)? ${notice}(?: (?:nay|do|kia))?${ending}`, 'u')],
  [
    'person',
    new RegExp(
      `^${polite}(?:gap|noi chuyen|noi chuyen truc tiep|lien he|ket noi|chuyen may|chuyen|trao doi|chat)(?: (?:voi|cho|den|toi|truc tiep|mot|1))* ${staff}${ending}`,
      'u',
    ),
  ],
];
/** More is a question, or a text somebody passes on. */
const longest = 100;

/** `xóa dữ liệu của tôi`, `thông báo này thật hay giả`, `gặp cán bộ`; `undefined` for everything that is not only that. */
export function readWishInWords(text: string): WishInWords | undefined {
  if (text.length > longest) return undefined;
  const words = fold(cleanInput(text))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return wishes.find(([, pattern]) => pattern.test(words))?.[0];
}
