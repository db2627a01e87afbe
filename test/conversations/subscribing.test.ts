import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/conversations/responding.ts';
import { readCommand } from '../../src/conversations/slash-commands.ts';
import { readWish } from '../../src/conversations/subscription-wish.ts';
import { commandMenu } from '../../src/conversations/words-menu.ts';
import { subscribeChoices } from '../../src/conversations/words-subscribing.ts';
import { approved, content, letGo, minh, sent, submitted, valueIn } from '../fakes/announcing.ts';
import { smallPack } from '../fakes/small-pack.ts';
import { openSubscriberDesk, voter } from '../fakes/subscriber-desk.ts';

const camDuong = '02671';

describe('subscribing', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['/dangky tất cả', ['all'], []],
    ['/dangky mốc bầu cử', ['milestones'], []],
    ['/dangky cải cách', ['reform'], []],
    ['/dangky Cam Đường', [], [camDuong]],
    ['/dangky phuong cam duong', [], [camDuong]],
    ['/dangky phường Cam Đường, xã Hợp Thành', [], [camDuong, '02680']],
    ['đăng ký nhận thông báo phường Cam Đường', [], [camDuong]],
    ['dang ky nhan thong bao xa hop thanh', [], ['02680']],
    ['cho mình dk nhận tin tất cả', ['all'], []],
    ['Tôi muốn nhận thông báo về cải cách hành chính', ['reform'], []],
    ['dk nhắc lịch bầu cử', ['milestones'], []],
    ['đăng ký phường Cam Đường', [], [camDuong]],
  ])('“%s” is understood', async (text, topics, communes) => {
    const desk = await openSubscriberDesk();
    const reply = await desk.say(text);
    expect(await desk.kept()).toEqual({ topics, communes });
    expect(reply?.text).toContain('Đã đăng ký');
  });

  it('says plainly what is kept and how to stop, and offers only what can be carried out', async () => {
    const desk = await openSubscriberDesk();
    const menu = await desk.say('/dangky');
    expect(menu?.choices).toEqual(subscribeChoices);
    const outcomes = await Promise.all(subscribeChoices.map(({ value }) => desk.say(value, `telegram:${value.length}`)));
    expect(outcomes.map((reply) => reply?.kind)).toEqual(['talk', 'talk', 'talk', 'clarify']);
    const { text } = (await desk.say('/dangky tất cả'))!;
    for (const said of ['mã cuộc trò chuyện', 'không giữ tên, số điện thoại', '/huy', '/xoa']) expect(text).toContain(said);
    expect(subscribeChoices.every(({ label, value }) => label.length <= 40 && Buffer.byteLength(value) <= 64)).toBe(true);
  });

  it('adds to what there is, once each', async () => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky cải cách');
    await desk.say('/dangky Cam Đường');
    await desk.say('/dangky Cam Đường');
    expect(await desk.kept()).toEqual({ topics: ['reform'], communes: [camDuong] });
    expect((await desk.say('/dangky'))?.text).toContain('tin của phường Cam Đường');
  });

  it('asks back where a name may be several places, and keeps nothing before the answer', async () => {
    const pack = smallPack();
    pack.communes.push({ code: '09999', type: 'xã', name: 'Cam Đường', variants: [] });
    const desk = await openSubscriberDesk({ pack });
    const reply = await desk.say('/dangky Cam Đường');
    expect(reply).toMatchObject({ kind: 'clarify' });
    expect(await desk.kept()).toBeUndefined();
    expect(reply?.choices?.map(({ label }) => label)).toEqual(['phường Cam Đường', 'xã Cam Đường']);
    await desk.say(reply!.choices![1]!.value);
    expect(await desk.kept()).toEqual({ topics: [], communes: ['09999'] });
  });

  it('asks whether the ward is meant where a former province has the same name', async () => {
    const desk = await openSubscriberDesk();
    const reply = await desk.say('/dangky Yên Bái');
    expect(reply?.choices).toEqual([{ label: 'phường Yên Bái', value: '/dangky phường Yên Bái' }]);
    await desk.say('/dangky phường Yên Bái');
    expect(await desk.kept()).toEqual({ topics: [], communes: ['04279'] });
  });

  it('takes a name typed after “my commune”, and nothing else for one', async () => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky xã của tôi');
    await desk.say('Cam Đường');
    expect(await desk.kept()).toEqual({ topics: [], communes: [camDuong] });
    expect(await desk.say('Hợp Thành')).toBeUndefined();
    await desk.say('/dangky xã của tôi');
    expect(await desk.say('Cam Đường bầu ở đâu?')).toBeUndefined();
    await desk.say('/dangky xã của tôi');
    await desk.cutri.clock.advance(11 * 60_000);
    expect(await desk.say('Hợp Thành')).toBeUndefined();
  });

  it('knows no commune of a name that is in no list, and guesses none', async () => {
    const desk = await openSubscriberDesk();
    const reply = await desk.say('/dangky xã Không Có Đâu');
    expect(reply?.text).toContain('không thấy');
    expect(await desk.kept()).toBeUndefined();
  });

  it('says that it is a subscription, so that the page can offer to tell of announcements while it is closed; nothing else does', async () => {
    const desk = await openSubscriberDesk();
    const reply = await desk.say('/dangky tất cả');
    expect(messageOf(reply!, undefined).subscribed).toBe(true);
    for (const text of ['/dangky', '/huy']) expect(messageOf((await desk.say(text))!, undefined).subscribed).toBeUndefined();
  });

  it('on the web says when an announcement arrives, elsewhere nothing of it', async () => {
    const desk = await openSubscriberDesk({ delivers: () => true });
    expect((await desk.say('/dangky tất cả', 'web:1'))?.text).toContain('mở lại trang bằng chính trình duyệt này');
    expect((await desk.say('/dangky tất cả', 'telegram:1'))?.text).not.toContain('trình duyệt');
  });

  it('says where no announcement can be sent', async () => {
    const desk = await openSubscriberDesk();
    expect((await desk.say('/dangky tất cả', 'web:1'))?.text).toContain('Telegram hoặc Zalo');
    expect(await desk.kept('web:1')).toBeUndefined();
  });

  it('shows how where somebody asks how', async () => {
    const desk = await openSubscriberDesk();
    expect((await desk.say('Đăng ký nhận thông báo như thế nào?'))?.choices).toEqual(subscribeChoices);
    expect(await desk.kept()).toBeUndefined();
  });

  it.each([
    'Đăng ký tạm trú ở xã Hợp Thành thế nào?',
    'Làm sao đăng ký ứng cử?',
    'Đăng ký nhận thẻ cử tri ở đâu?',
    'Hủy bỏ kết quả bầu cử khi nào?',
    'Tôi không nhận được thông báo nào',
    'Tôi nhận được thông báo đi bầu ngày 16/3 có đúng không?',
    'Tôi nhận tin nhắn lạ',
    'Phường Cam Đường thuộc đơn vị bầu cử nào?',
    'Thông tin đăng ký cử tri xem ở đâu?',
  ])('leaves “%s” to the answers', (text) => expect(readWish(text)).toBeUndefined());
});

