import type { Official, Officials } from '../announcements/officials.ts';
import type { Seal } from './seal.ts';

const mark = 'sealed:';
/** An authenticator nobody can read the secret of: no code is right, until a new one is enrolled. */
const unreadable = { secret: '', lastStep: 0, failures: 0, lockedUntil: '9999-12-31T00:00:00.000Z' };

/**
 * Officials whose authenticator secrets nobody reads who has only the data folder, the database or a backup of them. Secrets written before there
 * was a seal are read as they are and sealed with the next change of their account.
 */
export function sealedOfficials(officials: Officials, seal: Seal): Officials {
  function opened(official: Official): Official {
    const { totp } = official;
    if (!totp.secret.startsWith(mark)) return official;
    const secret = seal.open(totp.secret.slice(mark.length));
    return { ...official, totp: secret === undefined ? { ...unreadable } : { ...totp, secret } };
  }

  const closed = (official: Official): Official => ({
    ...official,
    totp: { ...official.totp, secret: `${mark}${seal.close(official.totp.secret)}` },
  });

  return {
    list: async () => (await officials.list()).map(opened),
    update: (change) =>
      officials.update((held) => {
        const read = held.map(opened);
        const changed = change(read);
        if (changed.officials === read) return { ...changed, officials: held };
        // What was not touched stays as it was kept, also what could not be read.
        const kept = changed.officials.map((official) => {
          const before = read.findIndex((one) => one.totp === official.totp);
          return before >= 0 && held[before]!.totp.secret.startsWith(mark)
            ? { ...official, totp: held[before]!.totp }
            : closed(official);
        });
        return { ...changed, officials: kept };
      }),
  };
}
