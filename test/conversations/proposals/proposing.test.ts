import { describe, expect, it } from 'vitest';
import type { Official } from '../../../src/announcements/people/officials.ts';
import type { Proposal } from '../../../src/conversations/proposals/proposal.ts';
import { createProposing } from '../../../src/conversations/proposals/proposing.ts';
import type { EditMade, PackEdit, PackWriter } from '../../../src/elections/pack/edit.ts';
import { entriesOf } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncementsMemory } from '../../fakes/announcements-memory.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createRecordsMemory } from '../../fakes/records-memory.ts';

const edit: PackEdit = { kind: 'wording', fact: 'voting-age', wording: 'mấy tuổi đi bầu' };
const file = { file: 'facts/voting.yaml', before: 'a', after: 'b' };
const editor = (id: string, changes: Partial<Official> = {}): Official => ({
  ...official(id),
  person: id,
  roles: ['editor'],
  ...changes,
});

function open(changes: Partial<PackWriter> = {}, officials: Official[] = []) {
  let ids = 0;
  const made: string[] = [];
  const writer: PackWriter = {
    try: async () => ({ kind: 'fits', seen: 'as it was', ...file }),
    async make(_, seen, by): Promise<EditMade> {
      made.push(`${by} ${seen}`);
      return { kind: 'written', recorded: 'commit', ...file };
    },
    ...changes,
  };
  const store = { proposals: createRecordsMemory<Proposal>(), versions: createRecordsMemory<never>() };
  const { audit } = createAnnouncementsMemory(createTestClock().now);
  return {
    made,
    logged: async () =>
      (await entriesOf(audit)).map(({ who, action, outcome, subject }) => `${who} ${action} ${subject}: ${outcome}`),
    /** Somebody else writes into the store. */
    tamper: (id: string, changes: Partial<Proposal>) =>
      store.proposals.change(id, (held) => ({ next: { ...held!, ...changes }, result: undefined })),
    proposing: createProposing({
      ...{ store, writer, audit },
      officials: { list: async () => officials },
      newId: () => `p${++ids}`,
      now: createTestClock().now,
    }),
    store,
  };
}

