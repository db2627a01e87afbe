import { describe, expect, it } from 'vitest';
import { openPack } from '../../src/app/knowledge.ts';
import { readCommandOrWish } from '../../src/conversations/slash-commands.ts';
import { smallPack } from '../fakes/small-pack.ts';
import { openSubscriberDesk } from '../fakes/subscriber-desk.ts';

describe('in words as well as by command', () => {
  it.each([
    'xóa dữ liệu của tôi',
    'xoá dữ liệu',
    'xoa het thong tin cua em di',
    'Xóa tin nhắn của tôi',
    'quên tôi đi',
    '#xoa',
    '/xoa',
  ])('forget me: %s', (text) => expect(readCommandOrWish(text)?.name).toBe('forget'));
  it.each([
    'thông báo này thật hay giả',
    'tin này có thật không',
    'thong bao nay la that hay gia vay',
    'kiểm tra giúp thông báo này',
    '/kiemtra',
  ])('is this notice genuine: %s', (text) => expect(readCommandOrWish(text)?.name).toBe('verify'));
  it.each(['gặp cán bộ', 'cho tôi gặp người thật', 'tôi muốn nói chuyện với cán bộ', 'em cần gặp nhân viên ạ', '/canbo'])(
    'talk to a person: %s',
    (text) => expect(readCommandOrWish(text)?.name).toBe('person'),
  );
  it.each(['#dangky', '#dangky cải cách', '#huy'])('%s as with a slash', (text) =>
    expect(readCommandOrWish(text)).toEqual(readCommandOrWish(text.replace('#', '/'))),
  );
  it.each([
    'xóa tên khỏi danh sách cử tri thế nào',
    'ai kiểm tra thông báo niêm yết',
    'gặp cán bộ tư pháp ở đâu',
    'thông báo kết quả bầu cử khi nào',
    '#bầu cử',
    'quên thẻ cử tri thì sao',
  ])('is not read into a question: %s', (text) => expect(readCommandOrWish(text)).toBeUndefined());

  it.each(['đăng ký nhận thông báo', 'cho em đăng ký nhận tin', '#dangky tất cả'])('subscribe: %s', async (text) => {
    expect((await (await openSubscriberDesk()).say(text))?.text).toMatch(/nhận thông báo/u);
  });
  it.each(['ngừng nhận thông báo', 'hủy đăng ký', 'thôi nhận tin', '#huy'])('unsubscribe: %s', async (text) => {
    const desk = await openSubscriberDesk();
    await desk.say('/dangky tất cả');
    await desk.say(text);
    expect(await desk.kept()).toBeUndefined();
  });

  it('whoever wants a person is told who the province names', () => {
    const about = { answersAbout: { vi: 'bầu cử', en: 'elections' }, contacts: [{ name: 'Sở Nội vụ', for: 'bầu cử' }] };
    const pack = { ...smallPack(), about } as never;
    const reply = openPack(pack).openDialogue().reply({ chat: 'zalo-oa:1', text: 'gặp cán bộ' }, new Date('2026-03-01'));
    expect(reply).toMatchObject({ kind: 'talk', citations: [] });
    expect(reply.text).toContain('- Sở Nội vụ: bầu cử');
  });
});
