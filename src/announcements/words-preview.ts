/** What officials see of an announcement before they decide, and while it goes out. Vietnamese. */
import { menuText } from '../messaging/menu.ts';
import type { Content } from './announcement.ts';
import type { Finding } from './finding.ts';
import { announcementImageWords } from './images/words.ts';
import type { ApproverNames, BehalfChoice } from './people/delegation.ts';
import type { SameHands } from './people/same-hands.ts';
import { behalfWords } from './people/words-delegation.ts';
import { type Progress, rateOf, shownCount } from './progress.ts';
import type { Preview } from './publishing.ts';
import type { ChannelReach, CommuneReach, ShownCount } from './recipients.ts';
import type { TranslatedMessage } from './rendering.ts';
import { occurrenceText, repeatWords, seriesText } from './repeating/words.ts';
import { visitorRules } from './sending/visitors.ts';
import { failureNames } from './sending/words-failures.ts';
import { costText, termsLines } from './templates/words.ts';
import type { TranslationLanguage } from './translations/language.ts';
import { translationWords } from './translations/words.ts';
import { audienceName, knownText, peopleCount, stateName, vietnamTime } from './words.ts';

const rule = '────────────────';

const reachText = ({ channel, now, later, never }: ChannelReach): string =>
  `${channel}: ${[
    `${peopleCount(now)} nhận ngay`,
    later > 0 ? `${peopleCount(later)} nhận khi họ nhắn lại` : '',
    never > 0 ? `${peopleCount(never)} không nhận được (kênh đã tắt)` : '',
  ]
    .filter(Boolean)
    .join(', ')}`;

const shownPeople = (people: ShownCount): string => (people === '<10' ? 'dưới 10' : people.toLocaleString('vi-VN'));

/** Why somebody does not get it at once, and when they do. */
export function unreachableText(channel: string, when: 'later' | 'never'): string {
  if (when === 'never') return 'kênh đã tắt, không nhận được';
  return channel === visitorRules.channel
    ? 'không mở trang, thấy khi mở lại'
    : 'im lặng quá hạn nhắn tin của kênh, nhận khi họ nhắn lại';
}

/** Each commune of an audience as officials read it. `unreachable`: channel, how many, and why; empty where all are reached at once. */
export function communeRows(
  communes: readonly CommuneReach[],
  communeName: (code: string) => string,
): { name: string; total: string; unreachable: { channel: string; people: string; why: string }[] }[] {
  return communes.map(({ commune, total, unreachable }) => ({
    name: communeName(commune),
    total: shownPeople(total),
    unreachable: unreachable.map(({ channel, when, people }) => ({
      channel,
      people: shownPeople(people),
      why: unreachableText(channel, when),
    })),
  }));
}

/** How many in each commune, and below it, apart, those it does not reach at once. */
function communeLines({ communes }: Preview, communeName: (code: string) => string): string {
  if (!communes) return '';
  const rows = communeRows(communes, communeName);
  const waiting = rows.flatMap(({ name, unreachable }) =>
    unreachable.map(({ channel, people, why }) => `• ${name}, ${channel}: ${people} (${why})`),
  );
  return [
    'Theo xã, phường (ai đăng ký nhiều nơi được tính ở mỗi nơi):',
    ...rows.map(({ name, total }) => `• ${name}: ${total}`),
    ...(waiting.length > 0 ? ['Trong đó chưa nhận được ngay:', ...waiting] : []),
  ].join('\n');
}

/** A finding of the text check with what the sources say. `mark`: what it is listed by. */
export const findingText = ({ message, severity, source }: Finding, mark = '•'): string =>
  `${mark} ${message}${source ? ` Nguồn nói: “${source.says}” (${source.title}, ${source.publisher}, ${source.date}).` : ''}${severity === 'fix' ? ' Phải sửa.' : ''}`;

export interface PreviewExtras {
  communeName: (code: string) => string;
  /** Words changed since the version last approved or returned; none: there is no earlier version. */
  changes?: readonly { language?: TranslationLanguage; before: string; after: string }[];
}

function changesText({
  changes,
  reviewed,
  content,
  communeName,
}: PreviewExtras & { reviewed: Content | undefined; content: Content }): string {
  if (!reviewed) return '';
  const other = [
    audienceName(reviewed.audience, communeName) === audienceName(content.audience, communeName)
      ? ''
      : `người nhận: trước là ${audienceName(reviewed.audience, communeName)}`,
    JSON.stringify(reviewed.repeat) === JSON.stringify(content.repeat) ? '' : repeatWords.changed(reviewed.repeat),
    reviewed.sendAt === content.sendAt ? '' : `giờ gửi: trước là ${reviewed.sendAt ? vietnamTime(reviewed.sendAt) : 'ngay'}`,
    reviewed.expiresAt === content.expiresAt
      ? ''
      : `hạn: trước là ${reviewed.expiresAt ? vietnamTime(reviewed.expiresAt) : 'chưa có'}`,
    reviewed.image?.sha256 === content.image?.sha256 ? '' : 'hình',
    reviewed.image?.alt === content.image?.alt ? '' : `mô tả hình: trước là “${reviewed.image?.alt ?? ''}”`,
    reviewed.linkPreview === content.linkPreview ? '' : 'xem trước liên kết',
    JSON.stringify(reviewed.buttons) === JSON.stringify(content.buttons) ? '' : 'các nút',
  ].filter(Boolean);
  const words = (changes ?? []).map(
    ({ language, before, after }) => `${language ? `${translationWords.heading(language)}: ` : ''}“${before}” → “${after}”`,
  );
  const all = [...words, ...other];
  return all.length === 0
    ? 'Không khác bản đã xem lần trước.'
    : ['Khác bản đã xem lần trước:', ...all.map((change) => `• ${change}`)].join('\n');
}

