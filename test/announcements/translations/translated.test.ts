import { describe, expect, it } from 'vitest';
import { contentHash, sealFlaw } from '../../../src/announcements/approval.ts';
import { rendered, renderedTranslations } from '../../../src/announcements/rendering.ts';
import { inLanguage } from '../../../src/announcements/sending/sendables.ts';
import { plainTranslations } from '../../../src/announcements/translations/language.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import {
  approvalKey,
  approved,
  content,
  createAnnouncing,
  goodText,
  issuer,
  lan,
  sent,
  submitted,
  valueIn,
} from '../../fakes/announcing.ts';

const hmn = 'Hnub 15/3/2026, xã Hợp Thành, 7:00.';
const en = 'On 15 March 2026, voters of Hợp Thành vote from 7 am.';
const everyone = { kind: 'everyone' } as const;

describe('an announcement in several languages', () => {
  it('goes to each subscriber in theirs, in Vietnamese to who has no version, and to nobody twice', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribers.put(subscriber('telegram:1'));
    await cutri.subscribers.put(subscriber('telegram:2', { language: 'hmn' }));
    await cutri.subscribers.put(subscriber('telegram:3', { language: 'en' }));
    await cutri.subscribers.put(subscriber('telegram:4', { language: 'tyz' }));
    await sent(cutri, { translations: { hmn, en } });
    await cutri.run(300_000);
    const texts = Object.fromEntries(cutri.accepted.map(({ chat, text }) => [chat, text]));
    expect(cutri.accepted).toHaveLength(4);
    expect(texts['telegram:1']).toBe(
      `${goodText}\n\nThông báo số 1 của ${issuer}. Kiểm tra thật giả: nhắn /kiemtra 1. Ngừng nhận: nhắn /huy`,
    );
    expect(texts['telegram:2']).toBe(texts['telegram:1']!.replace(goodText, hmn));
    expect(texts['telegram:3']).toBe(
      `${en}\n\nAnnouncement no. 1 of ${issuer}. Check whether it is genuine: send /kiemtra 1. Stop: send /huy`,
    );
    expect(texts['telegram:4']).toBe(texts['telegram:1']);
  });

  it('is under the approval with every version: one changed afterwards is worth nothing', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(1);
    const made = valueIn(await approved(cutri, (await submitted(cutri, { translations: { hmn } })).id));
    const keys = { approvalKey, issuer };
    expect(sealFlaw(made, keys)).toBeUndefined();
    const altered = { ...made, content: { ...made.content, translations: { hmn: hmn.replace('15', '16') } } };
    expect(sealFlaw(altered, keys)).toBe('content-changed');
    const { translations: _, ...without } = made.content;
    expect(sealFlaw({ ...made, content: without }, keys)).toBe('content-changed');
  });

  it('without versions has the hash it had before there were any', () => {
    const plain = { id: 'a', number: 7, kind: 'notice', content: { text: goodText, buttons: [], audience: everyone } } as const;
    expect(contentHash(plain, issuer)).toBe('f45b9f943bf5f6a73d3e119778693f4eb55d829dd2fab932b626343a1875dd0e');
    expect(renderedTranslations(plain, issuer)).toEqual([]);
  });

  it('whose figures differ asks for a reason, and hidden characters or too long a version cannot be sent', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(1);
    const translations = { hmn: hmn.replace('15/3', '16/3'), en: `${en}\u200B`, tyz: `${hmn}${'a'.repeat(2000)}` };
    const made = valueIn(await cutri.publishing.draft(lan, 'notice', content({ translations })));
    const { findings, translated } = valueIn(await cutri.publishing.preview(lan, made.id));
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'fix tyz:length:zalo-oa',
      'fix en:unseen',
      'override hmn:differs:[["15/3"],["16/3"]]',
    ]);
    expect(findings[2]!.message).toContain('Bản tiếng Mông: số, ngày hoặc giờ khác bản tiếng Việt.');
    expect(translated.map(({ language }) => language)).toEqual(['hmn', 'tyz', 'en']);
  });

  it('is corrected in its languages: each version quotes its own, and one that is left out asks for a reason', async () => {
    const cutri = await createAnnouncing();
    await cutri.subscribe(1);
    const made = await sent(cutri, { translations: { hmn, en } });
    await cutri.run(300_000);
    const text = `Sửa: ${goodText}`;
    const follow = await cutri.publishing.followUp(lan, made.id, 'correction', {
      text,
      translations: { en: `Corrected: ${en}` },
    });
    const { translated, alone, findings } = valueIn(await cutri.publishing.preview(lan, valueIn(follow).id));
    expect(alone?.text).toContain(`“${goodText}”`);
    expect(translated.map((one) => [one.language, one.alone?.text.includes(`“${en}”`)])).toEqual([['en', true]]);
    expect(translated[0]!.message.text).toContain('CORRECTION of announcement no. 1');
    expect(findings.map(({ code }) => code)).toContain('hmn:not-followed');
  });

  it('reaches who was told by a Vietnamese template in their own language afterwards', () => {
    const message = rendered({ kind: 'notice', number: 1, content: { text: goodText, buttons: [] } }, issuer);
    const sendable = {
      ...{ announcement: 'a', ranks: 1, audience: everyone, heldChannels: {}, message },
      translated: { hmn: { message: { text: hmn } } },
      template: { message: { id: 't', parameters: {} }, isWhole: true },
    };
    expect(inLanguage(sendable, 'hmn')).toMatchObject({ message: { text: hmn }, template: { isWhole: false } });
    expect(inLanguage(sendable, 'en')).toBe(sendable);
    expect(inLanguage(sendable, undefined)).toBe(sendable);
  });

  it('keeps no version that is empty', () => {
    expect(plainTranslations({ hmn: '  ', en: ' a ' })).toEqual({ en: 'a' });
    expect(plainTranslations({ hmn: '' })).toBeUndefined();
  });
});
