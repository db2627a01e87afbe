import { describe, expect, it } from 'vitest';
import {
  approverNames,
  behalfFlaw,
  behalfOf,
  behalvesFor,
  delegationState,
  mandatesOf,
  revokeAllDelegations,
  withoutDelegations,
} from '../../../src/announcements/people/delegation.ts';
import type { Delegation, Official } from '../../../src/announcements/people/officials.ts';
import { someRecord } from '../../contracts/announcement-store.ts';
import { official } from '../../contracts/officials.ts';
import { createAnnouncementsMemory } from '../../fakes/announcements-memory.ts';
import { createTestClock } from '../../fakes/clock.ts';

const [from, at, until] = ['2026-03-01T08:00:00.000Z', '2026-03-02T08:00:00.000Z', '2026-03-05T08:00:00.000Z'];
const revoked = { at, by: 'minh' };
const delegation: Delegation = {
  ...{ id: 'minh-1', to: 'thu', persons: ['staffminh', 'staffthu'], terms: [0, 0] },
  ...{ from, until, madeAt: '2026-03-01T07:00:00.000Z' },
};
const delegator = (changes: Partial<Official> = {}, ...all: Partial<Delegation>[]) =>
  official('minh', {
    ...{ roles: ['approver'], name: 'Trần Minh' },
    delegations: (all.length > 0 ? all : [{}]).map((one) => ({ ...delegation, ...one })),
    ...changes,
  });
const minh = delegator();
const thu = official('thu');
const both = [minh, thu];
const stateOf = (of: Official, to: Official | undefined, atIso = at) =>
  delegationState(of, of.delegations![0]!, to ? [of, to] : [of], atIso);

describe('a delegation', () => {
  it('is in force from its beginning up to its end, without the end', () => {
    expect(stateOf(minh, thu, '2026-03-01T07:59:59.999Z')).toBe('to-come');
    expect(stateOf(minh, thu, from)).toBe('in-force');
    expect(stateOf(minh, thu, '2026-03-05T07:59:59.999Z')).toBe('in-force');
    expect(stateOf(minh, thu, until)).toBe('over');
  });

  it('that was revoked is nothing else, at any time', () => {
    for (const atIso of [from, at, until]) expect(stateOf(delegator({}, { revoked }), thu, atIso)).toBe('revoked');
  });

  it.each<[string, Official, Official | undefined]>([
    ['who gave it may not approve any more', delegator({ roles: ['author'] }), thu],
    ['who gave it is disabled', delegator({ disabled: true }), thu],
    ['the delegate is gone', minh, undefined],
    ['the delegate is disabled', minh, official('thu', { disabled: true })],
    ['the delegate is bound to a commune', minh, official('thu', { roles: ['commune'], commune: '02680' })],
    [
      'the delegate was the same person then',
      delegator({}, { persons: ['staffminh', 'staffminh'] }),
      official('thu', { person: 'Staff-MINH' }),
    ],
    ['the delegate is the same person', minh, official('thu', { person: 'Staff-MINH' })],
    ['the delegate is another person than then', minh, official('thu', { person: 'staff-tam' })],
    ['who gave it is another person than then', delegator({ person: 'staff-tam' }), thu],
    ['the delegate was disabled since', minh, official('thu', { term: 1 })],
    ['who gave it was disabled since', delegator({ term: 1 }), thu],
  ])('is void where %s', (_, of, to) => {
    expect(stateOf(of, to)).toBe('void');
    expect(mandatesOf(to ?? thu, to ? [of, to] : [of], at)).toEqual([]);
  });

  it('of two who were disabled and enabled before holds, by the numbers of then', () => {
    const since = delegator({ term: 2 }, { terms: [2, 1] });
    expect(stateOf(since, official('thu', { term: 1 }))).toBe('in-force');
    expect(stateOf(since, official('thu', { term: 2 }))).toBe('void');
  });

  it('lasts thirty days at most, whatever the list says', () => {
    expect(stateOf(delegator({}, { until: '2026-03-31T08:00:00.000Z' }), thu)).toBe('in-force');
    expect(stateOf(delegator({}, { until: '2026-03-31T08:00:00.001Z' }), thu)).toBe('void');
  });
});

