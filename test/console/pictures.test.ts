import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { goodText, lan, valueIn } from '../fakes/announcing.ts';
import { type Browser, type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';
import { exif, gpsTag, jpeg, png } from '../fakes/pictures.ts';

let site: ConsoleSite;
afterEach(() => site.close());

async function start(): Promise<Browser> {
  site = await startConsoleSite();
  await site.announcing.subscribe(150);
  return site.signedIn('lan');
}

const soan = '/quan-tri/soan';
const one = '/quan-tri/thong-bao/1';
const alt = 'Bản đồ đường đến nhà văn hóa thôn';
const written = { kind: 'notice', text: goodText, audience: 'everyone', expiresAt: '2026-03-15T19:00' };
const fileOf = (bytes: Buffer, name = 'ban-do.png') => new File([Uint8Array.from(bytes)], name, { type: 'image/png' });
const picture = png();
const sha256 = createHash('sha256').update(picture).digest('hex');
const fieldOf = ({ document }: Page, name: string) =>
  document.querySelector(`input[name="${name}"]`)?.getAttribute('value') ?? '';
const saved = async () => valueIn(await site.announcing.publishing.find(lan, 1)).content;

describe('a picture at the console', () => {
  it('is sent with the form, shown on each channel as that shows it, and saved with what is to be seen on it', async () => {
    const author = await start();
    const page = await author.upload(soan, {
      ...written,
      imageFile: fileOf(picture),
      imageAlt: alt,
      linkPreview: 'on',
      do: 'look',
    });
    expect(fieldOf(page, 'image')).toBe(sha256);
    const [telegram, zalo] = [...page.document.querySelectorAll('#phones .phone')];
    expect(telegram!.querySelector('img')?.getAttribute('src')).toBe(`/quan-tri/hinh/${sha256}.png`);
    expect(telegram!.querySelector('img')?.getAttribute('alt')).toBe(alt);
    expect(telegram!.textContent).toContain('hình và lời trong một tin');
    expect(zalo!.querySelector('img')).toBeNull();
    expect(zalo!.textContent).toContain(`[Hình: ${alt}]`);
    await author.upload(soan, { ...written, image: sha256, imageAlt: alt, linkPreview: 'on' });
    expect(await saved()).toMatchObject({ image: { sha256, alt, width: 64, height: 48 }, linkPreview: true });
    expect(
      valueIn(await site.announcing.publishing.submit(lan, (await site.announcing.announcements.find(1))!.id, {})).state,
    ).toBe('submitted');
  });

  it('is given to officials who are signed in, before it was sent to anybody; to nobody else, and no commune officer', async () => {
    const author = await start();
    await author.upload(soan, { ...written, imageFile: fileOf(picture), imageAlt: alt });
    const address = `/quan-tri/hinh/${sha256}.png`;
    const seen = await author.get(address);
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('cache-control')]).toEqual([
      200,
      'image/png',
      'private, max-age=600',
    ]);
    expect((await author.get(`/quan-tri/hinh/${'0'.repeat(64)}.png`)).status).toBe(404);
    expect((await (await site.signedIn('an')).get(address)).status).toBe(403);
    expect((await site.browser().get(address)).text).not.toContain('PNG');
  });

  it('stays when only something else is changed, and goes when it is taken out', async () => {
    const author = await start();
    await author.upload(soan, { ...written, imageFile: fileOf(picture), imageAlt: alt });
    await author.submit(`${one}/sua`, { imageAlt: 'Bản đồ mới' });
    expect((await saved()).image).toMatchObject({ sha256, alt: 'Bản đồ mới' });
    const without = await author.submit(`${one}/sua`, { do: 'unpicture' });
    expect(fieldOf(without, 'image')).toBe('');
    await author.upload(`${one}/sua`, { ...written, image: '', version: fieldOf(without, 'version') });
    expect(await saved()).not.toHaveProperty('image');
  });

  it('has not to be chosen again where what is to be seen on it was forgotten', async () => {
    const author = await start();
    const page = await author.upload(soan, { ...written, imageFile: fileOf(picture) });
    expect([page.status, fieldOf(page, 'image')]).toEqual([422, sha256]);
    expect(page.text).toContain('Chưa có lời mô tả hình');
    expect(valueIn(await site.announcing.publishing.list(lan))).toEqual([]);
  });

  it.each([
    ['no picture', Buffer.from('<svg/>'), 'không phải hình JPEG hoặc PNG'],
    ['one that says where it was taken', jpeg({ beside: [exif({ [gpsTag]: 1 })] }), 'ghi nơi chụp'],
  ])('is not %s, and what was typed stays', async (_, bytes, says) => {
    const author = await start();
    const page = await author.upload(soan, { ...written, imageFile: fileOf(bytes), imageAlt: alt });
    expect(page.status).toBe(422);
    expect(page.text).toContain(says);
    expect(page.document.querySelector('textarea[name=text]')?.textContent).toContain(goodText);
    expect(valueIn(await site.announcing.publishing.list(lan))).toEqual([]);
  });

  it('larger than 5 MB with its form is not read to its end', async () => {
    const author = await start();
    const page = await author.upload(soan, { ...written, imageFile: fileOf(Buffer.alloc(6 * 1024 * 1024)), imageAlt: alt });
    expect(page.status).toBe(413);
  });

  it('that was never sent here cannot be named', async () => {
    const author = await start();
    const page = await author.upload(soan, { ...written, image: '0'.repeat(64), imageAlt: alt });
    expect(page.text).toContain('không còn trong kho');
    expect(valueIn(await site.announcing.publishing.list(lan))).toEqual([]);
  });
});
