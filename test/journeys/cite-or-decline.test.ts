import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Knowledge, openKnowledge, shippedStack } from '../../src/app/knowledge.ts';
import { daysBetween, vietnamDate, writtenDate, yearsBefore } from '../../src/elections/tense.ts';

/** Runs of digits; `1.972` and `15/03/2026` are looked at piece by piece. */
const digitsOf = (text: string): string[] => text.match(/\d+/g) ?? [];

describe('no digit reaches a voter that is not in a cited source, in the question, or computed from one', () => {
  let knowledge: Knowledge;
  let wordings: string[];

  beforeAll(async () => {
    knowledge = await openKnowledge(shippedStack);
    const { facts, milestones, communes } = knowledge.pack;
    wordings = [
      ...facts.flatMap(({ asks }) => asks),
      ...milestones.flatMap(({ asks }) => asks),
      ...communes.map(({ type, name }) => `${type} ${name} thuộc đơn vị bầu cử nào`),
      ...[1, 2, 3, 4, 8, 9].map((number) => `đơn vị bầu cử số ${number} gồm những xã nào`),
      ...knowledge.pack.documents.map(({ title }) => `${title} ở đâu`),
    ];
  });

  /** What may be worked out on a day: dates of the calendar, days to and from them, the birthdays that decide. */
  function computable(now: Date): Set<string> {
    const today = vietnamDate(now);
    const { milestones } = knowledge.pack;
    const days = milestones.map(({ date }) => String(Math.abs(daysBetween(today, date))));
    const dates = milestones.flatMap(({ date }) => [date, yearsBefore(date, 18), yearsBefore(date, 21)]);
    return new Set([...days, ...dates.flatMap((date) => digitsOf(writtenDate(date)))]);
  }

  test('over generated questions, days, years and figures', () => {
    const question = fc.record({
      wording: fc.nat(),
      prefix: fc.constantFrom('', 'Cho hỏi ', 'Năm 2022 ', 'Năm 2023 ', 'Ở xã Gia Phú ', 'Theo nguồn thì '),
      suffix: fc.constantFrom('', '?', ' đúng không?', ' năm 2024?', ' ở Hà Nội?', ' 17 tuổi?', ' ngày 22/3?'),
      now: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
    });
    fc.assert(
      fc.property(question, ({ wording, prefix, suffix, now }) => {
        const text = `${prefix}${wordings[wording % wordings.length]}${suffix}`;
        const reply = knowledge.openDialogue().reply({ chat: 'test:1', text }, now);
        if (reply.kind !== 'answer') return;
        const cited = reply.citations.flatMap(({ quote, title, publisher, date }) =>
          digitsOf(`${quote} ${title} ${publisher} ${date}`),
        );
        // "and 2 more sources": counted, each source once.
        const others = new Set(reply.citations.map(({ title, date }) => title + date)).size - 1;
        const allowed = new Set([...cited, ...digitsOf(text), ...computable(now), String(others)]);
        const invented = digitsOf(reply.text).filter((digits) => !allowed.has(digits));
        expect(invented, `${text}\n→ ${reply.text}`).toEqual([]);
        expect(reply.citations.length, text).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
    // Long: a busy machine must not decide what the bot may say.
  }, 180_000);
});