describe('leaving', () => {
  it.each([
    '/huy',
    '/stop',
    'huỷ đăng ký',
    'stop',
    'Tôi không muốn nhận thông báo nữa',
    'ngừng nhận tin',
    'dung gui thong bao nua',
  ])('“%s” ends everything and keeps nothing', async (text) => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky tất cả');
    expect((await desk.say(text))?.text).toContain('Đã ngừng');
    expect(await desk.kept()).toBeUndefined();
  });

  it('one topic or one commune keeps the rest', async () => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky tất cả');
    await desk.say('/dangky Cam Đường');
    await desk.say('/huy cải cách');
    expect(await desk.kept()).toEqual({ topics: ['milestones'], communes: [camDuong] });
    await desk.say('/huy phường Cam Đường');
    expect(await desk.kept()).toEqual({ topics: ['milestones'], communes: [] });
    expect((await desk.say('/huy Hợp Thành'))?.text).toContain('không đăng ký mục đó');
    await desk.say('/huy mốc bầu cử');
    expect(await desk.kept()).toBeUndefined();
    expect((await desk.say('/huy'))?.text).toContain('chưa đăng ký');
  });

  it('offers one tap back to each part of what was left as a whole', async () => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky cải cách');
    await desk.say('/dangky Cam Đường');
    const reply = await desk.say('/huy');
    await desk.say(reply!.choices!.find(({ label }) => label.includes('Cam Đường'))!.value);
    expect(await desk.kept()).toEqual({ topics: [], communes: [camDuong] });
  });
});

describe('announcements and who asked for them', () => {
  it('a newcomer gets what is in force, once, and is told so', async () => {
    const desk = await openSubscriberDesk({ canary: 0 });
    await desk.cutri.subscribe(2);
    await sent(desk.cutri);
    await desk.cutri.run(200_000);
    expect((await desk.say('/dangky tất cả'))?.text).toContain('Có 1 thông báo còn hiệu lực');
    await desk.say('/dangky Cam Đường');
    await desk.cutri.run(10_000);
    expect(desk.cutri.accepted.filter(({ chat }) => chat === voter)).toHaveLength(1);
  });

  it('who leaves while it is being sent gets nothing more', async () => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky tất cả');
    const { id } = await submitted(desk.cutri, content());
    valueIn(await approved(desk.cutri, id, minh));
    valueIn(await letGo(desk.cutri, id));
    await desk.cutri.conductor.tick();
    await desk.say('/huy');
    await desk.cutri.run(200_000);
    expect(desk.cutri.accepted).toEqual([]);
  });

  it('what a closed window kept back goes out at the next contact', async () => {
    const desk = await openSubscriberDesk({ canary: 0 });
    const chat = 'zalo-oa:7';
    await desk.say('/dangky tất cả', chat);
    desk.cutri.platform = () => ({ kind: 'outside-window' });
    await sent(desk.cutri);
    await desk.cutri.run(200_000);
    expect(desk.cutri.accepted).toEqual([]);
    desk.cutri.platform = () => ({ kind: 'sent' });
    await desk.cutri.clock.advance(11 * 60_000);
    await desk.subscribing.contacted(chat);
    await desk.cutri.run(10_000);
    expect(desk.cutri.accepted.map((held) => held.chat)).toEqual([chat]);
    expect((await desk.cutri.subscribers.get(chat))!.lastContactAt > '2026-03-01T08:11').toBe(true);
  });

  it('nobody is kept for having written only', async () => {
    const desk = await openSubscriberDesk();
    await desk.subscribing.contacted('telegram:9');
    expect(await desk.kept('telegram:9')).toBeUndefined();
  });
});

it('the menu of commands names what voters have, and nothing of officials', () => {
  const names = commandMenu.map(({ command }) => readCommand(`/${command}`)?.name);
  expect(names).toEqual(expect.arrayContaining(['subscribe', 'unsubscribe', 'verify', 'forget']));
  expect(names).not.toEqual(expect.arrayContaining(['announce']));
  expect(names).not.toEqual(expect.arrayContaining(['link']));
});