/** A warning for who approves, and for the record. */
export const sameHandsText = ({ kind, place, writers }: SameHands): string =>
  `⚠️ Người soạn (${writers.join(', ')}) và người duyệt ${kind === 'terminal' ? 'cùng gõ ở một cửa sổ dòng lệnh' : `cùng gõ bằng một người dùng của máy chủ (${place.replace('cli:', '')})`}: có thể một người làm cả hai việc. Nếu không phải vậy, hãy duyệt từ máy hoặc người dùng của chính mình. Việc này được ghi vào nhật ký.`;

/** `thay mặt Trần Minh (ủy quyền từ … đến …)`. */
export const behalfText = ({ name, from, until }: Omit<BehalfChoice, 'of'>): string =>
  behalfWords.behalf(name, vietnamTime(from), vietnamTime(until));

/** `Nguyễn Thu`, or `Nguyễn Thu, thay mặt Trần Minh (ủy quyền từ … đến …)`. */
export const approverText = ({ by, behalf }: ApproverNames): string =>
  behalf ? `${by}, ${behalfText({ ...behalf, name: behalf.of })}` : by;

/** The announcement exactly as people get it, between two lines, with everything an official decides on. A drill looks different. */
export function previewText(preview: Preview, extras: PreviewExtras): string {
  const { announcement, message, alone, count, findings, sameHands } = preview;
  const { kind, number, state, content, overrides, note, reviewed, filled, occurrence, occurrences } = announcement;
  const drill = kind === 'drill';
  const buttons = (message.choices ?? []).map(({ label }) => `[ ${label} ]`).join(' ');
  const open = findings.filter(({ code }) => !overrides.some((given) => given.code === code));
  return [
    `${kind === 'template' ? '🟧 MẪU KHẨN' : drill ? '🟦 DIỄN TẬP' : '🟥 THÔNG BÁO THẬT'} số ${number} – ${stateName(state)}`,
    announcement.startedAt === undefined
      ? 'XEM TRƯỚC, chưa gửi. Người nhận sẽ thấy đúng như giữa hai vạch:'
      : 'Người nhận thấy đúng như giữa hai vạch:',
    rule,
    message.text,
    buttons,
    rule,
    ...imageLines(preview),
    alone ? ['Ai chưa nhận thông báo cũ sẽ thấy:', rule, alone.text, rule].join('\n') : '',
    ...preview.translated.flatMap(translatedLines),
    templateLines(preview),
    buttons ? menuText('Trên kênh không có nút, cuối tin là:', message.choices ?? []) : '',
    `Gửi cho: ${audienceName(content.audience, extras.communeName)}`,
    `Số người: ${peopleCount(count.total)}${count.channels.length > 0 ? ` (${count.channels.map(reachText).join('; ')})` : ''}`,
    knownText(count),
    communeLines(preview, extras.communeName),
    ...(content.terms ? termsLines(content.terms) : []),
    filled ? `Theo mẫu khẩn số ${filled.of.number}` : '',
    occurrence ? occurrenceText(occurrence) : '',
    ...(content.repeat ? repeatWords.plan(content.repeat) : []),
    ...(content.repeat && occurrences ? seriesText(content.repeat, occurrences, state === 'scheduled') : []),
    `Giờ gửi: ${content.sendAt ? vietnamTime(content.sendAt) : 'ngay khi có người bấm gửi'}. Hết hiệu lực: ${content.expiresAt ? vietnamTime(content.expiresAt) : '(chưa chọn)'}`,
    preview.approver ? behalfWords.approver(approverText(preview.approver)) : '',
    ...(state === 'submitted' ? preview.behalves : []).map((choice) => behalfWords.may(behalfText(choice))),
    sameHands ? sameHandsText(sameHands) : '',
    note ? `Ghi chú: ${note}` : '',
    changesText({ ...extras, reviewed, content }),
    open.length > 0 ? ['Cần xem lại:', ...open.map((finding, i) => findingText(finding, `${i + 1}.`))].join('\n') : '',
    overrides.length > 0
      ? ['Đã bỏ qua, có lý do:', ...overrides.map(({ code, reason }) => `• ${code}: ${reason}`)].join('\n')
      : '',
  ]
    .filter(Boolean)
    .join('\n');
}

