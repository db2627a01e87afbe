import { describe, expect, it } from 'vitest';
import { type Progress, progressCsv, progressOf, rateOf, shownCount } from '../../src/announcements/progress.ts';
import { progressText } from '../../src/announcements/words-preview.ts';
import { createAnnouncing, goodText, lan, valueIn } from '../fakes/announcing.ts';

/** How far an announcement to so many people has come after so many milliseconds. */
async function progress(total: number, sent: number, atMs = 0): Promise<Progress> {
  const { publishing } = await createAnnouncing();
  const announcement = valueIn(await publishing.draft(lan, 'notice', { text: goodText, buttons: [] }));
  const none = { pending: 0, leased: 0, deferred: 0, told: 0, duplicates: 0, uncertain: 0, cancelled: 0, expired: 0, left: 0 };
  const failed = { blocked: 0, gone: 0, rejected: 0, 'gave-up': 0 };
  const tally = {
    ...none,
    channel: 'telegram',
    total,
    sent,
    pending: total - sent,
    failed,
    templates: { quota: 0, charged: 0, unheard: 0 },
  };
  return progressOf(announcement, [tally as never], new Date(atMs));
}

describe('how far the sending has come', () => {
  it('H-6: never counts a few people out: under ten they are "<10"', async () => {
    expect([shownCount(0, 5), shownCount(3, 5), shownCount(3, 50)]).toEqual([0, '<10', 3]);
    const few = await progress(7, 3);
    expect(progressText(few)).toContain('Đã gửi: dưới 10/dưới 10');
    expect(progressCsv(few).split('\n')[1]).toBe('1,telegram,<10,<10,0,0,<10,0,0,0,0,0,0,0,0,0,0,0');
    expect(progressCsv(await progress(70, 3)).split('\n')[1]).toContain('1,telegram,70,3,');
  });

  it('says rate and time left from two looks, and nothing where nothing moved', async () => {
    const [first, second] = [await progress(1_000, 100), await progress(1_000, 350, 10_000)];
    expect(rateOf(first, second)).toEqual({ perSecond: 25, leftMs: 26_000 });
    expect(progressText(second, first)).toContain('Tốc độ: 25,0 tin/giây, còn khoảng 1 phút');
    expect(rateOf(second, second)).toBeUndefined();
  });
});
