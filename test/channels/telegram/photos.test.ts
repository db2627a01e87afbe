import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedImage } from '../../../src/announcements/images/checking.ts';
import type { OutgoingMessage } from '../../../src/messaging/message.ts';
import type { Fault } from '../../fakes/fault-proxy.ts';
import { png } from '../../fakes/pictures.ts';
import { openTelegram } from '../../fakes/telegram-channel.ts';
import { type Emulator, startEmulator } from '../../fakes/telegram-emulator.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());

const picture = png();
const checked = checkedImage(picture, 'Bản đồ đường đến nhà văn hóa');
if (typeof checked === 'string') throw new Error(checked);
const image = checked;
const text = 'Cử tri xã Hợp Thành đi bầu từ 7 giờ.';
const link = `https://cutri.example.vn/images/${image.sha256}.png`;
const message: OutgoingMessage = { text, image, imageLink: link, choices: [{ label: 'Lịch', value: '/lich' }] };
const longText = `${text} `.repeat(40).trim();

const refusal = (code: number, description: string, parameters?: object): Fault => ({
  kind: 'answer',
  status: code,
  body: JSON.stringify({ ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) }),
});

async function open() {
  const opened = await openTelegram(emulator);
  opened.pictures.set(image.sha256, picture);
  const photos = () =>
    opened.desk.calls.filter(({ method }) => method === 'sendPhoto').map(({ payload }) => payload as { photo: unknown });
  return { ...opened, photos };
}

describe('a picture on Telegram', () => {
  it('stands above the text, in one message with its buttons', async () => {
    const { channel, desk, close } = await open();
    const voter = desk.voter(42);
    const outcome = await channel.send('telegram:42', message);
    const [read, ...more] = await voter.reads();
    expect(read).toMatchObject({ text, photo: image.sha256, buttons: ['Lịch'] });
    expect(more).toEqual([]);
    expect(outcome).toEqual({ kind: 'sent', messageId: read?.messageId });
    await close();
  });

  it('comes first and the text after it where that is longer than a caption; the id is that of the text, which can be edited', async () => {
    const { channel, desk, close } = await open();
    const voter = desk.voter(42);
    const outcome = await channel.send('telegram:42', { ...message, text: longText });
    const [first, second, ...more] = await voter.reads();
    expect(first).toMatchObject({ text: '', photo: image.sha256 });
    expect(second).toMatchObject({ text: longText, buttons: ['Lịch'] });
    expect(more).toEqual([]);
    expect(outcome).toEqual({ kind: 'sent', messageId: second?.messageId });
    await close();
  });

  it('is uploaded once, however many get it at the same moment', async () => {
    const { channel, desk, photos, close } = await open();
    const chats = [1, 2, 3, 4, 5].map((id) => `telegram:${id}`);
    const voters = [1, 2, 3, 4, 5].map((id) => desk.voter(id));
    const outcomes = await Promise.all(chats.map((chat) => channel.send(chat, message)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(chats.map(() => 'sent'));
    expect(photos().filter(({ photo }) => typeof photo !== 'string')).toHaveLength(1);
    for (const voter of voters) expect((await voter.reads()).map(({ photo }) => photo)).toEqual([image.sha256]);
    await close();
  });

  it('is uploaded again where Telegram does not know it any more', async () => {
    const { channel, desk, photos, close } = await open();
    const voter = desk.voter(42);
    await channel.send('telegram:42', message);
    desk.forgetPhotos();
    expect((await channel.send('telegram:42', { ...message, text: 'Lần hai.' })).kind).toBe('sent');
    expect((await voter.reads()).map(({ photo }) => photo)).toEqual([image.sha256, image.sha256]);
    expect(photos().filter(({ photo }) => typeof photo !== 'string')).toHaveLength(2);
    await close();
  });

  it('C-30: that is out is not sent again when the text after it has to wait', async () => {
    const { channel, desk, proxy, clock, photos, close } = await open();
    const voter = desk.voter(42);
    const long = { ...message, text: longText };
    proxy.order(refusal(429, 'Too Many Requests', { retry_after: 5 }), { path: /sendMessage/u });
    expect(await channel.send('telegram:42', long)).toEqual({ kind: 'rate-limited', retryAfterMs: 5_000 });
    await clock.advance(5_001);
    expect((await channel.send('telegram:42', long)).kind).toBe('sent');
    expect((await voter.reads()).map((read) => read.photo ?? read.text)).toEqual([image.sha256, longText]);
    expect(photos()).toHaveLength(1);
    await close();
  });

  it.each([
    ['too many', refusal(429, 'Too Many Requests', { retry_after: 5 }), 'rate-limited'],
    ['blocked', refusal(403, 'Forbidden: bot was blocked by the user'), 'unreachable'],
    ['an answer that does not come', { kind: 'cut', when: 'after' } as const, 'uncertain'],
  ])('%s: the same outcome as of a text', async (_, fault, kind) => {
    const { channel, desk, proxy, close } = await open();
    desk.voter(42);
    proxy.order(fault, { path: /sendPhoto/u });
    expect((await channel.send('telegram:42', message)).kind).toBe(kind);
    await close();
  });

  it('Telegram does not take keeps nobody from the text, what is to be seen on it, and a link', async () => {
    const { channel, desk, proxy, close } = await open();
    const voter = desk.voter(42);
    proxy.order(refusal(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'), { path: /sendPhoto/u });
    expect((await channel.send('telegram:42', message)).kind).toBe('sent');
    expect(await voter.reads()).toMatchObject([
      { text: `${text}\n\n[Hình: ${image.alt}]\nXem hình: ${link}`, buttons: ['Lịch'] },
    ]);
    await close();
  });

  it('whose bytes are not there is not sent, nor is the text without it', async () => {
    const { channel, desk, pictures, close } = await open();
    const voter = desk.voter(42);
    pictures.clear();
    expect(await channel.send('telegram:42', message)).toEqual({ kind: 'unavailable' });
    expect(await voter.reads()).toEqual([]);
    await close();
  });

  it('Links are previewed only where that was approved', async () => {
    const { channel, desk, close } = await open();
    desk.voter(42);
    await channel.send('telegram:42', { text: 'https://laocai.gov.vn' });
    await channel.send('telegram:42', { text: 'https://laocai.gov.vn', linkPreview: true });
    expect(desk.calls.map(({ payload }) => (payload as { link_preview_options: object }).link_preview_options)).toEqual([
      { is_disabled: true },
      { is_disabled: false },
    ]);
    await close();
  });
});
