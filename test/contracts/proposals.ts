import { expect, it } from 'vitest';
import type { Proposal } from '../../src/conversations/proposals/proposal.ts';
import type { Records } from '../../src/messaging/records.ts';

export const someProposal = (id: string, changes: Partial<Proposal> = {}): Proposal => ({
  id,
  edit: { kind: 'wording', fact: 'voting-age', wording: 'mấy tuổi đi bầu' },
  seen: 'as it was',
  by: 'lan',
  person: 'staff-lan',
  day: '2026-03-01',
  state: 'open',
  ...changes,
});

/** What every store of proposals promises. `open` gives an empty one; `others` another process on the same, where there can be one. */
export function describeProposals(
  open: () => Promise<{ proposals: Records<Proposal>; others?: () => Promise<Records<Proposal>> }>,
): void {
  const put = (proposals: Records<Proposal>, one: Proposal) => proposals.change(one.id, () => ({ next: one, result: undefined }));

  it('gives a proposal back as it was put, to every process, without a doubt and without its seal', async () => {
    const { proposals, others } = await open();
    await put(proposals, someProposal('a'));
    await put(proposals, someProposal('b', { group: 'g', state: 'published', endedBy: 'minh' }));
    const elsewhere = (await others?.()) ?? proposals;
    expect(await elsewhere.get('a')).toEqual(someProposal('a'));
    expect((await elsewhere.all()).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      someProposal('a'),
      someProposal('b', { group: 'g', state: 'published', endedBy: 'minh' }),
    ]);
    expect(await elsewhere.get('c')).toBeUndefined();
  });

  it('changes one as it was read, of two who end it at once for one of them', async () => {
    const { proposals, others } = await open();
    await put(proposals, someProposal('a'));
    const elsewhere = (await others?.()) ?? proposals;
    const end = (by: string, where: Records<Proposal>) =>
      where.change('a', (held) =>
        held?.state === 'open'
          ? { next: { ...held, state: 'dropped', endedBy: by }, result: by }
          : { next: held, result: undefined },
      );
    const ended = await Promise.all([end('minh', proposals), end('hoa', elsewhere)]);
    expect(ended.filter((by) => by !== undefined)).toHaveLength(1);
    expect(await elsewhere.get('a')).toEqual(someProposal('a', { state: 'dropped', endedBy: ended.find(Boolean)! }));
  });

  it('takes one away for good, and leaves one alone that a change gives back as it is', async () => {
    const { proposals } = await open();
    await put(proposals, someProposal('a'));
    expect(await proposals.change('a', (held) => ({ next: held, result: held?.by }))).toBe('lan');
    expect(await proposals.get('a')).toEqual(someProposal('a'));
    await proposals.change('a', () => ({ next: undefined, result: undefined }));
    expect(await proposals.all()).toEqual([]);
  });
}
