import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersToMake, handOver, handOverMade, type OwnerSystem } from '../../src/stores/owner.ts';
import { temporaryFolder } from '../fakes/temporary-folder.ts';

const service = { uid: 990, gid: 991 };
const root = { uid: 0, gid: 0 };

function system(user: number, owners: Record<string, { uid: number; gid: number }>): OwnerSystem & { given: unknown[] } {
  const given: unknown[] = [];
  return {
    given,
    user: () => user,
    ownerOf: (path) => owners[path],
    userNamed: () => undefined,
    namesIn: () => ['office.json', 'lock'],
    give: (...all) => void given.push(all),
  };
}

describe('folders that root made', () => {
  it('G-9: a restore as root into a new folder: it belongs to whom the folder around it belongs to', () => {
    const machine = system(0, { '/srv': root, '/srv/cutri': service });
    const made = foldersToMake('/srv/cutri/a/data', machine);
    expect(made).toEqual(['/srv/cutri/a', '/srv/cutri/a/data']);
    handOverMade(made, machine);
    expect(machine.given).toEqual(made.map((path) => [path, 990, 991]));
  });

  it('G-9: under a folder of root’s own it belongs to the user the service is installed for, and without one it stays root’s', () => {
    const machine = system(0, { '/var/lib': root });
    handOverMade(['/var/lib/cutri'], machine);
    expect(machine.given).toEqual([]);
    handOverMade(['/var/lib/cutri'], { ...machine, userNamed: (name) => (name === 'cutri' ? service : undefined) });
    expect(machine.given).toEqual([['/var/lib/cutri', 990, 991]]);
  });

  it('asks no further than the root of the machine, and makes nothing new of what is there', () => {
    expect(foldersToMake('/a/b', system(0, {}))).toEqual(['/a', '/a/b']);
    expect(foldersToMake('/srv', system(0, { '/srv': service }))).toEqual([]);
    const there = temporaryFolder();
    expect(foldersToMake(join(there, 'a', 'b'))).toEqual([join(there, 'a'), join(there, 'a', 'b')]);
  });

  it('nothing is given away by another user, or where nothing was made', () => {
    const machine = system(990, { '/srv': service });
    handOverMade(['/srv/data'], machine);
    handOverMade([], system(0, {}));
    expect(machine.given).toEqual([]);
  });
});

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
