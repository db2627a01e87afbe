import type { PackVersion, Proposal } from '../../src/conversations/proposals/proposal.ts';
import type { Store } from '../../src/stores/store.ts';
import { asker, questionGroup } from '../contracts/records.ts';
import { someStartingText } from '../contracts/starting-texts.ts';

type Parts = Pick<Store, 'chats' | 'unanswered' | 'counts' | 'proposing' | 'startingTexts' | 'tickets'>;

const proposal: Proposal = {
  id: 'p1',
  edit: { kind: 'wording', fact: 'voting-age', wording: 'mấy tuổi thì đi bầu' },
  seen: 's1',
  by: 'lan',
  person: 'staff-lan',
  day: '2026-03-01',
  state: 'open',
};
const version: PackVersion = {
  id: 'v1',
  number: 1,
  proposal: 'p0',
  file: 'facts/law.yaml',
  before: '',
  after: 'facts: []\n',
  proposedBy: 'lan',
  publishedBy: 'minh',
  at: '2026-03-01T08:00:00.000Z',
};
const day = {
  id: '2026-03-01',
  asked: { telegram: { answered: 2 } },
  answers: { 'voting-age': 2 },
  thumbs: { 'voting-age': { up: 1 } },
};
/** Long after whatever the tests' clock says. */
const expiresAt = '2027-03-01T08:00:00.000Z';

/** Keeps one of everything that is kept beside people, announcements and officials, all of `chat`. */
export async function keepBesideTheOffice(store: Parts, chat = 'telegram:1'): Promise<void> {
  const shownAt = '2026-03-01T08:00:00.000Z';
  await store.chats.change(chat, () => ({ chat, menu: { choices: [{ label: 'Xã', value: 'noi:1' }], shownAt, asks: true } }));
  await store.unanswered.groups.change('a', () => ({ next: questionGroup('a'), result: undefined }));
  await store.unanswered.askers.change('a1', () => ({ next: asker('a1', { chat }), result: undefined }));
  await store.counts.change(day.id, () => ({ next: day, result: undefined }));
  await store.proposing.proposals.change('p1', () => ({ next: proposal, result: undefined }));
  await store.proposing.versions.change('v1', () => ({ next: version, result: undefined }));
  await store.startingTexts.change('own', () => ({ next: someStartingText('own'), result: undefined }));
  for (const [key, owner] of [
    ['k1', 'session lan'],
    ['k2', 'draft new'],
  ] as const)
    await store.tickets.change(key, () => ({ next: { key, owner, expiresAt, body: '{}' }, result: undefined }));
}

/** All of it, to be compared. */
export async function besideTheOffice(
  { chats, unanswered, counts, proposing, startingTexts, tickets }: Parts,
  chat = 'telegram:1',
) {
  return {
    chat: await chats.get(chat),
    groups: await unanswered.groups.all(),
    askers: await unanswered.askers.all(),
    counts: await counts.all(),
    proposals: await proposing.proposals.all(),
    versions: await proposing.versions.all(),
    texts: await startingTexts.all(),
    session: await tickets.get('k1'),
    note: await tickets.get('k2'),
  };
}
