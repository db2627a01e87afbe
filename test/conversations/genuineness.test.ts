import { describe, expect, it } from 'vitest';
import { rendered, renderedAlone } from '../../src/announcements/rendering.ts';
import { createGenuineness } from '../../src/conversations/genuineness.ts';
import { type Announcing, approved, goodText, issuer, lan, letGo, minh, sent, submitted, valueIn } from '../fakes/announcing.ts';
import { png } from '../fakes/pictures.ts';
import { openSubscriberDesk, type SubscriberDesk } from '../fakes/subscriber-desk.ts';

/** Announcement 1 has been sent to two people. */
async function afterSending(): Promise<{ desk: SubscriberDesk; cutri: Announcing; id: string; text: string }> {
  const desk = await openSubscriberDesk();
  await desk.cutri.subscribe(2);
  const announcement = await sent(desk.cutri);
  await desk.cutri.run(10_000);
  return { desk, cutri: desk.cutri, id: announcement.id, text: rendered(announcement, issuer).text };
}

const said = async (desk: SubscriberDesk, text: string): Promise<string> =>
  (await desk.say(text))?.text ?? '(left to the answers)';

describe('F-36: the number of an announcement', () => {
  it('that is right confirms it, with its words, time and how long it holds', async () => {
    const { desk, text } = await afterSending();
    for (const typed of ['/kiemtra 1', '/kiemtra số 1', '/KiemTra #1']) {
      const reply = await said(desk, typed);
      expect(reply).toContain('ĐÚNG: thông báo số 1');
      expect(reply).toContain(text);
      expect(reply).toContain('Còn hiệu lực đến 19:00 ngày 15/03/2026');
    }
  });

  it('can be asked by a link for anybody, by its number and nothing else', async () => {
    const { cutri, text } = await afterSending();
    const rumours = { check: async () => undefined, advice: () => '' };
    const { alone } = createGenuineness({
      announcements: cutri.announcements,
      issuer,
      page: undefined,
      rumours,
      rest: async () => undefined,
      now: cutri.clock.now,
    });
    expect((await alone('/kiemtra 1'))?.text).toContain(text);
    expect((await alone('/kiemtra 99'))?.text).toContain('KHÔNG CÓ');
    for (const other of ['/kiemtra', '/kiemtra Thông báo hoãn bầu cử', '/huy', 'Bầu cử ngày nào?'])
      expect(await alone(other)).toBeUndefined();
  });

  it('that has a picture is told with what is to be seen on it and where, asked by its number or by its words', async () => {
    const desk = await openSubscriberDesk();
    await desk.cutri.subscribe(3);
    const image = valueIn(await desk.cutri.publishing.addImage(lan, { bytes: png() }, 'Bản đồ đường đến nhà văn hóa'));
    await sent(desk.cutri, { image });
    const picture = `[Hình: Bản đồ đường đến nhà văn hóa]\nXem hình: https://cutri.example.vn/images/${image.sha256}.png`;
    expect(await said(desk, '/kiemtra 1')).toContain(picture);
    const words = await said(desk, `/kiemtra ${goodText}`);
    expect(words).toContain(`Hãy so với hình bạn nhận được:\n${picture}`);
  });

  it('that was never sent is denied, a draft’s number included', async () => {
    const { desk, cutri } = await afterSending();
    await submitted(cutri);
    for (const typed of ['/kiemtra 2', '/kiemtra 99']) expect(await said(desk, typed)).toContain('KHÔNG CÓ');
  });

  it('that was stopped, corrected, retracted or has expired says so', async () => {
    const stopped = await afterSending();
    valueIn(await stopped.cutri.publishing.stop(lan, (await sent(stopped.cutri)).id, 'sai'));
    expect(await said(stopped.desk, '/kiemtra 2')).toContain('ĐÃ BỊ HỦY');

    for (const [kind, word] of [
      ['correction', 'ĐÍNH CHÍNH'],
      ['retraction', 'THU HỒI'],
    ] as const) {
      const { desk, cutri, id } = await afterSending();
      const draft = valueIn(await cutri.publishing.followUp(lan, id, kind, { text: goodText }));
      expect(await said(desk, '/kiemtra 1')).toContain('Còn hiệu lực');
      valueIn(await cutri.publishing.submit(lan, draft.id, {}));
      valueIn(await approved(cutri, draft.id, minh));
      valueIn(await letGo(cutri, draft.id));
      expect(await said(desk, '/kiemtra 1')).toContain(word);
    }

    const over = await afterSending();
    over.cutri.clock.pass(30 * 86_400_000);
    expect(await said(over.desk, '/kiemtra 1')).toContain('hết hiệu lực');
  });

  it('of a drill says that it was one', async () => {
    const desk = await openSubscriberDesk();
    await desk.cutri.officialsNow((held) => held.map((one) => ({ ...one, chat: `telegram:${one.id}` })));
    const { id } = await submitted(desk.cutri, { audience: { kind: 'officials' } }, 'drill');
    valueIn(await approved(desk.cutri, id));
    const drill = valueIn(await letGo(desk.cutri, id));
    expect(await said(desk, '/kiemtra 1')).toContain('DIỄN TẬP nội bộ');
    expect(await said(desk, rendered(drill, issuer).text)).toContain('DIỄN TẬP nội bộ');
  });
});

