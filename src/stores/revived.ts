import type { Officials } from '../announcements/people/officials.ts';
import { withoutDevices } from '../announcements/people/signing-in.ts';

/** Takes every account away again that an older state of the store gives back, though it was disabled since. Returns which. */
export function disableAgain(officials: Officials, ids: readonly string[], now: () => Date): Promise<string[]> {
  return officials.update((all) => {
    const revived = all.filter((one) => !one.disabled && ids.includes(one.id));
    const at = now().toISOString();
    return {
      officials:
        revived.length === 0
          ? all
          : all.map((one) => {
              if (!revived.includes(one)) return one;
              const { chat: _, linking: __, notices: ___, ...rest } = withoutDevices(one);
              return { ...rest, disabled: true, term: (one.term ?? 0) + 1 };
            }),
      records: revived.map(({ id }) => ({
        at,
        who: 'cutri',
        roles: [],
        action: 'official-disable',
        outcome: 'done',
        subject: id,
        from: 'cli',
        detail: 'disabled after this state of the store was kept',
      })),
      result: revived.map(({ id }) => id),
    };
  });
}
