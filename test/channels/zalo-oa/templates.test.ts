import { afterEach, describe, expect, it } from 'vitest';
import { impatient, openZaloOa, userOf, type ZaloOaChannelOptions } from '../../fakes/zalo-oa-channel.ts';

let opened: Awaited<ReturnType<typeof openZaloOa>>;
afterEach(() => opened?.close());

const templates = { '412345': { so: 10, tieu_de: 40 } };
const message = { id: '412345', parameters: { so: '12', tieu_de: 'Đổi giờ bỏ phiếu' } };

async function open(options: ZaloOaChannelOptions = {}) {
  opened = await openZaloOa({ templates, ...options });
  opened.pass(8 * 24 * 3_600_000);
  return opened;
}
const calls = () => opened.double.requests.filter(({ path }) => path.endsWith('/message/template'));

describe('a template of an Official Account', () => {
  it('reaches somebody silent for eight days by their id, with the places filled and the token in its header', async () => {
    const { channel, double, newChat, pass } = await open({ boughtTemplates: 1 });
    const [first, second] = [newChat(), newChat()];
    pass(8 * 24 * 3_600_000);
    expect(await channel.sendTemplate(first, message)).toEqual({ kind: 'sent', messageId: 'oa-msg-1', cost: 'quota' });
    expect(await channel.sendTemplate(second, message)).toEqual({ kind: 'sent', messageId: 'oa-msg-2', cost: 'charged' });
    expect(double.templatesOf(userOf(first))).toEqual([{ id: '412345', data: message.parameters }]);
    expect(JSON.parse(calls()[0]?.body ?? '')).toEqual({
      user_id: userOf(first),
      template_id: '412345',
      template_data: message.parameters,
    });
  });

  it.each([
    ['not approved', { ...message, id: '999999' }, -201],
    ['with a place it does not have', { ...message, parameters: { ...message.parameters, gio: '7 giờ' } }, -201],
    ['with a place too long', { ...message, parameters: { so: '12', tieu_de: 'x'.repeat(41) } }, -210],
  ])('%s is refused once for everybody who would get it, and an operator is told what to change', async (_, wrong, code) => {
    const { channel, newChat, events } = await open();
    for (let i = 0; i < 3; i += 1) expect(await channel.sendTemplate(newChat(), wrong)).toEqual({ kind: 'refused' });
    expect(calls()).toHaveLength(1);
    expect(events).toContainEqual({ kind: 'template-refused', code, task: expect.stringContaining('CUTRI_ZALO_OA_TEMPLATE') });
    expect((await channel.sendTemplate(newChat(), message)).kind).toBe('sent');
  });

  it.each([-211, -234, -320, -321, -221])('C-9: %i rests all templates for ten minutes, and no message', async (error) => {
    const { channel, double, newChat, pass, events } = await open();
    const [first, second] = [newChat(), newChat()];
    double.scriptTemplate(userOf(first), { error });
    expect(await channel.sendTemplate(first, message)).toEqual({ kind: 'refused' });
    expect(await channel.sendTemplate(second, message)).toEqual({ kind: 'refused' });
    expect(calls()).toHaveLength(1);
    expect(events).toContainEqual({ kind: 'template-refused', code: error, task: expect.any(String) });
    double.contact(userOf(first));
    expect((await channel.send(first, { text: 'Vâng.' })).kind).toBe('sent');
    pass(10 * 60_000);
    expect((await channel.sendTemplate(second, message)).kind).toBe('sent');
  });

  it.each([-213, -217, -218, -227, -244, -31_337])('C-8: %i is about one person, the next one is told', async (error) => {
    const { channel, double, newChat } = await open();
    const [first, second] = [newChat(), newChat()];
    double.scriptTemplate(userOf(first), { error });
    expect(await channel.sendTemplate(first, message)).toEqual({ kind: 'refused' });
    expect((await channel.sendTemplate(second, message)).kind).toBe('sent');
  });

  it('C-1: the limit of calls a minute closes messages and templates alike', async () => {
    const { channel, double, newChat } = await open();
    const [first, second] = [newChat(), newChat()];
    double.scriptTemplate(userOf(first), { error: -32 });
    expect(await channel.sendTemplate(first, message)).toEqual({ kind: 'rate-limited', retryAfterMs: 31_000 });
    expect((await channel.sendTemplate(second, message)).kind).toBe('rate-limited');
    expect((await channel.send(second, { text: 'Vâng.' })).kind).toBe('rate-limited');
  });

  it('what failed on their side may be repeated; what was not answered may have arrived', async () => {
    const { channel, double, newChat } = await open({ settings: impatient });
    const chat = newChat();
    double.scriptTemplate(userOf(chat), { error: -200 }, { status: 503 }, { fault: 'reset-after' });
    expect(await channel.sendTemplate(chat, message)).toEqual({ kind: 'unavailable' });
    expect(await channel.sendTemplate(chat, message)).toEqual({ kind: 'unavailable' });
    expect(await channel.sendTemplate(chat, message)).toEqual({ kind: 'uncertain' });
  });

  it('only to chats of this account', async () => {
    const { channel } = await open();
    expect(await channel.sendTemplate('telegram:1', message)).toEqual({ kind: 'refused' });
    expect(calls()).toHaveLength(0);
  });
});
