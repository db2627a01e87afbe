import { describe, expect, it } from 'vitest';
import { contactsOn, whomToAsk } from '../../../src/answering/reply/offices.ts';
import type { ProvinceContact } from '../../../src/elections/pack/province.ts';
import { candidate } from '../../fakes/candidates.ts';
import { smallPack, someProvince } from '../../fakes/small-pack.ts';

const contacts: ProvinceContact[] = [
  { name: 'UBND xã', english: 'the commune office', level: 'commune' },
  { name: 'Ủy ban bầu cử tỉnh', level: 'province', closesWithElection: true },
  { name: 'Cổng tỉnh', english: 'the portal', level: 'province' },
];
const about = { ...someProvince, contacts };
const { milestones } = smallPack();
const slots = { years: [], level: undefined, unitNumber: undefined, round: undefined, confirms: false };
const ask = (level: 'province' | 'commune' | undefined, nearest: 'province' | undefined, language: 'vi' | 'en', isOver = true) =>
  whomToAsk(
    { language, slots: { ...slots, level } },
    nearest && { candidate: candidate('a', { level: nearest }) },
    about,
    isOver,
  );

describe('whom to ask', () => {
  it('nobody who was there for a vote that is over', () => {
    const names = (today: string) => contactsOn({ about, milestones }, today).map(({ name }) => name);
    expect(names('2026-03-15')).toEqual(['UBND xã', 'Ủy ban bầu cử tỉnh', 'Cổng tỉnh']);
    expect(names('2026-03-16')).toEqual(['UBND xã', 'Cổng tỉnh']);
    expect(contactsOn({ milestones }, '2026-03-15')).toEqual([]);
  });

  it('of the province the province: as the question says, else as the nearest thing known', () => {
    expect(ask('province', undefined, 'vi')).toBe('Bạn hỏi Cổng tỉnh.');
    expect(ask(undefined, 'province', 'vi')).toBe('Bạn hỏi Cổng tỉnh.');
    expect(ask('commune', 'province', 'vi')).toBe('Bạn hỏi UBND xã, hoặc Cổng tỉnh.');
    expect(ask(undefined, undefined, 'vi', false)).toBe('Bạn hỏi UBND xã, hoặc Ủy ban bầu cử tỉnh, hoặc Cổng tỉnh.');
  });

  it('whoever there is where nobody of the province is, and the commune without anybody', () => {
    const of = (given: ProvinceContact[] | undefined) =>
      whomToAsk(
        { language: 'vi', slots: { ...slots, level: 'province' } },
        undefined,
        given && { ...about, contacts: given },
        false,
      );
    expect(of([contacts[0]!])).toBe('Bạn hỏi UBND xã.');
    expect(of(undefined)).toBe('Bạn hỏi UBND xã (phường) nơi bạn cư trú.');
  });

  it('in English by the English name, where there is one', () => {
    expect(ask(undefined, undefined, 'en', false)).toBe('Please ask the commune office, or Ủy ban bầu cử tỉnh, or the portal.');
  });
});
