import { withoutImage } from '../messaging/image.ts';
import type { OutgoingMessage } from '../messaging/message.ts';
import type { Announcement } from './announcement.ts';
import type { Finding } from './finding.ts';
import { type ChannelLimits, filledTemplate, rendered, renderedAlone, renderedTranslations } from './rendering.ts';
import { longestText, termsFlaws } from './templates/blank.ts';
import { control, link, mixedScripts, unseen } from './templates/characters.ts';
import { checkWords } from './templates/words-check.ts';
import { figureDifferences } from './translations/figures.ts';
import { languagesIn, mapTranslations, type TranslationLanguage } from './translations/language.ts';
import { translationWords } from './translations/words.ts';

const officialLink = /^(?:https:\/\/)?(?:[\w-]+\.)*(?:gov\.vn|quochoi\.vn|vneid\.gov\.vn)(?:[/?#]|$)/iu;
const saysDrill = /diễn\s+tập/iu;
const saysNoDrill = /không\s+phải\s+(?:là\s+)?diễn\s+tập/iu;
const saysWhen = /\d{1,2}\s*(?:giờ|h\b|:)|\d{1,2}\/\d{1,2}|ngày\s+\d|tháng\s+\d|hôm nay|ngày mai|chủ nhật|thứ\s+\p{L}+/iu;
const saysWhere =
  /(?<!\p{L})(?:xã|phường|tỉnh|thôn|tổ dân phố|huyện|nhà văn hóa|nhà văn hoá|trường|phòng bỏ phiếu|khu vực|địa bàn|điểm|trụ sở|tại|toàn quốc|cả nước)(?!\p{L})/iu;

/** Of the line that says where a picture is to be seen. */
const mostLinkLength = 200;

/** Everything found in the text of an announcement, worst first. `issuer`: see `rendered`. `facts`: what a `FactCheck` found in it. */
export function checkText(
  announcement: Announcement,
  { channels, issuer, facts }: { channels: readonly ChannelLimits[]; issuer: string; facts: readonly Finding[] },
): Finding[] {
  const { kind, content } = announcement;
  const written = [content.text, content.image?.alt ?? '', ...content.buttons.flatMap(({ label, value }) => [label, value])].join(
    '\n',
  );
  const fix = (code: string, message: string): Finding => ({ code, severity: 'fix', message });
  const ask = (code: string, message: string): Finding => ({ code, severity: 'override', message });
  const found: Finding[] = [];

  if (unseen.test(written) || control.test(written)) found.push(fix('unseen', checkWords.unseen));
  if (mixedScripts.test(written)) found.push(fix('script', checkWords.script));
  if (written !== written.normalize('NFC')) found.push(fix('form', checkWords.form));
  for (const { code, name } of content.terms ? termsFlaws(content.text, content.terms) : [])
    found.push(fix(`${code}:${name}`, checkWords.terms(code, name)));
  const message = longest(announcement, issuer);
  for (const { name, length, maxTextLength } of tooLongOn(message, channels))
    found.push(fix(`length:${name}`, checkWords.tooLong(name, length, maxTextLength)));
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
  found.push(...facts, ...checkTranslations(announcement, { channels, issuer }));
  return found.sort((a, b) => Number(a.severity === 'override') - Number(b.severity === 'override'));
}

/** What may not be seen is in no language, nor is a link to anywhere; whether a text says the same, its figures tell to who cannot read it. */
function checkTranslations(
  announcement: Announcement,
  { channels, issuer }: { channels: readonly ChannelLimits[]; issuer: string },
): Finding[] {
  const { content, about } = announcement;
  const longestOf = longestTranslations(announcement, issuer);
  const found = languagesIn(content.translations).flatMap((language) => {
    const text = content.translations![language]!;
    const fix = (code: string, message: string) => inVersion(language, 'fix', code, message);
    const ask = (code: string, message: string) => inVersion(language, 'override', code, message);
    const differences = figureDifferences(comparable(content.text), comparable(text), language);
    return [
      ...(text.trim() === '' ? [fix('empty', translationWords.empty)] : []),
      ...(unseen.test(text) || control.test(text) ? [fix('unseen', checkWords.unseen)] : []),
      ...(mixedScripts.test(text) ? [fix('script', checkWords.script)] : []),
      ...(text === text.normalize('NFC') ? [] : [fix('form', checkWords.form)]),
      ...(content.terms ? termsFlaws(text, content.terms) : [])
        .filter(({ code }) => code === 'blank-unused' || code === 'blank-undefined')
        .map(({ code, name }) => fix(`${code}:${name}`, checkWords.terms(code, name))),
      ...tooLongOn(longestOf.get(language)!, channels).map(({ name, length, maxTextLength }) =>
        fix(`length:${name}`, checkWords.tooLong(name, length, maxTextLength)),
      ),
      ...[...text.matchAll(link)]
        .filter(([address]) => !officialLink.test(address))
        .map(([address]) => ask(`link:${address.toLowerCase()}`, checkWords.link(address))),
      ...(differences
        ? [ask(`differs:${JSON.stringify([differences.missing, differences.added])}`, translationWords.differs(differences))]
        : []),
    ];
  });
  const lacking = languagesIn(about?.translations).filter((language) => content.translations?.[language] === undefined);
  return [
    ...found,
    ...lacking.map((language): Finding => {
      const message = translationWords.notFollowed(language, about!.number);
      return { code: `${language}:not-followed`, severity: 'override', message };
    }),
  ];
}

const inVersion = (language: TranslationLanguage, severity: Finding['severity'], code: string, message: string): Finding => ({
  code: `${language}:${code}`,
  severity,
  message: translationWords.inVersion(language, message),
});

/** Without addresses and the names of blanks, whose figures say nothing. */
const comparable = (text: string): string => text.replace(link, ' ').replace(/\{[^{}\n]{0,60}\}/gu, ' ');

/** The channels that do not take a message so long; one that shows no pictures gets a picture as words and an address. */
const tooLongOn = (message: OutgoingMessage, channels: readonly ChannelLimits[]) =>
  channels
    .map(({ name, maxTextLength, picture }) => {
      const inWords = picture || !message.image ? 0 : mostLinkLength;
      return { name, maxTextLength, length: (picture ? message : withoutImage(message)).text.length + inWords };
    })
    .filter(({ length, maxTextLength }) => length > maxTextLength);

/** The longest message that each version can become. */
function longestTranslations(announcement: Announcement, issuer: string): Map<TranslationLanguage, OutgoingMessage> {
  const { content } = announcement;
  const { terms } = content;
  const translations = terms ? mapTranslations(content.translations, (text) => longestText(text, terms)) : content.translations;
  const said = { ...announcement, content: { ...content, ...(translations ? { translations } : {}) } };
  return new Map(renderedTranslations(said, issuer).map(({ language, message, alone }) => [language, alone ?? message]));
}

/** The longest message it can become. */
function longest(announcement: Announcement, issuer: string): OutgoingMessage {
  const { content } = announcement;
  if (!content.terms) return renderedAlone(announcement, issuer) ?? rendered(announcement, issuer);
  return rendered({ ...announcement, content: { ...content, text: longestText(content.text, content.terms) } }, issuer);
}

/** Findings nobody has given a reason for; what has to be fixed cannot be overridden. */
export function unresolved(findings: readonly Finding[], overrides: Announcement['overrides']): Finding[] {
  return findings.filter(({ code, severity }) => severity === 'fix' || !overrides.some((given) => given.code === code));
}
