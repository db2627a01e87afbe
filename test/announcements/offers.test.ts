import { describe, expect, it } from 'vitest';
import type { Announcement } from '../../src/announcements/announcement.ts';
import { offersOf } from '../../src/announcements/offers.ts';
import type { Role } from '../../src/announcements/people/officials.ts';
import { official } from '../contracts/officials.ts';

const who = (person: string, ...roles: Role[]) => ({ ...official(person), person, roles, disabled: false });
const announcement = (changes: Partial<Announcement> = {}): Announcement => ({
  id: 'a',
  number: 7,
  version: 1,
  kind: 'notice',
  state: 'submitted',
  content: { text: 'x', buttons: [] },
  author: 'CB-01',
  writers: ['CB-01'],
  overrides: [],
  heldChannels: {},
  createdAt: '2026-03-01T00:00:00.000Z',
  ...changes,
});
const offers = (...args: Parameters<typeof offersOf>) => [...offersOf(...args)].sort();

describe('what an official is offered', () => {
  it('is to approve what somebody else wrote, never what they wrote themselves', () => {
    expect(offers(who('CB-02', 'approver'), announcement())).toEqual(['approve', 'return', 'stop']);
    expect(offers(who('CB-01', 'author', 'approver'), announcement())).not.toContain('approve');
  });

  it('is to approve a drill, written by whom it was', () => {
    expect(offers(who('CB-01', 'author'), announcement({ kind: 'drill' }))).toContain('approve');
  });

  it('is to send at once or at its time, as its content says', () => {
    const author = who('CB-01', 'author');
    const timed = { text: 'x', buttons: [], sendAt: '2026-03-02T00:00:00.000Z' };
    expect(offers(author, announcement({ state: 'approved' }))).toEqual(['edit', 'send', 'stop']);
    expect(offers(author, announcement({ state: 'approved', content: timed }))).toEqual(['edit', 'schedule', 'stop']);
  });

  it('is to correct or retract what has begun, for authors, but neither a drill nor a retraction', () => {
    const begun = { state: 'finished', startedAt: '2026-03-01T00:00:00.000Z' } as const;
    expect(offers(who('CB-01', 'author'), announcement(begun))).toEqual(['correct', 'retract']);
    expect(offers(who('CB-02', 'approver'), announcement(begun))).toEqual([]);
    expect(offers(who('CB-01', 'author'), announcement({ ...begun, kind: 'drill' }))).toEqual([]);
    expect(offers(who('CB-01', 'author'), announcement({ ...begun, kind: 'retraction' }))).toEqual([]);
  });

  it('is to stop, with one role alone, what is being sent', () => {
    for (const role of ['author', 'approver', 'admin'] as const)
      expect(offers(who('CB-03', role), announcement({ state: 'sending' }))).toEqual(expect.arrayContaining(['pause', 'stop']));
  });

  it('is nothing to an auditor, and nothing to an account that was closed', () => {
    expect(offers(who('CB-04', 'auditor'), announcement())).toEqual([]);
    expect(offers({ ...who('CB-02', 'approver'), disabled: true }, announcement())).toEqual([]);
  });
});