describe('a proposal', () => {
  it('is published by another person as it was seen, once, and its version is kept', async () => {
    const { proposing, made } = open();
    await proposing.propose(editor('lan'), edit);
    const both = await Promise.all([proposing.publish(editor('minh'), 'p1'), proposing.publish(editor('hoa'), 'p1')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['ended', 'written']);
    expect(made).toEqual(['minh as it was']);
    const [line] = await proposing.versions();
    expect(line).toMatchObject({ number: 1, file: file.file, proposedBy: 'lan', publishedBy: 'minh' });
    expect(await proposing.version(line!.id)).toEqual({ ...line, ...file });
  });

  it.each([
    ['its writer', editor('lan')],
    ['another account of its writer', editor('lan-2', { person: 'lan' })],
  ])('is not published by %s', async (_, who) => {
    const { proposing, made } = open();
    await proposing.propose(editor('lan'), edit);
    expect(await proposing.publish(who, 'p1')).toEqual({ kind: 'own' });
    expect(made).toEqual([]);
  });

  it.each([
    ['without the role', editor('minh', { roles: ['admin', 'author', 'approver'] })],
    ['whose account was closed', editor('minh', { disabled: true })],
  ])('is neither written, published nor dropped by somebody %s', async (_, who) => {
    const { proposing } = open();
    await proposing.propose(editor('lan'), edit);
    expect(await proposing.propose(who, edit)).toEqual({ kind: 'not-an-editor' });
    expect(await proposing.publish(who, 'p1')).toEqual({ kind: 'not-an-editor' });
    expect(await proposing.drop(who, 'p1')).toEqual({ kind: 'not-an-editor' });
  });

  it('that does not fit is not kept', async () => {
    const { proposing } = open({ try: async () => ({ kind: 'conflict', why: 'gone' }) });
    expect(await proposing.propose(editor('lan'), edit)).toEqual({ kind: 'conflict', why: 'gone' });
    expect(await proposing.list()).toEqual([]);
  });

  it.each(['is a conflict', 'fails'])('stays open when making it %s', async (how) => {
    const { proposing } = open({
      make: async () => {
        if (how === 'fails') throw new Error('disk full');
        return { kind: 'conflict', why: 'changed' };
      },
    });
    await proposing.propose(editor('lan'), edit);
    const published = proposing.publish(editor('minh'), 'p1');
    if (how === 'fails') await expect(published).rejects.toThrow('disk full');
    else expect(await published).toEqual({ kind: 'conflict', why: 'changed' });
    expect(await proposing.list()).toMatchObject([{ id: 'p1', state: 'open' }]);
    expect(await proposing.versions()).toEqual([]);
  });

  it('that was dropped is not published', async () => {
    const { proposing, made } = open();
    await proposing.propose(editor('lan'), edit);
    expect(await proposing.drop(editor('lan'), 'p1')).toEqual({ kind: 'dropped' });
    expect(await proposing.publish(editor('minh'), 'p1')).toEqual({ kind: 'ended' });
    expect(made).toEqual([]);
  });
});

describe('a proposal that nothing proves', () => {
  it.each(['unsealed', 'altered'] as const)('is not published (%s), can be dropped, and the log tells of both', async (doubt) => {
    const { proposing, made, tamper, logged } = open();
    await proposing.propose(editor('lan'), edit);
    await tamper('p1', { doubt });
    expect(await proposing.publish(editor('minh'), 'p1')).toEqual({ kind: doubt });
    expect(made).toEqual([]);
    expect(await proposing.list()).toMatchObject([{ id: 'p1', state: 'open' }]);
    expect(await proposing.drop(editor('minh'), 'p1')).toEqual({ kind: 'dropped' });
    expect(await logged()).toEqual([
      'lan knowledge-propose p1: done',
      `minh knowledge-publish p1: ${doubt}`,
      'minh knowledge-drop p1: done',
    ]);
  });

  it('is not published by whoever it is said to be of somebody else', async () => {
    const { proposing, made, tamper } = open();
    await proposing.propose(editor('lan'), edit);
    await tamper('p1', { by: 'hoa', person: 'hoa', doubt: 'altered' });
    expect(await proposing.publish(editor('lan'), 'p1')).toEqual({ kind: 'altered' });
    expect(made).toEqual([]);
  });

  it.each(['publish', 'drop'] as const)('is not published again where the log says that it was ended (%s)', async (how) => {
    const { proposing, made, tamper, logged } = open();
    await proposing.propose(editor('lan'), edit);
    for (let i = 0; i < 150; i += 1) await proposing.publish(editor('lan'), 'p1');
    await proposing[how](editor('minh'), 'p1');
    for (let i = 0; i < 150; i += 1) await proposing.publish(editor('lan'), 'p1');
    await tamper('p1', { state: 'open' });
    made.length = 0;
    expect(await proposing.publish(editor('minh'), 'p1')).toEqual({ kind: 'ended' });
    expect(made).toEqual([]);
    expect((await logged()).at(-1)).toBe('minh knowledge-publish p1: ended');
  });
});

describe('an account that is bound to one commune', () => {
  const stations = (commune: string): PackEdit => ({ kind: 'stations', commune, title: `xã ${commune}`, rows: [] });
  const an = editor('an', { roles: ['commune'], commune: '02680' });

  it('proposes polling stations of its commune, which an editor who is another person publishes', async () => {
    const { proposing, made } = open({}, [an]);
    expect((await proposing.propose(an, stations('02680'))).kind).toBe('proposed');
    expect(await proposing.publish(an, 'p1')).toEqual({ kind: 'not-an-editor' });
    expect(await proposing.publish(editor('an-2', { person: 'an' }), 'p1')).toEqual({ kind: 'own' });
    expect((await proposing.publish(editor('hoa'), 'p1')).kind).toBe('written');
    expect(made).toEqual(['hoa as it was']);
  });

  it.each<[string, PackEdit, Partial<Official>]>([
    ['stations of another commune', stations('02671'), {}],
    ['a way of asking', edit, {}],
    ['a file as it was', { kind: 'restore', file: 'a', text: '', is: '' }, {}],
    ['anything where it lost its commune', stations(''), { commune: undefined } as never],
    ['anything else though another role stands beside', edit, { roles: ['commune', 'editor'] }],
  ])('does not propose %s', async (_, wished, changes) => {
    const { proposing } = open();
    expect(await proposing.propose({ ...an, ...changes }, wished)).toEqual({ kind: 'other-commune' });
  });

  it('drops what it proposed, and nothing of others', async () => {
    const { proposing } = open();
    await proposing.propose(an, stations('02680'));
    await proposing.propose(editor('hoa'), stations('02680'));
    expect((await proposing.drop(an, 'p1')).kind).toBe('dropped');
    expect(await proposing.drop(an, 'p2')).toEqual({ kind: 'not-an-editor' });
  });

  it('has nothing published in its name that somebody wrote into the store for another commune', async () => {
    const { proposing, tamper, made } = open({}, [an]);
    await proposing.propose(an, stations('02680'));
    await tamper('p1', { edit: stations('02671') });
    expect(await proposing.publish(editor('hoa'), 'p1')).toEqual({ kind: 'other-commune' });
    expect(made).toEqual([]);
  });
});
