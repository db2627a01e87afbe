import type { AuditLog } from '../announcements/people/audit.ts';
import type { Official, Officials } from '../announcements/people/officials.ts';
import { BrokenSealError, type Mac, type Seal } from './seal.ts';

const mark = 'sealed:';

/**
 * Officials as only cutri can have written them. Authenticator secrets are unreadable to whoever has only the data folder, the database or a backup,
 * and the list as a whole (accounts, roles, persons, chats, secrets) is under one seal that every account carries: an account added, taken
 * away, exchanged or edited, a secret in the clear, and a list that was emptied, are not read: `BrokenSealError`.
 */
export function sealedOfficials(
  { officials, audit }: { officials: Officials; audit: Pick<AuditLog, 'entries'> },
  { seal, mac }: { seal: Seal; mac: Mac },
): Officials {
  const plain = (official: Official): Official => {
    const { seal: _, ...rest } = official;
    return rest;
  };

  function opened(kept: readonly Official[]): Official[] {
    const list = kept.map(plain);
    const isWhole = kept.length === 0 || (mac.isOf(list, kept[0]!.seal) && kept.every((one) => one.seal === kept[0]!.seal));
    return list.map((official) => {
      const { secret } = official.totp;
      const read = secret.startsWith(mark) ? seal.open(secret.slice(mark.length)) : undefined;
      if (read === undefined || !isWhole) throw new BrokenSealError('The list of officials');
      return { ...official, totp: { ...official.totp, secret: read } };
    });
  }

  const closed = (official: Official): Official => ({
    ...official,
    totp: { ...official.totp, secret: `${mark}${seal.close(official.totp.secret)}` },
  });

  /** Where there is nobody, nobody may ever have been there. */
  async function refuseEmptied(): Promise<void> {
    for await (const { action, outcome } of audit.entries())
      if (action === 'official-add' && outcome === 'done') throw new BrokenSealError('The list of officials');
  }

  async function list(): Promise<Official[]> {
    const kept = await officials.list();
    if (kept.length === 0) await refuseEmptied();
    return opened(kept);
  }

  return {
    list,
    async update(change) {
      await list();
      return officials.update((held) => {
        const read = opened(held);
        const changed = change(read);
        if (changed.officials === read) return { ...changed, officials: held };
        const next = changed.officials.map((official) => {
          // A secret that was not touched stays as it was kept.
          const before = read.findIndex((one) => one.id === official.id && one.totp.secret === official.totp.secret);
          return before >= 0 ? { ...official, totp: { ...official.totp, secret: held[before]!.totp.secret } } : closed(official);
        });
        const whole = mac.of(next);
        return { ...changed, officials: next.map((official) => ({ ...official, seal: whole })) };
      });
    },
  };
}