describe('F-36: the words of an announcement', () => {
  it('as they were sent are ours, however they were wrapped', async () => {
    const { desk, text } = await afterSending();
    expect(await said(desk, text)).toContain('không bị sửa chữ nào');
    expect(await said(desk, text.replaceAll('\n', ' ').replaceAll(' ', '  '))).toContain('không bị sửa chữ nào');
    expect(await said(desk, `/kiemtra ${text}`)).toContain('không bị sửa chữ nào');
  });

  it('in part are ours but not all', async () => {
    const { desk } = await afterSending();
    expect(await said(desk, goodText)).toContain('chưa đủ');
  });

  it.each([
    ['15/3/2026', '16/3/2026'],
    ['7', '9'],
    ['Hợp Thành', 'Cam Đường'],
    ['đi bầu', 'không đi bầu'],
  ])('with “%s” turned into “%s” are shown as altered, there', async (was, is) => {
    const { desk, text } = await afterSending();
    const reply = await said(desk, text.replace(was, is));
    expect(reply).toContain('ĐÃ BỊ SỬA');
    for (const word of is.split(' ').filter((held) => !was.includes(held))) expect(reply).toContain(word);
    expect(reply.split('•')).toHaveLength(2);
  });

  it('with something added or left out are shown as altered', async () => {
    const { desk, text } = await afterSending();
    expect(await said(desk, `${text} Chuyển 200.000 đồng phí vào tài khoản 123.`)).toContain('thêm “Chuyển 200.000 đồng');
    expect(await said(desk, text.replace(' từ 7 giờ', ''))).toContain('bỏ “từ 7 giờ”');
  });

  it('of a correction that stands alone, as it goes to who never got the first, are ours', async () => {
    const { desk, cutri, id } = await afterSending();
    const draft = valueIn(await cutri.publishing.followUp(lan, id, 'correction', { text: goodText }));
    valueIn(await cutri.publishing.submit(lan, draft.id, {}));
    valueIn(await approved(cutri, draft.id, minh));
    const correction = valueIn(await letGo(cutri, draft.id));
    const alone = renderedAlone(correction, issuer);
    expect(alone).toBeDefined();
    expect(await said(desk, alone!.text)).toContain('không bị sửa chữ nào');
  });

  it('after “Thật hay giả?” the next message is checked however short, but a press of another button is that button', async () => {
    const { desk } = await afterSending();
    await desk.say('/kiemtra');
    expect(await said(desk, 'Hoãn bầu cử')).toContain('KHÔNG PHẢI của chúng tôi');
    await desk.say('/kiemtra');
    expect(await desk.say('tiep:lao-cai-elected-unit-3')).toBeUndefined();
    await desk.say('/kiemtra');
    expect(await said(desk, 'số 1')).toContain('thông báo số 1');
  });

  it('pasted after “/kiemtra” are what was meant; a question asked instead is left to the answers', async () => {
    const { desk, text } = await afterSending();
    await desk.say('/kiemtra');
    expect(await said(desk, 'Xã mình phát phiếu tận nhà')).toContain('KHÔNG PHẢI của chúng tôi');
    expect(await said(desk, 'Xã mình phát phiếu tận nhà')).toBe('(left to the answers)');
    await desk.say('tin này thật hay giả?');
    expect(await said(desk, text)).toContain('ĐÚNG');
    await desk.say('/kiemtra');
    expect(await said(desk, 'Ngày bầu cử là ngày nào?')).toBe('(left to the answers)');
  });

  it('that are not ours are not, once somebody says they are a notice', async () => {
    const { desk } = await afterSending();
    const fake = 'THÔNG BÁO KHẨN: cuộc bầu cử bị hoãn, mọi người nộp lệ phí qua ứng dụng lạ để được cấp thẻ mới.';
    expect(await said(desk, fake)).toContain('KHÔNG PHẢI của chúng tôi');
    expect(await said(desk, `/kiemtra ${fake}`)).toContain('không bao giờ yêu cầu bạn chuyển tiền');
    expect(await said(desk, 'Thông báo số 1 của Ủy ban: mời toàn dân nhận quà tại siêu thị vào cuối tuần này nhé.')).toContain(
      'KHÔNG PHẢI',
    );
  });

  it('of a question are left to the answers', async () => {
    const { desk } = await afterSending();
    for (const text of [
      'Ngày bầu cử là ngày nào?',
      'Nhà tôi ở thôn xa, không có thẻ cử tri thì có được đi bầu ở nhà văn hóa xã Hợp Thành không?',
    ])
      expect(await desk.say(text)).toBeUndefined();
  });

  it('with the buttons some channels write below are ours', async () => {
    const desk = await openSubscriberDesk();
    await desk.cutri.subscribe(1);
    const announcement = await sent(desk.cutri, { buttons: [{ label: 'Xem lịch', value: '/lich' }] });
    expect(await said(desk, `${rendered(announcement, issuer).text}\n1. Xem lịch`)).toContain('không bị sửa chữ nào');
  });
});
