import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { checkedImage } from '../../../src/announcements/images/checking.ts';
import { png } from '../../fakes/pictures.ts';
import { startVoterSite, type VoterSite } from '../../fakes/voter-site.ts';

const picture = png();
const image = checkedImage(picture, 'Bản đồ "đường" <đi>');
if (typeof image === 'string') throw new Error(image);
const url = `/images/${image.sha256}.png`;

let site: VoterSite;
afterEach(() => site.close());
const open = async () => {
  site = await startVoterSite({
    readImage: async (sha256) => (sha256 === image.sha256 ? picture : undefined),
    bot: () => [{ text: 'Thông báo.', image, imageLink: `https://cutri.example.vn${url}`, linkPreview: true }],
  });
};

describe('a picture on the page', () => {
  it('comes from our own origin, byte for byte, and may be kept: its name says what it is', async () => {
    await open();
    const response = await fetch(`${site.address}${url}`);
    const body = Buffer.from(await response.arrayBuffer());
    expect(createHash('sha256').update(body).digest('hex')).toBe(image.sha256);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("img-src 'self'"),
    });
  });

  it.each([
    ['that is not there', `/images/${'0'.repeat(64)}.png`],
    ['under another type', `/images/${image.sha256}.jpg`],
    ['by a path', '/images/..%2Foffice.json'],
    ['by nothing', '/images/.png'],
  ])('%s is none', async (_, path) => {
    await open();
    expect((await fetch(`${site.address}${path}`)).status).toBe(404);
  });

  it('is not given out without end to one address: whoever asks too often is told how long to wait', async () => {
    site = await startVoterSite({ readImage: async () => picture, limits: { picture: { points: 2, windowMs: 60_000 } } });
    const answers = [];
    for (let i = 0; i < 3; i += 1) answers.push(await fetch(`${site.address}${url}`));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(answers[2]!.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('stands in the card with what is to be seen on it and its size, for scripts and without', async () => {
    await open();
    const headers = { 'content-type': 'application/json' };
    const asked = await fetch(`${site.address}/api/chat`, { method: 'POST', headers, body: '{"text":"Có gì mới?"}' });
    const { messages } = (await asked.json()) as { messages: object[] };
    expect(messages).toEqual([{ id: 'run-1', text: 'Thông báo.', image: { url, alt: image.alt, width: 64, height: 48 } }]);
    const form = await fetch(`${site.address}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site.address },
      body: new URLSearchParams({ text: 'Có gì mới?' }),
    });
    expect(await form.text()).toContain(
      `<img src="${url}" alt="Bản đồ &quot;đường&quot; &lt;đi&gt;" width="64" height="48" loading="lazy" />`,
    );
  });
});