/** The picture, and what becomes of it on each channel. */
export const imageLines = ({ message: { image, linkPreview }, pictures }: Preview): string[] => [
  ...(image ? [announcementImageWords.shown(image)] : []),
  ...pictures.map(({ channel, how }) => `• ${announcementImageWords.onChannel(channel, how)}`),
  ...(linkPreview ? [announcementImageWords.preview] : []),
];

/** A version in another language as whoever chose it gets it. */
export const translatedLines = ({ language, message, alone }: TranslatedMessage): string[] => [
  `${translationWords.seen(language)}:`,
  rule,
  message.text,
  rule,
  ...(alone ? [`${translationWords.seenAlone(language)}:`, rule, alone.text, rule] : []),
];

/** What the template says, one line a place; `undefined`: none goes with it. `count`: of the preview. */
export function templateText({
  announcement,
  count,
}: Pick<Preview, 'announcement' | 'count'>):
  | { id: string; channel: string; lines: readonly string[]; reach: string; afterwards: string }
  | undefined {
  const { template } = announcement;
  if (!template) return undefined;
  const { id, channel, parameters, isWhole, priceVnd } = template;
  const people = count.channels.find((held) => held.channel === channel)?.later ?? 0;
  return {
    ...{ id, channel },
    lines: Object.entries(parameters).map(([name, text]) => `${name}: ${text}`),
    reach: `Ước tính: ${peopleCount(people)} người, ${priceVnd.toLocaleString('vi-VN')} đồng một tin, tổng ${costText(people, priceVnd)}.`,
    afterwards: isWhole
      ? 'Mẫu tin có trọn nội dung: người đã nhận mẫu không nhận lại thông báo nữa.'
      : 'Mẫu tin chỉ tóm tắt: khi người đó nhắn lại và thông báo còn hiệu lực, họ nhận toàn văn.',
  };
}

function templateLines(preview: Preview): string {
  const shown = templateText(preview);
  if (!shown) return '';
  const heading = `Ai im lặng quá lâu trên kênh ${shown.channel} nhận ngay mẫu tin ${shown.id}, điền như sau:`;
  return [heading, rule, ...shown.lines, rule, shown.reach, shown.afterwards].join('\n');
}

/** How far the sending has come. `before`: an earlier look, for the rate. */
export function progressText(progress: Progress, before?: Progress): string {
  const { announcement, total, sent, waiting, deferred, duplicates, uncertain, cancelled, expired, left, failed } = progress;
  const { quota, charged, unheard } = progress.templates;
  const { number, state, phase, note, heldChannels, content, occurrence, occurrences } = announcement;
  const shown = (count: number) => {
    const held = shownCount(count, total);
    return held === '<10' ? 'dưới 10' : held.toLocaleString('vi-VN');
  };
  const rate = before && rateOf(before, progress);
  const counted = (count: number, words: string) => (count > 0 ? `${words}: ${shown(count)}` : '');
  return [
    `Thông báo số ${number} – ${stateName(state)}${phase?.kind === 'canary' ? ' (đang gửi nhóm đầu)' : ''}${phase?.kind === 'holding' ? ` (đã gửi nhóm đầu, chờ đến ${vietnamTime(phase.untilAt)})` : ''}`,
    ...(content.repeat
      ? seriesText(content.repeat, occurrences ?? [], state === 'scheduled')
      : [occurrence ? occurrenceText(occurrence) : '', `Đã gửi: ${shown(sent)}/${shown(total)}`]),
    counted(waiting, 'Còn chờ'),
    counted(deferred, 'Chờ người nhận nhắn lại'),
    counted(progress.told, 'Trong số đang chờ, đã được báo (hoặc có thể đã được báo) bằng mẫu tin'),
    counted(quota + charged, `Mẫu tin đã gửi${charged > 0 ? ` (tính tiền từng tin: ${shown(charged)})` : ''}`),
    counted(unheard, 'Mẫu tin không rõ đã tới chưa, không gửi lại'),
    ...Object.entries(failed).map(([reason, count]) =>
      counted(count, `Không gửi được, ${failureNames[reason as keyof typeof failureNames]}`),
    ),
    counted(uncertain, 'Không rõ đã tới chưa'),
    counted(duplicates, 'Có thể nhận hai lần'),
    counted(left, 'Đã ngừng đăng ký trước khi gửi'),
    counted(cancelled, 'Đã hủy trước khi gửi'),
    counted(expired, 'Hết hạn trước khi gửi'),
    rate && waiting > 0
      ? `Tốc độ: ${rate.perSecond.toFixed(1).replace('.', ',')} tin/giây, còn khoảng ${Math.ceil(rate.leftMs / 60_000)} phút`
      : '',
    ...Object.entries(heldChannels).map(([channel, why]) => `⚠️ Kênh ${channel} đang bị giữ lại: ${why}`),
    note ? `Ghi chú: ${note}` : '',
  ]
    .filter(Boolean)
    .join('\n');
}
