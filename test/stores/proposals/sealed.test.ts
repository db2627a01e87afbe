import { afterEach, describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/conversations/proposals/proposal.ts';
import { createProposing } from '../../../src/conversations/proposals/proposing.ts';
import type { PackWriter } from '../../../src/elections/pack/edit.ts';
import { rotateSeals } from '../../../src/stores/rotating.ts';
import { sealedStore } from '../../../src/stores/sealing.ts';
import { someRecord } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { describeProposals, someProposal } from '../../contracts/proposals.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { type Body, keptInDatabase, keptInFiles } from '../../fakes/kept-store.ts';
import { sharedPostgres } from '../../fakes/postgres.ts';

const key = 'a key made by a machine';
const clock = createTestClock();
const postgres = await sharedPostgres();
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const deps = { key, clock, closing };
const editor = (id: string, person = `staff-${id}`) => official(id, { person, roles: ['editor'] });

describe.each([
  ['embedded', async () => keptInFiles(deps)],
  ['PostgreSQL', async () => postgres && keptInDatabase(deps, postgres)],
] as const)('proposals under the approval key (%s)', (name, make) => {
  describe.skipIf(name === 'PostgreSQL' && !postgres)('keep the contract', () => {
    describeProposals(async () => {
      const kept = (await make())!;
      const { proposing } = await kept.open();
      // Files are one process's.
      const others = name === 'PostgreSQL' ? { others: async () => (await kept.open()).proposing.proposals } : {};
      return { proposals: proposing.proposals, ...others };
    });
  });

  /** One that lan handed in; what was made of it, and the editors' next steps, after the service was down. */
  async function handedIn() {
    const kept = await make();
    if (!kept) return undefined;
    const made: string[] = [];
    const writer: PackWriter = {
      try: async () => ({ kind: 'fits', seen: 'as it was', file: 'a.yaml', before: 'a', after: 'b' }),
      async make(edit, seen) {
        made.push(JSON.stringify([edit, seen]));
        return { kind: 'written', recorded: 'commit', file: 'a.yaml', before: 'a', after: 'b' };
      },
    };
    let ids = 0;
    const service = async (given = key) => {
      const { proposing, officials, audit } = await kept.open(given);
      const editors = createProposing({ store: proposing, writer, officials, audit, newId: () => `p${++ids}`, now: clock.now });
      return { editors, audit, officials, proposals: proposing.proposals };
    };
    const first = await service();
    await first.officials.update(() => ({
      officials: [editor('lan'), editor('lan-2', 'staff-lan'), editor('minh'), editor('hoa')],
      records: [{ ...someRecord('lan', 'official-add'), outcome: 'done' }],
      result: undefined,
    }));
    await first.editors.propose(editor('lan'), someProposal('').edit);
    await first.editors.propose(editor('lan'), { kind: 'wording', fact: 'voting-age', wording: 'bao nhiêu tuổi đi bầu' });
    return { ...kept, made, service };
  }

  const attempts: [string, (bodies: Body[]) => Body[], Proposal['doubt']][] = [
    [
      'its edit',
      ([one, ...rest]) => [{ ...one, edit: { kind: 'wording', fact: 'voting-age', wording: 'khác' } }, ...rest],
      'altered',
    ],
    ['what it was made against', ([one, ...rest]) => [{ ...one, seen: 'as it is now' }, ...rest], 'altered'],
    [
      'whose it is, so that its writer may publish it',
      ([one, ...rest]) => [{ ...one, by: 'hoa', person: 'staff-hoa' }, ...rest],
      'altered',
    ],
    ['its person alone', ([one, ...rest]) => [{ ...one, person: 'staff-hoa' }, ...rest], 'altered'],
    ['its day', ([one, ...rest]) => [{ ...one, day: '2026-02-01' }, ...rest], 'altered'],
    ['the group it came of', ([one, ...rest]) => [{ ...one, group: 'g' }, ...rest], 'altered'],
    ['its edit, with the seal of another', ([one, two]) => [{ ...one, seal: two!.seal }, two!], 'altered'],
    ['its place, another put under its id', ([one, two]) => [{ ...two, id: one!.id }, two!], 'altered'],
    ['its seal', ([one, ...rest]) => [{ ...one, seal: 'x' }, ...rest], 'altered'],
    ['that it has a seal: as released versions kept it', ([{ seal: _seal, ...one } = {}, ...rest]) => [one, ...rest], 'unsealed'],
    ['that it exists: written by hand', (bodies) => [...bodies.slice(1), { ...someProposal('p1') }], 'unsealed'],
  ];

  it.for(attempts)(
    'F-27: %s changed by hand: it is shown with its doubt, nobody publishes it, and the log says so',
    async ([, change, doubt], { skip }) => {
      const held = await handedIn();
      if (!held) return skip('no PostgreSQL here');
      await held.tamper('proposals', (bodies) => change([...bodies].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))));
      const { editors, audit, proposals } = await held.service();
      expect((await editors.list()).find(({ id }) => id === 'p1')).toMatchObject({ state: 'open', doubt });
      expect((await proposals.get('p1'))?.doubt).toBe(doubt);
      for (const who of ['lan', 'lan-2', 'minh', 'hoa'])
        expect(await editors.publish(editor(who, who === 'lan-2' ? 'staff-lan' : undefined), 'p1')).toEqual({ kind: doubt });
      expect(held.made).toEqual([]);
      expect(await audit.latest({ subject: 'p1', limit: 1 })).toMatchObject([
        { who: 'hoa', action: 'knowledge-publish', outcome: doubt },
      ]);
      // No step brings it under the seal.
      await proposals.change('p1', (one) => ({ next: { ...one!, group: 'h' }, result: undefined }));
      expect((await proposals.get('p1'))?.doubt).toBeDefined();
      expect(await editors.drop(editor('minh'), 'p1')).toEqual({ kind: 'dropped' });
    },
  );

  it('what was handed in and nobody changed is published by another person, once', async ({ skip }) => {
    const held = await handedIn();
    if (!held) return skip('no PostgreSQL here');
    const { editors } = await held.service();
    expect(await editors.publish(editor('lan-2', 'staff-lan'), 'p1')).toEqual({ kind: 'own' });
    expect(await editors.publish(editor('minh'), 'p1')).toMatchObject({ kind: 'written' });
    expect(held.made).toEqual([JSON.stringify([someProposal('').edit, 'as it was'])]);
  });

  it.for(['publish', 'drop'] as const)(
    'F-27: an ended one that was put back as it was before is not published (%s)',
    async (how, { skip }) => {
      const held = await handedIn();
      if (!held) return skip('no PostgreSQL here');
      let before: Body[] = [];
      await held.tamper('proposals', (bodies) => {
        before = bodies;
        return bodies;
      });
      await (await held.service()).editors[how](editor('minh'), 'p1');
      held.made.length = 0;
      await held.tamper('proposals', () => before);
      const { editors } = await held.service();
      expect((await editors.look('p1'))?.proposal).toMatchObject({ state: 'open' });
      expect(await editors.publish(editor('hoa'), 'p1')).toEqual({ kind: 'ended' });
      expect(held.made).toEqual([]);
    },
  );

  it('under another key none is proved; replacing the key seals anew what the old one had sealed, and nothing else', async ({
    skip,
  }) => {
    const held = await handedIn();
    if (!held) return skip('no PostgreSQL here');
    await held.tamper('proposals', (bodies) => bodies.map((one) => (one.id === 'p2' ? { ...one, day: '2026-02-01' } : one)));
    const raw = await held.openUnsealed('another key');
    expect((await sealedStore(raw, 'another key').proposing.proposals.get('p1'))?.doubt).toBe('altered');
    expect(await rotateSeals(raw, 'another key', [key], clock.now)).toBe(true);
    expect(await rotateSeals(raw, 'another key', [key], clock.now)).toBe(false);
    const { proposals } = sealedStore(raw, 'another key').proposing;
    expect([(await proposals.get('p1'))?.doubt, (await proposals.get('p2'))?.doubt]).toEqual([undefined, 'altered']);
  });
});
