import type { Act, Kill } from './run.ts';
import type { Failpoint } from './victim.ts';

const sendFailpoints: readonly Failpoint['at'][] = ['before-send', 'after-send', 'after-record'];
const writeFailpoints: readonly Failpoint['at'][] = ['write', 'half a write'];

/** One to five kills at random moments: by the calls the platform took, by time (while it starts too), at a send, at a write. */
export function randomKills(random: () => number, recipients: number): Kill[] {
  const upTo = (most: number) => Math.floor(random() * most);
  const pick = <Value>(values: readonly Value[]): Value => values[upTo(values.length)]!;
  const calls = Array.from({ length: 5 }, () => upTo(recipients)).sort((a, b) => a - b);
  return Array.from({ length: 1 + upTo(5) }, (_, i): Kill => {
    const kind = random();
    if (kind < 0.45) return { kind: 'calls', calls: calls[i]! };
    if (kind < 0.6) return { kind: 'moment', afterMs: upTo(500) };
    if (kind < 0.85) return { kind: 'failpoint', failpoint: { at: pick(sendFailpoints), times: 1 + upTo(200) } };
    return { kind: 'failpoint', failpoint: { at: pick(writeFailpoints), times: 1 + upTo(100) } };
  });
}

/** Five kills within 100 ms of the start each, in the middle of a broadcast: what it recovers is not lost by recovering again. */
export function killsWhileRecovering(random: () => number, recipients: number): Kill[] {
  const first: Kill = { kind: 'calls', calls: Math.floor(recipients / 3) };
  return [first, ...Array.from({ length: 5 }, (): Kill => ({ kind: 'recovering', afterMs: Math.floor(random() * 100) }))];
}

/** So many kills one after the other, each after one to four messages: the same few people are at the head again and again. */
export function killsInARow(random: () => number, count: number): Kill[] {
  let calls = 0;
  return Array.from({ length: count }, (): Kill => {
    calls += 1 + Math.floor(random() * 4);
    return { kind: 'calls', calls };
  });
}

/** An official calls it off, or the approver is disabled, somewhere on the way. */
export function randomAct(random: () => number, recipients: number): Act {
  return { what: random() < 0.5 ? 'stop' : 'disable', calls: Math.floor((0.1 + 0.6 * random()) * recipients) };
}
