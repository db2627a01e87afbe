import { describe, expect, it } from 'vitest';
import { languageChoices, languageOffer } from '../../src/conversations/words-subscribing.ts';
import { sent } from '../fakes/announcing.ts';
import { openSubscriberDesk, voter } from '../fakes/subscriber-desk.ts';

const languageOf = async (desk: Awaited<ReturnType<typeof openSubscriberDesk>>) =>
  (await desk.cutri.subscribers.get(voter))?.language;

describe('the language of announcements', () => {
  it.each([
    ['/ngonngu hmn', 'hmn'],
    ['/ngonngu tiếng Mông', 'hmn'],
    ['/ngonngu Dao', 'ium'],
    ['#ngonngu tay', 'tyz'],
    ['/ngonngu giáy', 'pcc'],
    ['/language English', 'en'],
    ['/ngonngu Tiếng Việt', undefined],
  ])('“%s” is understood and kept with the subscription', async (text, language) => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky tất cả');
    expect((await desk.say(text))?.text).toContain('Từ nay bạn nhận thông báo bằng');
    expect(await languageOf(desk)).toBe(language);
    expect(await desk.kept()).toEqual({ topics: ['all'], communes: [] });
  });

  it('is offered by a button to who subscribes, every choice can be carried out, and the status says it', async () => {
    const desk = await openSubscriberDesk();
    expect((await desk.say('/dangky tất cả'))?.choices).toEqual([languageOffer]);
    expect((await desk.say(languageOffer.value))?.choices).toEqual(languageChoices);
    for (const { label, value } of languageChoices) {
      expect(label.length <= 40 && Buffer.byteLength(value) <= 64).toBe(true);
      expect((await desk.say(value))?.text).toContain('Từ nay');
      expect((await desk.say(`/ngonngu ${label}`))?.text).toContain('Từ nay');
    }
    await desk.say('/ngonngu mông');
    const status = await desk.say('/dangky');
    expect(status?.text).toContain('Ngôn ngữ: tiếng Mông');
    expect(status?.choices?.at(-1)).toEqual(languageOffer);
    expect(languageOffer.label.length).toBeLessThanOrEqual(40);
  });

  it('stays when somebody asks for more or for less, and goes with the subscription', async () => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky cải cách');
    await desk.say('/ngonngu hmn');
    await desk.say('/dangky Cam Đường');
    await desk.say('/huy cải cách');
    expect(await languageOf(desk)).toBe('hmn');
    await desk.say('/huy');
    await desk.say('/dangky cải cách');
    expect(await languageOf(desk)).toBeUndefined();
  });

  it('that is none of ours changes nothing, and of who is no subscriber nothing is kept', async () => {
    const desk = await openSubscriberDesk();
    expect((await desk.say('/ngonngu hmn'))?.text).toContain('chưa đăng ký');
    expect(await desk.kept()).toBeUndefined();
    await desk.say('/dangky tất cả');
    expect((await desk.say('/ngonngu Klingon'))?.choices).toEqual(languageChoices);
    expect((await desk.say('/ngonngu __proto__'))?.choices).toEqual(languageChoices);
    expect(await languageOf(desk)).toBeUndefined();
  });

  it('an announcement pasted in it is ours, and one altered in it is shown as altered', async () => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky tất cả');
    await desk.say('/ngonngu hmn');
    const hmn = 'Hnub 15/3/2026 cov neeg xã Hợp Thành mus xaiv tsa thaum 7:00 ntawm nhà văn hóa thôn.';
    await sent(desk.cutri, { translations: { hmn } });
    await desk.cutri.run(300_000);
    const { text } = desk.cutri.accepted.at(-1)!;
    expect(text).toContain(hmn);
    expect((await desk.say(text, 'telegram:9'))?.text).toContain('ĐÚNG');
    expect((await desk.say(text.replace('15/3/2026', '16/3/2026'), 'telegram:9'))?.text).toContain('16/3/2026');
  });
});
