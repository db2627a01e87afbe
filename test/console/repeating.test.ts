import { afterEach, describe, expect, it } from 'vitest';
import { timesOf } from '../../src/announcements/repeating/plan.ts';
import { goodText, lan, valueIn } from '../fakes/announcing.ts';
import { type Browser, type ConsoleSite, type Page, startConsoleSite } from '../fakes/console-site.ts';

let site: ConsoleSite;
afterEach(() => site.close());

async function start(): Promise<Browser> {
  site = await startConsoleSite();
  await site.announcing.subscribe(150);
  return site.signedIn('lan');
}

const soan = '/quan-tri/soan';
const one = '/quan-tri/thong-bao/1';
const written = { kind: 'notice', text: goodText, audience: 'everyone' };
// It is the first of March 2026, a Sunday.
const mondays = {
  repeat: 'weekly',
  repeatDay1: 'on',
  repeatTime: '07:00',
  repeatFrom: '2026-03-02',
  repeatUntil: '2026-03-16',
  repeatHours: '24',
};
const weekly = { kind: 'weekly', weekdays: [1] };
const plan = { rhythm: weekly, time: '07:00', from: '2026-03-02', until: '2026-03-16', hours: 24 };
const at = ({ document }: Page, selector: string) =>
  document.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const fieldValue = ({ document }: Page, name: string) => document.querySelector(`[name=${name}]`)?.getAttribute('value') ?? '';
const saved = async (number = 1) => valueIn(await site.announcing.publishing.find(lan, number)).content;

