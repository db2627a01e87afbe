import { expect, it } from 'vitest';
import type { AuditLog } from '../../src/announcements/people/audit.ts';
import type { Official, Officials } from '../../src/announcements/people/officials.ts';
import { entriesOf, someRecord } from './announcement-store.ts';

export const official = (id: string, changes: Partial<Official> = {}): Official => ({
  id,
  person: `staff-${id}`,
  name: id,
  roles: ['author'],
  disabled: false,
  totp: { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', lastStep: 0, failures: 0 },
  ...changes,
});

/** What every store of officials promises. `open` gives an empty one, with the audit log of the same store. */
export function describeOfficials(open: () => Promise<{ officials: Officials; audit: AuditLog }>): void {
  it('keeps what a change makes of the list, with its records', async () => {
    const { officials, audit } = await open();
    const linked = official('lan', {
      chat: 'telegram:1',
      notices: ['zalo-oa:5', 'web:visitor-1'],
      commune: '02680',
      linking: { codeHash: 'x', expiresAt: '2026-03-01T08:00:00.000Z', failures: 1 },
      delegations: [
        {
          ...{ id: 'lan-1', to: 'minh', persons: ['stafflan', 'staffminh'], terms: [0, 2], reason: 'họp' },
          ...{ from: '2026-03-01T08:00:00.000Z', until: '2026-03-05T08:00:00.000Z', madeAt: '2026-03-01T07:00:00.000Z' },
          revoked: { at: '2026-03-02T08:00:00.000Z', by: 'minh' },
        },
      ],
      access: {
        passkeys: [{ id: 'a', publicKey: 'b', counter: 3, name: 'Máy cơ quan', addedAt: '2026-03-01T08:00:00.000Z' }],
      },
    });
    const result = await officials.update((held) => ({
      officials: [...held, linked],
      records: [someRecord('lan', 'official-add')],
      result: held.length,
    }));
    expect(result).toBe(0);
    expect(await officials.list()).toEqual([linked]);
    expect((await entriesOf(audit)).map(({ action }) => action)).toEqual(['official-add']);
  });

  it('loses no change made at the same time', async () => {
    const { officials } = await open();
    await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        officials.update((held) => ({ officials: [...held, official(`o${i}`)], records: [], result: undefined })),
      ),
    );
    expect(await officials.list()).toHaveLength(10);
  });
}
