import type { Announcement } from './announcement.ts';
import type { Finding } from './finding.ts';
import { type ChannelLimits, filledTemplate, rendered, renderedAlone } from './rendering.ts';
import { checkWords } from './words.ts';

// Characters that change what is seen without being seen: bidirectional controls, zero-width ones, tags, other invisible ones.
const unseen =
  /\u034F|\u17B4|\u17B5|[\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\u{E0000}-\u{E01EF}]|(?<!\p{Emoji})[\uFE00-\uFE0F]/u;
const control = /[^\P{Cc}\n]/u;
const link =
  /\b(?:https?:\/\/|www\.)\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}\.(?:vn|com|net|org|info|io|me|ly|link|top|xyz)\b(?:\/\S*)?/giu;
const officialLink = /^(?:https:\/\/)?(?:[\w-]+\.)*(?:gov\.vn|quochoi\.vn|vneid\.gov\.vn)(?:[/?#]|$)/iu;
const mixedScripts = /\p{Script=Cyrillic}|\p{Script=Greek}/u;
const saysDrill = /diễn\s+tập/iu;
const saysNoDrill = /không\s+phải\s+(?:là\s+)?diễn\s+tập/iu;
const saysWhen = /\d{1,2}\s*(?:giờ|h\b|:)|\d{1,2}\/\d{1,2}|ngày\s+\d|tháng\s+\d|hôm nay|ngày mai|chủ nhật|thứ\s+\p{L}+/iu;
const saysWhere =
  /(?<!\p{L})(?:xã|phường|tỉnh|thôn|tổ dân phố|huyện|nhà văn hóa|nhà văn hoá|trường|phòng bỏ phiếu|khu vực|địa bàn|điểm|trụ sở|tại|toàn quốc|cả nước)(?!\p{L})/iu;

/** Everything found in the text of an announcement, worst first. `issuer`: see `rendered`. `facts`: what a `FactCheck` found in it. */
export function checkText(
  announcement: Announcement,
  { channels, issuer, facts }: { channels: readonly ChannelLimits[]; issuer: string; facts: readonly Finding[] },
): Finding[] {
  const { kind, content } = announcement;
  const written = [content.text, ...content.buttons.flatMap(({ label, value }) => [label, value])].join('\n');
  const fix = (code: string, message: string): Finding => ({ code, severity: 'fix', message });
  const ask = (code: string, message: string): Finding => ({ code, severity: 'override', message });
  const found: Finding[] = [];

  if (unseen.test(written) || control.test(written)) found.push(fix('unseen', checkWords.unseen));
  if (mixedScripts.test(written)) found.push(fix('script', checkWords.script));
  if (written !== written.normalize('NFC')) found.push(fix('form', checkWords.form));
  const length = (renderedAlone(announcement, issuer) ?? rendered(announcement, issuer)).text.length;
  for (const { name, maxTextLength } of channels) {
    if (length > maxTextLength) found.push(fix(`length:${name}`, checkWords.tooLong(name, length, maxTextLength)));
  }
  for (const { label, value } of content.buttons) {
    if (label.length === 0 || label.length > 40 || value.length === 0 || Buffer.byteLength(value) > 64)
      found.push(fix(`button:${label}`, checkWords.button(label)));
  }
  if (kind === 'drill' && saysNoDrill.test(content.text)) found.push(fix('drill', checkWords.drillDenied));
  if (kind !== 'drill' && saysDrill.test(content.text)) found.push(fix('drill', checkWords.drillNamed));
  for (const [address] of written.matchAll(link)) {
    if (!officialLink.test(address)) found.push(ask(`link:${address.toLowerCase()}`, checkWords.link(address)));
  }
  if (kind === 'notice' && !saysWhen.test(content.text)) found.push(ask('when', checkWords.noTime));
  if (kind === 'notice' && !saysWhere.test(content.text)) found.push(ask('where', checkWords.noPlace));
  // Nobody gives reasons for a reminder: it is drafted and submitted by itself, and goes without.
  const flaws = kind === 'reminder' ? [] : filledTemplate(announcement, issuer, channels).flaws;
  for (const flaw of flaws) found.push(ask(`template:${flaw.field}`, checkWords.template(flaw)));
  found.push(...facts);
  return found.sort((a, b) => Number(a.severity === 'override') - Number(b.severity === 'override'));
}

/** Findings nobody has given a reason for; what has to be fixed cannot be overridden. */
export function unresolved(findings: readonly Finding[], overrides: Announcement['overrides']): Finding[] {
  return findings.filter(({ code, severity }) => severity === 'fix' || !overrides.some((given) => given.code === code));
}
