import { afterEach, describe, expect, it } from 'vitest';
import { checkedImage } from '../../../src/announcements/images/checking.ts';
import type { OutgoingMessage } from '../../../src/messaging/message.ts';
import { jpeg, png } from '../../fakes/pictures.ts';
import { openZaloOa, userOf, type ZaloOaChannelOptions } from '../../fakes/zalo-oa-channel.ts';

let opened: Awaited<ReturnType<typeof openZaloOa>>;
afterEach(() => opened?.close());

const imageOf = (bytes: Uint8Array) => {
  const image = checkedImage(bytes, 'Bản đồ đường đến nhà văn hóa');
  if (typeof image === 'string') throw new Error(image);
  return image;
};
const picture = png();
const image = imageOf(picture);
const text = 'Cử tri xã Hợp Thành đi bầu từ 7 giờ.';
const message: OutgoingMessage = { text, image, imageLink: `https://cutri.example.vn/images/${image.sha256}.png` };
const inWords = `${text}\n\n[Hình: ${image.alt}]\nXem hình: ${message.imageLink}`;
const dayMs = 24 * 3_600_000;

async function open(options: ZaloOaChannelOptions = {}) {
  opened = await openZaloOa(options);
  opened.pictures.set(image.sha256, picture);
  const { channel, double, newChat } = opened;
  const chat = newChat();
  const uploads = () => double.requests.filter(({ path }) => path === '/v2.0/oa/upload/image').length;
  return {
    ...opened,
    chat,
    uploads,
    shown: () => double.shown(userOf(chat)),
    send: (sent = message) => channel.send(chat, sent),
  };
}

describe('a picture on a Zalo Official Account', () => {
  it('stands with the text in one message', async () => {
    const { send, shown } = await open();
    expect(await send()).toEqual({ kind: 'sent', messageId: 'oa-msg-1' });
    expect(shown()).toMatchObject([{ text, picture: image.sha256 }]);
  });

  it('comes first where the text has buttons', async () => {
    const { send, shown } = await open({ settings: { buttons: 'plain' } });
    expect(await send({ ...message, choices: [{ label: 'Lịch', value: '/lich' }] })).toEqual({
      kind: 'sent',
      messageId: 'oa-msg-2',
    });
    expect(shown()).toMatchObject([
      { text: '', picture: image.sha256 },
      { text, buttons: [{ title: 'Lịch' }] },
    ]);
  });

  it('is uploaded once for everybody, and anew before Zalo lets go of it', async () => {
    const { channel, newChat, pass, uploads } = await open();
    const chats = [newChat(), newChat(), newChat()];
    await Promise.all(chats.map((one) => channel.send(one, message)));
    expect(uploads()).toBe(1);
    pass(6 * dayMs);
    await channel.send(newChat(), message);
    expect(uploads()).toBe(2);
  });

  it('Zalo has let go of is uploaded once more', async () => {
    const { double, chat, send, shown, uploads } = await open();
    await send();
    double.script(userOf(chat), { error: -100 });
    expect((await send({ ...message, text: 'Lần hai.' })).kind).toBe('sent');
    expect([uploads(), shown().length]).toEqual([2, 2]);
  });

  it.each([
    ['an upload cut off', { fault: 'reset-after' }, 'unavailable'],
    ['too many calls', { error: -32 }, 'rate-limited'],
  ] as const)('%s: nobody has got anything, and it is done again', async (_, step, kind) => {
    const { double, send, shown, pass } = await open();
    double.scriptUpload(step);
    expect((await send()).kind).toBe(kind);
    expect(shown()).toEqual([]);
    pass(62_000);
    expect((await send()).kind).toBe('sent');
    expect(shown()).toMatchObject([{ text, picture: image.sha256 }]);
  });

  it('a message with it that may have arrived is as uncertain as a text', async () => {
    const { double, chat, send } = await open();
    double.script(userOf(chat), { fault: 'reset-amid' });
    expect(await send()).toEqual({ kind: 'uncertain' });
  });

  it('that Zalo does not take keeps nobody from the text, what is to be seen on it, and a link', async () => {
    const { double, send, shown } = await open();
    double.scriptUpload({ error: -201 });
    expect((await send()).kind).toBe('sent');
    expect(shown()).toEqual([{ text: inWords, free: true }]);
  });

  it('of more than 1 MB is said in words: Zalo takes none', async () => {
    const large = imageOf(Buffer.concat([jpeg(), Buffer.alloc(1024 * 1024)]));
    const { send, shown, uploads } = await open();
    expect((await send({ text, image: large })).kind).toBe('sent');
    expect(shown()).toEqual([{ text: `${text}\n\n[Hình: ${large.alt}]`, free: true }]);
    expect(uploads()).toBe(0);
  });

  it('whose bytes are not there is not sent, nor is the text without it', async () => {
    const { pictures, send, shown } = await open();
    pictures.clear();
    expect(await send()).toEqual({ kind: 'unavailable' });
    expect(shown()).toEqual([]);
  });
});