describe('who approves in somebody’s name', () => {
  it('does so by each delegation to them that is in force, and by none to others', () => {
    const hoa = official('hoa', { ...delegator(), id: 'hoa', person: 'staff-hoa', roles: ['approver'] });
    const toThu = { ...hoa, delegations: [{ ...delegation, id: 'hoa-1', persons: ['staffhoa', 'staffthu'] }] };
    const all = [minh, toThu, thu, official('tam')];
    expect(mandatesOf(thu, all, at).map(({ of, delegation: { id } }) => [of.id, id])).toEqual([
      ['minh', 'minh-1'],
      ['hoa', 'hoa-1'],
    ]);
    expect(mandatesOf(official('tam'), all, at)).toEqual([]);
    expect(mandatesOf({ ...thu, disabled: true }, all, at)).toEqual([]);
    expect(mandatesOf(thu, all, until)).toEqual([]);
  });

  it('is offered the names of others than who wrote it, and none for what they wrote themselves or a template', () => {
    const notice = { kind: 'notice', writers: ['staff-lan'] };
    expect(behalvesFor(thu, notice, both, at)).toEqual([{ of: 'minh', name: 'Trần Minh', from, until }]);
    expect(behalvesFor(thu, { ...notice, writers: ['staff-lan', 'STAFF MINH'] }, both, at)).toEqual([]);
    expect(behalvesFor(thu, { ...notice, writers: ['staff thu'] }, both, at)).toEqual([]);
    expect(behalvesFor(thu, { ...notice, kind: 'template' }, both, at)).toEqual([]);
  });

  it('is named with in whose name and until when; an account that is gone by its id', () => {
    const behalf = behalfOf({ of: minh, delegation });
    expect(approverNames({ by: 'thu', behalf }, [minh, official('thu', { name: 'Lê Thu' })])).toEqual({
      by: 'Lê Thu',
      behalf: { of: 'Trần Minh', from, until },
    });
    expect(approverNames({ by: 'thu' }, both)).toStrictEqual({ by: 'thu' });
    expect(approverNames({ by: 'thu', behalf }, [])).toEqual({ by: 'thu', behalf: { of: 'minh', from, until } });
  });
});

describe('an approval in somebody’s name', () => {
  const behalf = behalfOf({ of: minh, delegation });
  const flawOf = (officials: readonly Official[], changes: Partial<typeof behalf> = {}, given = { by: 'thu', at }) =>
    behalfFlaw({ ...behalf, ...changes }, given, officials);

  it('holds by the delegation it was given by', () => {
    expect(behalf).toEqual({ of: 'minh', person: 'staffminh', delegation: 'minh-1', from, until });
    expect(flawOf(both)).toBeUndefined();
  });

  it.each<[string, Parameters<typeof flawOf>]>([
    ['was revoked since', [[delegator({}, { revoked }), thu]]],
    ['is not there any more', [[delegator({ delegations: [] }), thu]]],
    ['is of an account that never delegated', [[official('minh', { roles: ['approver'] }), thu]]],
    ['is of an account that is gone', [[thu]]],
    ['is to somebody else', [both, {}, { by: 'tam', at }]],
    ['began at another time', [both, { from: at }]],
    ['ends at another time', [both, { until: at }]],
    ['is of another person', [both, { person: 'stafftam' }]],
    ['has another name', [both, { delegation: 'minh-2' }]],
    ['is of another account', [both, { of: 'thu' }]],
    ['was not in force then', [both, {}, { by: 'thu', at: until }]],
    ['had not begun then', [both, {}, { by: 'thu', at: '2026-03-01T07:59:59.999Z' }]],
  ])('is void where the delegation %s', (_, given) => {
    expect(flawOf(...given)).toBe('delegation-void');
  });
});

describe('revoking all of an account', () => {
  const over = { ...delegation, id: 'minh-0', until: at };
  const earlier = { ...delegation, id: 'minh-2', revoked: { at: from, by: 'quan' } };
  const by = { at, by: 'quan' };

  it('marks what could still count, and leaves what is over or was revoked before', () => {
    const account = delegator({ delegations: [over, earlier, delegation] });
    expect(withoutDelegations(account, by).delegations).toEqual([over, earlier, { ...delegation, revoked: by }]);
    expect(withoutDelegations(thu, by)).toBe(thu);
  });

  it('in a store that was put back says how many there were, with one record, and nothing where there was none', async () => {
    const { officials, audit } = createAnnouncementsMemory(createTestClock().now);
    await officials.update(() => ({
      officials: [delegator({ delegations: [over, earlier, delegation] }), thu],
      records: [],
      result: undefined,
    }));
    const record = { ...someRecord('officials', 'store-put-back'), at, who: 'quan' };
    expect(await revokeAllDelegations(officials, record)).toBe(1);
    const [account, other] = await officials.list();
    expect(account!.delegations).toEqual([over, earlier, { ...delegation, revoked: by }]);
    expect(other).toEqual(thu);
    expect(await revokeAllDelegations(officials, record)).toBe(0);
    expect((await audit.latest({ limit: 9 })).map(({ action }) => action)).toEqual(['store-put-back']);
  });
});