describe('an announcement that repeats, written in the console', () => {
  it.each([
    ['every day', { repeat: 'daily' }, { kind: 'daily' }, 15],
    ['on some weekdays', { repeat: 'weekly', repeatDay1: 'on', repeatDay4: 'on' }, { kind: 'weekly', weekdays: [1, 4] }, 5],
    ['on a day of the month', { repeat: 'monthly', repeatMonthDay: '5' }, { kind: 'monthly', day: 5 }, 1],
    ['on the last day of the month', { repeat: 'monthly', repeatMonthDay: 'last' }, { kind: 'monthly', day: 'last' }, 1],
    [
      'on the last Friday of the month',
      { repeat: 'monthly-weekday', repeatWhich: 'last', repeatWeekday: '5' },
      { kind: 'monthly-weekday', which: 'last', weekday: 5 },
      1,
    ],
  ])('is kept with its plan: %s', async (_, fields, rhythm, times) => {
    const author = await start();
    const { repeatDay1: __, ...rest } = mondays;
    const until = times === 1 ? '2026-03-31' : rest.repeatUntil;
    const page = await author.submit(soan, { ...written, ...rest, repeatUntil: until, ...fields });
    expect(page.status).toBe(303);
    const { repeat } = await saved();
    expect(repeat).toEqual({ ...plan, until, rhythm });
    expect(timesOf(repeat!)).toHaveLength(times);
  });

  it('goes on no more than so many times, without a last day to be worked out, and counts down', async () => {
    const author = await start();
    const counted = { repeatUntil: '', repeatMost: '3', repeatHours: '12', repeatCountdown: '2026-03-31' };
    const text = `${goodText} Còn {số ngày} ngày.`;
    const look = await author.submit(soan, { ...written, text, ...mondays, ...counted, do: 'look' });
    expect(at(look, '#plan-days')).toContain('Gửi 3 lần: T2 02/03/2026, T2 09/03/2026, T2 16/03/2026.');
    expect(at(look, '#phones')).toContain('Còn 29 ngày.');
    await author.submit(soan, { ...written, text, ...mondays, ...counted });
    expect((await saved()).repeat).toEqual({
      ...{ ...plan, until: '2027-03-02' },
      ...{ most: 3, hours: 12, countdown: '2026-03-31' },
    });
  });

  it.each([
    ['repeatDays', { repeatDay1: '' }, 'ít nhất một thứ'],
    ['repeatTime', { repeatTime: '' }, 'chưa có giờ gửi'],
    ['repeatFrom', { repeatFrom: '' }, 'chưa ghi ngày'],
    ['repeatUntil', { repeatUntil: '2026-02-30' }, 'không có thật'],
    ['repeatCountdown', { repeatCountdown: '2026-02-30' }, 'không có thật'],
    ['repeatUntil', { repeatUntil: '2026-03-01' }, 'ở trước ngày bắt đầu'],
    ['repeatUntil', { repeatUntil: '2027-12-01' }, 'dài nhất một năm'],
    ['repeatUntil', { repeatFrom: '2026-03-03', repeatUntil: '2026-03-04' }, 'không có lần nào'],
    ['repeatUntil', { repeat: 'daily', repeatUntil: '2026-12-01' }, 'nhiều nhất được 60'],
    ['repeatMonthDay', { repeat: 'monthly', repeatMonthDay: '31' }, 'ngày 29, 30, 31'],
    ['repeatMost', { repeatMost: '0' }, 'từ 1 đến 60'],
    ['repeatHours', { repeatHours: 'hai' }, 'từ 1 đến 168'],
    ['repeatCountdown', { repeatCountdown: '2026-03-31' }, 'không có chỗ ghi số ngày'],
    ['repeatCountdown', { text: `${goodText} Còn {số ngày} ngày.` }, 'chưa chọn ngày để đếm ngược'],
    ['repeatCountdown', { repeatCountdown: '2026-03-16', text: 'Còn {số ngày} ngày.' }, 'phải ở sau lần gửi cuối cùng'],
    ['repeatFrom', { repeatFrom: '2026-02-23' }, 'đã qua'],
    ['repeat', { kind: 'drill' }, 'Chỉ thông báo thường'],
    ['repeat', { sendAt: '2026-03-02T07:00' }, 'không đặt thêm giờ gửi'],
    ['repeat', { expiresAt: '2026-03-20T07:00' }, 'không đặt thêm giờ gửi'],
  ])('is refused at %s, with all that was typed: %o', async (field, wrong, says) => {
    const author = await start();
    const fields = Object.fromEntries(Object.entries({ ...written, ...mondays, ...wrong }).filter(([, value]) => value !== ''));
    const emptied = Object.fromEntries(Object.entries(wrong).filter(([name, value]) => value === '' && name !== 'repeatDay1'));
    const page = await author.submit(soan, { ...fields, ...emptied });
    expect(page.status).toBe(422);
    expect(at(page, '[role=alert]')).toContain(says);
    expect(at(page, `#${field}-wrong`)).toContain(says);
    expect(page.document.querySelectorAll('.plan .wrong').length).toBe(1);
    expect(page.document.querySelector(`[aria-describedby~=${field}-wrong]`)).not.toBeNull();
    expect(page.document.querySelector('details.plan')?.hasAttribute('open')).toBe(true);
    expect(at(page, 'textarea')).toBe((wrong as { text?: string }).text ?? goodText);
    expect(valueIn(await site.announcing.publishing.list(lan))).toEqual([]);
  });

  it('is kept while it is typed, also half of it, and says what is still missing', async () => {
    const author = await start();
    const page = await author.submit(soan, { ...written, ...mondays, repeatFrom: '', do: 'look' });
    expect(page.status).toBe(200);
    expect(at(page, '#plan-days')).toContain('Lịch chưa dùng được. Lịch lặp lại có ngày không có thật hoặc chưa ghi ngày');
    const later = await author.get(soan);
    expect(later.document.querySelector('details.plan')?.hasAttribute('open')).toBe(true);
    expect(later.document.querySelector('[name=repeat][value=weekly]')?.hasAttribute('checked')).toBe(true);
    expect(later.document.querySelector('[name=repeatDay1]')?.hasAttribute('checked')).toBe(true);
    expect([fieldValue(later, 'repeatTime'), fieldValue(later, 'repeatUntil')]).toEqual(['07:00', '2026-03-16']);
  });

  it('keeps its plan through a change of the text, takes another one, and loses it when it is to go out once', async () => {
    const author = await start();
    await author.submit(soan, { ...written, ...mondays });
    const form = await author.get(`${one}/sua`);
    expect([fieldValue(form, 'repeatFrom'), fieldValue(form, 'sendAt'), fieldValue(form, 'expiresAt')]).toEqual([
      '2026-03-02',
      '',
      '',
    ]);
    await author.submit(`${one}/sua`, { text: goodText.replace('7 giờ', '8 giờ') });
    expect((await saved()).repeat).toEqual(plan);
    await author.submit(`${one}/sua`, { repeatDay3: 'on' });
    expect((await saved()).repeat?.rhythm).toEqual({ kind: 'weekly', weekdays: [1, 3] });
    await author.submit(`${one}/sua`, { repeat: '', expiresAt: '2026-03-15T19:00' });
    const { repeat, sendAt, expiresAt } = await saved();
    expect([repeat, sendAt, expiresAt]).toEqual([undefined, undefined, '2026-03-15T12:00:00.000Z']);
  });

  it('is copied with its plan: days that are ahead stand, those that have passed are still to be chosen', async () => {
    const author = await start();
    await author.submit(soan, { ...written, ...mondays });
    const early = await author.get(`${soan}?tu=1`);
    expect([fieldValue(early, 'repeatFrom'), fieldValue(early, 'repeatUntil')]).toEqual(['2026-03-02', '2026-03-16']);
    await site.announcing.clock.advance(5 * 86_400_000);
    const late = await site.signedIn('lan');
    const copy = await late.get(`${soan}?tu=1`);
    expect([fieldValue(copy, 'repeatTime'), fieldValue(copy, 'repeatFrom'), fieldValue(copy, 'repeatUntil')]).toEqual([
      '07:00',
      '',
      '2026-03-16',
    ]);
    expect(at(copy, '#plan-days')).toContain('chưa ghi ngày');
    expect((await late.submit(`${soan}?tu=1`, { audience: 'everyone', repeatFrom: '2026-03-09' }, soan)).status).toBe(303);
    expect((await saved(2)).repeat).toEqual({ ...plan, from: '2026-03-09' });
  });

  it('is offered for what goes out as a notice alone: no correction and no drill repeats', async () => {
    const author = await start();
    await author.submit(soan, { ...written, kind: 'drill', audience: 'officials', expiresAt: '2026-03-15T19:00' });
    expect((await author.get(`${one}/sua`)).document.querySelector('[name=repeat]')).toBeNull();
    expect((await author.get(soan)).document.querySelector('[name=repeat]')).not.toBeNull();
  });
});
