import type { Announcement } from '../../announcements/announcement.ts';
import type { Outcome } from '../../announcements/refusal.ts';
import type { Reply } from '../../answering/reply/reply.ts';
import type { Choice } from '../../messaging/message.ts';
import { said, saidNo, type Visit } from './views.ts';
import { neverMindChoice } from './words.ts';

/** Asks an official for something; what they type next is taken for `expected`. `choices`: what they may press instead; at least that they drop it. */
export type Ask<Expectation> = (visit: Visit, expected: Expectation, text: string, choices?: readonly Choice[]) => Reply;

/** Asks, and has remembered what was asked for. */
export const askingBy =
  <Expectation>(expect: (visit: Visit, expected: Expectation) => void): Ask<Expectation> =>
  (visit, expected, text, choices = [neverMindChoice]) => {
    expect(visit, expected);
    return said(text, choices);
  };

/** Says what became of a request. */
export const saidOf = (outcome: Outcome<Announcement>, text: (announcement: Announcement) => string): Reply =>
  outcome.kind === 'refused' ? saidNo(outcome.refusal) : said(text(outcome.value));
