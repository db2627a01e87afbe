import { describe, expect, it } from 'vitest';
import { handOver, type OwnerSystem } from '../../src/stores/owner.ts';

const service = { uid: 990, gid: 991 };
const root = { uid: 0, gid: 0 };

function system(user: number, owners: Record<string, { uid: number; gid: number }>): OwnerSystem & { given: unknown[] } {
  const given: unknown[] = [];
  return {
    given,
    user: () => user,
    ownerOf: (path) => owners[path],
    namesIn: () => ['office.json', 'lock'],
    give: (...all) => void given.push(all),
  };
}

describe('files that root made for somebody else', () => {
  const folder = { '/d': service, '/d/office.json': root, '/d/lock': service };

  it('G-9: what a restore as root put into the service’s folder, and beside it, belongs to the service afterwards', () => {
    const machine = system(0, { ...folder, '/d.epoch': root });
    handOver('/d', ['/d.epoch', '/not-there'], machine);
    expect(machine.given).toEqual([
      ['/d/office.json', 990, 991],
      ['/d.epoch', 990, 991],
    ]);
  });

  it.each<[string, OwnerSystem & { given: unknown[] }]>([
    ['another user', system(990, folder)],
    ['a folder that is root’s own', system(0, { ...folder, '/d': root })],
    ['no folder', system(0, {})],
  ])('nothing is given away: %s', (_, machine) => {
    handOver('/d', [], machine);
    expect(machine.given).toEqual([]);
  });
});
