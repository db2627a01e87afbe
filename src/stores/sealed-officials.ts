import type { AuditLog } from '../announcements/people/audit.ts';
import { restartAction, trimAction } from '../announcements/people/audit-anchor.ts';
import type { Official, Officials } from '../announcements/people/officials.ts';
import { BrokenSealError, type Mac, type Seal } from './seal.ts';

const mark = 'sealed:';

export interface OfficialsKeys {
  seal: Seal;
  mac: Mac;
}

/** The list with its secrets readable; `undefined` where it is not whole, or not as it was written with these keys. */
export function openOfficials(kept: readonly Official[], { seal, mac }: OfficialsKeys): Official[] | undefined {
  const list = kept.map((one): Official => {
    const { seal: _, ...official } = one;
    return official;
  });
  if (kept.length > 0 && !(mac.isOf(list, kept[0]!.seal) && kept.every((one) => one.seal === kept[0]!.seal))) return undefined;
  const read: Official[] = [];
  for (const official of list) {
    const { secret } = official.totp;
    const opened = secret.startsWith(mark) ? seal.open(secret.slice(mark.length)) : undefined;
    if (opened === undefined) return undefined;
    read.push({ ...official, totp: { ...official.totp, secret: opened } });
  }
  return read;
}

/** The other way: every secret unreadable, the list under one seal. */
export const sealOfficials = (officials: readonly Official[], keys: OfficialsKeys): Official[] =>
  underOneSeal(
    officials.map((official) => closed(official, keys)),
    keys,
  );

const closed = (official: Official, { seal }: OfficialsKeys): Official => ({
  ...official,
  totp: { ...official.totp, secret: `${mark}${seal.close(official.totp.secret)}` },
});

function underOneSeal(list: readonly Official[], { mac }: OfficialsKeys): Official[] {
  const whole = mac.of(list);
  return list.map((official) => ({ ...official, seal: whole }));
}

/**
 * Officials as only cutri can have written them. Authenticator secrets are unreadable to whoever has only the data folder, the database or a backup,
 * and the list as a whole (accounts, roles, persons, chats, secrets) is under one seal that every account carries: an account added, taken
 * away, exchanged or edited, a secret in the clear, and a list that was emptied, are not read: `BrokenSealError`.
 */
export function sealedOfficials(
  { officials, audit }: { officials: Officials; audit: Pick<AuditLog, 'entries'> },
  keys: OfficialsKeys,
): Officials {
  function opened(kept: readonly Official[]): Official[] {
    const read = openOfficials(kept, keys);
    if (read === undefined) throw new BrokenSealError('The list of officials');
    return read;
  }

  /** Where there is nobody, nobody may ever have been there. */
  async function refuseEmptied(): Promise<void> {
    // Who was the first may have been removed from the log; only an administrator removes anything from it.
    for await (const { action, outcome } of audit.entries())
      if ((action === 'official-add' || action === trimAction || action === restartAction) && outcome === 'done')
        throw new BrokenSealError('The list of officials');
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
          return before >= 0
            ? { ...official, totp: { ...official.totp, secret: held[before]!.totp.secret } }
            : closed(official, keys);
        });
        return { ...changed, officials: underOneSeal(next, keys) };
      });
    },
  };
}
