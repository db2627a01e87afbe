import { afterEach, describe, expect, it } from 'vitest';
import { createLiveFeed, type LiveLook } from '../../src/console/announcing/live-feed.ts';
import { lan, sent, valueIn } from '../fakes/announcing.ts';
import { type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite | undefined;
afterEach(async () => {
  await site?.close();
  site = undefined;
});

const one = '/quan-tri/thong-bao/1';
const at = ({ document }: Page, selector: string) =>
  document.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';

async function sending(people = 300) {
  site = await startConsoleSite();
  await site.announcing.subscribe(people);
  await sent(site.announcing);
  return site;
}

describe('watching a sending', () => {
  it('shows the first few, the countdown with the time, then rate, time left and a chart with its numbers', async () => {
    const { announcing, signedIn } = await sending(1_300);
    const author = await signedIn('lan');
    await author.get(`${one}/theo-doi`);
    await announcing.run(6_000);
    await announcing.run(4_000);
    const holding = await author.get(`${one}/theo-doi`);
    expect(at(holding, '.countdown')).toMatch(/Còn \d+ giây thì gửi tiếp cho tất cả \(lúc \d\d:\d\d\)/u);
    expect(at(holding, '.stop button')).toBe('DỪNG GỬI');
    await announcing.run(150_000);
    const page = await author.get(`${one}/theo-doi`);
    expect(at(page, '#live')).toMatch(/Tốc độ: [\d.]+ tin mỗi phút/u);
    const svg = page.document.querySelector('#live svg.chart');
    expect(svg?.getAttribute('aria-label')).toBe('Số tin đã gửi mỗi phút');
    expect(svg?.querySelectorAll('rect').length).toBeGreaterThan(1);
    expect(page.text).not.toMatch(/<svg[^>]*style=|<style/u);
    const total = valueIn(await announcing.publishing.progress(lan, 'id-1')).sent;
    const counted = [...page.document.querySelectorAll('details tbody td')].map((cell) => Number(cell.textContent));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(total);
  });

  it('counts what failed by reason and channel', async () => {
    const { announcing, signedIn } = await sending(60);
    announcing.platform = (chat) =>
      Number(chat.slice(9)) % 3 === 0 ? { kind: 'unreachable', why: 'blocked' } : { kind: 'sent' };
    await announcing.run(20_000);
    const page = await (await signedIn('minh')).get(`${one}/theo-doi`);
    expect(at(page, '#live')).toMatch(/đã chặn bot ?20/u);
  });

  it('tells the numbers to an open page as they change, and that it is over', async () => {
    const { announcing, signedIn, address } = await sending(150);
    const author = await signedIn('lan');
    const cookie = [...author.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${address}${one}/truc-tiep`, { headers: { cookie } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let heard = '';
    const reading = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) heard += chunk;
    })();
    await expect.poll(() => heard).toContain('event: look');
    await announcing.run(3_000);
    await expect.poll(() => heard).toMatch(/Đã gửi: [1-9]\d\/150/u);
    await announcing.run(200_000);
    await reading;
    expect(heard).toContain('Đã gửi: 150/150');
    expect(heard).toContain('event: over');
    expect(heard).not.toContain('_form');
  });

  it('lets nobody without a session listen', async () => {
    const { browser } = await sending(20);
    expect((await browser().get(`${one}/truc-tiep`)).location).toBe('/quan-tri/vao');
  });
});

describe('the live feed', () => {
  async function followed() {
    const running = await sending(300);
    const { clock, announcing } = { clock: running.announcing.clock, announcing: running.announcing };
    let polls = 0;
    const feed = createLiveFeed({
      async progress(id) {
        polls += 1;
        return valueIn(await announcing.publishing.progress(lan, id));
      },
      schedule: clock.schedule,
      report: (error) => {
        throw error;
      },
    });
    return { clock, announcing, feed, polls: () => polls };
  }

  it('asks the store once a second for a hundred who watch, and tells each of them', async () => {
    const { clock, feed, polls } = await followed();
    const looks: LiveLook[][] = Array.from({ length: 100 }, () => []);
    const stops = looks.map((heard) => feed.watch('id-1', (look) => heard.push(look)));
    await clock.advance(10_000);
    expect(polls()).toBe(10);
    expect(new Set(looks.map((heard) => heard.length))).toEqual(new Set([10]));
    expect(looks[0]![3]).toBe(looks[99]![3]);
    for (const stop of stops) stop();
    await clock.advance(30_000);
    expect(polls()).toBeLessThanOrEqual(14);
  });

  it('says it is over to those who watch, and then asks no more', async () => {
    const { clock, announcing, feed, polls } = await followed();
    const states: string[] = [];
    const stop = feed.watch('id-1', ({ progress }) => states.push(progress.announcement.state));
    await announcing.run(300_000);
    expect(states.at(-1)).toBe('finished');
    stop();
    await clock.advance(20_000);
    const asked = polls();
    await clock.advance(60_000);
    expect(polls()).toBe(asked);
  });

  it('goes on after the store was away for a moment', async () => {
    const { clock, announcing } = await followed();
    let calls = 0;
    const errors: unknown[] = [];
    const heard: LiveLook[] = [];
    const feed = createLiveFeed({
      async progress(id) {
        calls += 1;
        if (calls === 2) throw new Error('away');
        return valueIn(await announcing.publishing.progress(lan, id));
      },
      schedule: clock.schedule,
      report: (error) => void errors.push(error),
    });
    const stop = feed.watch('id-1', (look) => heard.push(look));
    await clock.advance(4_000);
    expect([errors.length, heard.length]).toEqual([1, 3]);
    stop();
  });
});
