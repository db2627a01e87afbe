import { describe, expect, it } from 'vitest';
import { figureDifferences } from '../../../src/announcements/translations/figures.ts';

const vietnamese = 'Chủ nhật, ngày 15/3/2026, cử tri xã Hợp Thành đi bầu từ 7 giờ đến 19 giờ, gọi 0214.3840.123 nếu cần.';

describe('figures, days and hours of a translation', () => {
  it.each([
    ['en', 'On Sunday, 15 March 2026, voters vote from 7 am to 7 p.m.; call 0214.3840.123.'],
    ['en', 'On Sunday, March 15th, 2026, from 7:00 to 19:00. Call 0214.3840.123.'],
    ['hmn', 'Hnub 15/3/2026, 7:00 txog 19:00, hu 0214.3840.123.'],
    ['hmn', 'Lub 3 hlis hnub tim 15 xyoo 2026, 7 teev txog 19 teev, hu 0214.3840.123.'],
    ['tyz', 'Vằn 15-3-2026, 7h00 thâng 19h, 0214.3840.123.'],
  ] as const)('are the same in %s, however they are written: %s', (language, text) => {
    expect(figureDifferences(vietnamese, text, language)).toBeUndefined();
  });

  it.each([
    ['hmn', 'Hnub 16/3/2026, 7:00 txog 19:00, hu 0214.3840.123.', ['15/3'], ['16/3']],
    ['hmn', 'Hnub 15/3/2026, 7:00 txog 18:30, hu 0214.3840.123.', ['19:00'], ['18:30']],
    ['pcc', 'Ngoenz 15/3/2026, 7:00, 19:00.', ['214', '3840', '123'], []],
    ['ium', '15/3/2027, 7:00, 19:00, 0214.3840.123', ['2026'], ['2027']],
    ['en', 'On Monday, 15 March 2026, 7 am to 7 pm, 0214.3840.123.', [{ weekday: 0 }], [{ weekday: 1 }]],
    ['en', 'On Sunday, 15 March 2026, 7 am to 7 am, 0214.3840.123.', ['19:00'], []],
  ] as const)('that differ in %s are named: %s', (language, text, missing, added) => {
    expect(figureDifferences(vietnamese, text, language)).toEqual({ missing, added });
  });

  it('count as the same with the separators of either language, and where Vietnamese has them in words', () => {
    expect(
      figureDifferences('Có 1.374 cử tri, đạt 99,5%, bầu ba đại biểu.', '1,374 voters, 99.5%, 3 deputies.', 'en'),
    ).toBeUndefined();
    expect(figureDifferences('Có 1.374 cử tri.', '1,347 voters.', 'en')).toEqual({ missing: ['1374'], added: ['1347'] });
  });
});
