import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../../src/announcements/sending/breaker.ts';
import { createDelivering } from '../../../src/announcements/sending/delivering.ts';
import { createInsisting } from '../../../src/announcements/sending/insisting.ts';
import type { Lane } from '../../../src/announcements/sending/lane.ts';
import type { ClaimedDelivery, DeliveryResult, Outbox } from '../../../src/announcements/sending/outbox.ts';
import type { Sendable } from '../../../src/announcements/sending/sendables.ts';
import { leaseMs } from '../../../src/announcements/sending/supply.ts';
import type { SendOutcome } from '../../../src/messaging/channel.ts';
import type { TemplateOutcome } from '../../../src/messaging/template.ts';
import { subscriber } from '../../contracts/subscribers.ts';
import { createTestClock, type TestClock } from '../../fakes/clock.ts';

const beginMs = Date.parse('2026-03-01T08:00:00.000Z');
/** The instant so many ms after the beginning. */
const at = (ms: number) => new Date(beginMs + ms).toISOString();

const delivery = (changes: Partial<ClaimedDelivery> = {}): ClaimedDelivery => ({
  ...{ announcement: 'a', chat: 'telegram:1', rank: 3, attempts: 1, uncertain: 0, lease: 2, subscriber: undefined },
  ...changes,
});
const sendable = (changes: Partial<Sendable> = {}): Sendable => ({
  ...{ announcement: 'a', ranks: 10, audience: { kind: 'everyone' }, heldChannels: {}, message: { text: 'Đi bầu.' } },
  ...changes,
});

interface World {
  /** What may be sent; `undefined`: nothing. */
  sendable: Sendable | undefined;
  isSubscribed: boolean;
  /** When the turns that are asked for come, ms from the beginning; `undefined`, and all after them: now. */
  turns: (number | undefined)[];
  /** What the platform answers; `undefined`: it cannot do that. */
  send: () => SendOutcome;
  edit: (() => SendOutcome) | undefined;
  template: (() => TemplateOutcome) | undefined;
  /** Whether the delivery is still this claim's when it is begun. */
  isOurs: boolean;
  /** What goes on while a step is taken, by its first word in `happened`. */
  during: Record<string, (meanwhile: { world: World; clock: TestClock; stop: AbortController }) => void>;
  /** Steps that fail once. */
  fails: string[];
}

type Step = (name: string, detail?: unknown) => Promise<void>;

function telegram(world: World, step: Step): Lane {
  const { edit, template } = world;
  return {
    channel: {
      name: 'telegram',
      async send(chat, { text }) {
        await step('send', `${chat}: ${text}`);
        return world.send();
      },
    },
    edit:
      edit &&
      (async (chat, id, { text }) => {
        await step('edit', `${chat} ${id}: ${text}`);
        return edit();
      }),
    template:
      template &&
      (async (chat, { id }) => {
        await step('template', `${chat}: ${id}`);
        return template();
      }),
    ...{ limits: { perSecond: 25, burst: 5 }, inFlight: 8, perChatMs: 1_000 },
  };
}

/** A lane with all around it in memory, on a clock that goes on by what is slept and by what `during` says. */
function lane(changes: Partial<World> = {}) {
  const world: World = {
    ...{ sendable: sendable(), isSubscribed: true, turns: [], isOurs: true, during: {}, fails: [] },
    ...{ send: () => ({ kind: 'sent' }), edit: undefined, template: undefined },
    ...changes,
  };
  const clock = createTestClock();
  const stop = new AbortController();
  const breaker = createBreaker();
  /** Everything that was done, in its order. */
  const happened: string[] = [];
  const recorded: DeliveryResult[] = [];
  const failures: unknown[] = [];
  const tookMs: number[] = [];
  const failed = (what: string, error: unknown) => void failures.push([what, (error as Error).message]);

  async function step(name: string, detail: unknown = ''): Promise<void> {
    happened.push(`${name} ${String(detail)}`.trim());
    world.during[name]?.({ world, clock, stop });
    if (!world.fails.includes(name)) return;
    world.fails = world.fails.filter((other) => other !== name);
    throw new Error(`no ${name}`);
  }
  const delivering = createDelivering({
    lane: telegram(world, step),
    outbox: {
      async hold([one]: readonly ClaimedDelivery[], ms: number, how: string) {
        await step(how, `${one?.chat} for ${ms}`);
        return [world.isOurs];
      },
      async record(results: readonly DeliveryResult[]) {
        await step(
          'record',
          results.map(({ next }) => next.kind),
        );
        recorded.push(...results);
      },
    } as unknown as Outbox,
    supply: {
      ...{ next: async () => undefined, drain: () => [], keep: async () => undefined },
      done: ({ chat }) => void happened.push(`done ${chat}`),
      rest: (untilMs) => void happened.push(`take-nothing until ${untilMs - beginMs}`),
    },
    turns: {
      async wait(chat) {
        await step('turn', chat);
        const atMs = world.turns.shift();
        return atMs === undefined ? undefined : beginMs + atMs;
      },
      refused: (ms) => step('rest', ms),
    },
    watch: {
      current: async () => new Map(world.sendable ? [['a', world.sendable]] : []),
      close: (announcement) => void happened.push(`close ${announcement}`),
      reread: () => void happened.push('reread'),
    },
    async subscription(chat) {
      await step('look');
      return world.isSubscribed ? subscriber(chat) : undefined;
    },
    unsubscribe: (chat) => step('unsubscribe', chat),
    hold: (announcement, channel, why) => step('hold-back', `${announcement} on ${channel}: ${why}`),
    conversationsFirst: (channel) => step('conversations', channel),
    speed: { observe: (ms) => void tookMs.push(ms), within: () => 1 },
    breakerOf: (announcement) => (announcement === 'a' ? breaker : createBreaker()),
    insist: createInsisting({
      ...{ signal: stop.signal, failed },
      async sleep(ms) {
        clock.pass(ms);
        // What never works ends the test instead of going on for ever.
        if (failures.length > 9) stop.abort();
      },
    }),
    ...{ nowMs: () => clock.now().getTime(), random: () => 0.5, signal: stop.signal, failed },
  });
  return { delivering, breaker, happened, recorded, failures, tookMs };
}

/** What becomes of one delivery in such a world. `before`: what its breaker has seen. */
async function delivered(
  changes: Partial<World> = {},
  one: Partial<ClaimedDelivery> = {},
  before: Parameters<ReturnType<typeof createBreaker>['observe']>[] = [],
) {
  const { delivering, breaker, ...rest } = lane(changes);
  for (const seen of before) breaker.observe(...seen);
  await delivering.deliver(delivery(one), () => void rest.happened.push('turned'));
  const { happened, recorded } = rest;
  /** What was done of these steps. */
  const only = (...names: string[]) => happened.filter((done) => names.includes(done.split(' ')[0]!));
  return { ...rest, only, next: recorded.map(({ next }) => next)[0] };
}

/** So much time passes during a step. */
const pass =
  (ms: number): World['during'][string] =>
  ({ clock }) =>
    clock.pass(ms);

/** Back among what waits, due so many ms after the beginning. */
const pending = (dueMs: number, changes = {}) => ({
  ...{ kind: 'pending', dueAt: at(dueMs), attempts: 1, uncertain: 0 },
  ...changes,
});

describe('a delivery', () => {
  it('goes after the conversations, when its turn has come, looked at and begun before it is sent, and is recorded once', async () => {
    const { happened, recorded, failures } = await delivered();
    expect(happened).toEqual([
      ...['conversations telegram', 'turn telegram:1', 'turned', 'look', `begin telegram:1 for ${leaseMs}`],
      ...['send telegram:1: Đi bầu.', 'record sent', 'done telegram:1'],
    ]);
    const next = { kind: 'sent', at: at(0), duplicate: false };
    expect(recorded).toStrictEqual([{ announcement: 'a', chat: 'telegram:1', lease: 2, next }]);
    expect(failures).toEqual([]);
  });

  it('whose turn is far off goes back until then, a minute at most, and the lane takes nothing before it', async () => {
    const near = await delivered({ turns: [20_000] });
    expect(near.happened).toEqual([
      ...['conversations telegram', 'turn telegram:1', 'take-nothing until 20000', 'record pending', 'done telegram:1'],
    ]);
    expect(near.next).toStrictEqual(pending(20_000));
    const far = await delivered({ turns: [600_000] });
    expect(far.only('take-nothing')).toEqual(['take-nothing until 600000']);
    expect(far.next).toStrictEqual(pending(60_000));
  });

  it('that is put back keeps what was counted of it', async () => {
    const { delivering, recorded } = lane();
    await delivering.putBack(delivery({ attempts: 3, uncertain: 1 }), beginMs + 7_000);
    await delivering.putBack(delivery({ firstAttemptAt: at(-9_000) }), beginMs + 7_000);
    expect(recorded.map(({ next }) => next)).toStrictEqual([
      pending(7_000, { attempts: 3, uncertain: 1 }),
      pending(7_000, { firstAttemptAt: at(-9_000) }),
    ]);
  });

  it('to who has left is over, without being begun', async () => {
    const { next, only } = await delivered({ isSubscribed: false });
    expect(next).toStrictEqual({ kind: 'left' });
    expect(only('begin', 'send')).toEqual([]);
  });

  it('of what may not be sent any more goes back at once, without being begun', async () => {
    const { next, only } = await delivered({ sendable: undefined });
    expect(next).toStrictEqual(pending(0));
    expect(only('begin', 'send')).toEqual([]);
  });

  it('that somebody else has taken since is theirs: neither sent nor recorded', async () => {
    const { happened } = await delivered({ isOurs: false });
    expect(happened.slice(-2)).toEqual([`begin telegram:1 for ${leaseMs}`, 'done telegram:1']);
  });

  it('of which nobody knows whether it is begun as the lane ends is neither sent nor recorded', async () => {
    const { happened } = await delivered({ fails: ['begin'], during: { begin: ({ stop }) => stop.abort() } });
    expect(happened.slice(-2)).toEqual([`begin telegram:1 for ${leaseMs}`, 'done telegram:1']);
  });

  it.each([
    ['half a second, is not looked at again', 500, ['look', 'send telegram:1: Đi bầu.']],
    ['longer, is looked at again', 501, ['look', 'look', 'send telegram:1: Đi bầu.']],
  ])('whose beginning took %s', async (_, ms, steps) => {
    const { only } = await delivered({ during: { begin: pass(ms) } });
    expect(only('look', 'send')).toEqual(steps);
  });

  it.each<[string, Partial<World>, object]>([
    ['stopped', { sendable: undefined }, pending(900)],
    ['left', { isSubscribed: false }, { kind: 'left' }],
  ])('that was %s while it was begun for long is not sent', async (_, change, next) => {
    const begun = ({ world, clock }: { world: World; clock: TestClock }) => {
      clock.pass(900);
      Object.assign(world, change);
    };
    const one = await delivered({ during: { begin: begun } });
    expect([one.only('send'), one.next]).toStrictEqual([[], next]);
  });

  it.each([
    ['who has the announcement it is about gets what corrects it', { hasOriginal: true } as const, 'Sửa: 8 giờ.'],
    ['who has not gets the text that stands alone', {}, 'Đi bầu lúc 8 giờ.'],
  ])('%s', async (_, one, text) => {
    const both = sendable({ message: { text: 'Sửa: 8 giờ.' }, alone: { text: 'Đi bầu lúc 8 giờ.' } });
    expect((await delivered({ sendable: both }, one)).only('send')).toEqual([`send telegram:1: ${text}`]);
  });

  it('says how long the platform took to answer, and nothing else', async () => {
    const during = { begin: pass(300), send: pass(120), record: pass(70) };
    expect((await delivered({ during })).tookMs).toEqual([120]);
  });
});

describe('a platform that answers', () => {
  it('that it wants rest: the lane rests before anything is written, and the delivery goes back for as long, no attempt counted', async () => {
    const { only, next } = await delivered({ send: () => ({ kind: 'rate-limited', retryAfterMs: 3_000 }) });
    expect(only('send', 'rest', 'record')).toEqual(['send telegram:1: Đi bầu.', 'rest 3000', 'record pending']);
    expect(next).toStrictEqual(pending(3_000, { firstAttemptAt: at(0) }));
  });

  it('that it cannot take it now: it is tried again after a wait, counted from the answer', async () => {
    const { next } = await delivered({ send: () => ({ kind: 'unavailable' }), during: { send: pass(400) } });
    expect(next).toStrictEqual(pending(400 + 3_000, { attempts: 2, firstAttemptAt: at(400) }));
  });

  it('nobody: it is tried again, and the attempt does not count', async () => {
    const down = Array.from({ length: 20 }, (): ['unavailable', 'pending'] => ['unavailable', 'pending']);
    const { next } = await delivered({ send: () => ({ kind: 'unavailable' }) }, {}, down);
    expect(next).toStrictEqual(pending(2_000, { firstAttemptAt: at(0) }));
  });

  it('nothing, as the send throws: nobody knows what became of it, it is sent once more, and operators hear of it', async () => {
    const { next, failures } = await delivered({ fails: ['send'] });
    expect(next).toStrictEqual(pending(5_000, { uncertain: 1, firstAttemptAt: at(0) }));
    expect(failures).toEqual([['sending', 'no send']]);
  });

  it('that somebody is gone ends their subscription, and no other answer does', async () => {
    const gone = await delivered({ send: () => ({ kind: 'unreachable', why: 'gone' }) });
    expect(gone.only('record', 'unsubscribe')).toEqual(['record failed', 'unsubscribe telegram:1']);
    expect(gone.next).toStrictEqual({ kind: 'failed', reason: 'gone' });
    const refused = await delivered({ send: () => ({ kind: 'rejected', code: '400' }) });
    expect(refused.only('record', 'unsubscribe')).toEqual(['record failed']);
  });

  const tenGivenUp = Array.from({ length: 10 }, (): ['rejected', 'failed'] => ['rejected', 'failed']);
  it.each<[string, SendOutcome, typeof tenGivenUp, string]>([
    ['with one refusal too many', { kind: 'rejected', code: '400' }, tenGivenUp, 'errors'],
    ['that it does not know our credentials', { kind: 'unauthorised' }, [], 'unauthorised'],
  ])('%s has its channel held back: closed at once, and read anew once that is written', async (_, outcome, before, why) => {
    const { only } = await delivered({ send: () => outcome }, {}, before);
    expect(only('close', 'hold-back', 'reread')).toEqual(['close a', `hold-back a on telegram: ${why}`, 'reread']);
  });

  it('with one refusal fewer, or so that it is tried again, is not held back', async () => {
    const fewer = await delivered({ send: () => ({ kind: 'rejected', code: '400' }) }, {}, tenGivenUp.slice(1));
    const again = await delivered({ send: () => ({ kind: 'uncertain' }) }, {}, tenGivenUp);
    for (const { only } of [fewer, again]) expect(only('close', 'hold-back', 'reread')).toEqual([]);
  });
});

describe('who has been silent for too long', () => {
  const template = { message: { id: '412345', parameters: {} }, isWhole: false };
  const quota = (): TemplateOutcome => ({ kind: 'sent', cost: 'quota' });

  it('is told by the template, in a turn of its own, which is noted with the text that waits', async () => {
    const { only, recorded } = await delivered({
      ...{ sendable: sendable({ template }), template: quota },
      send: () => ({ kind: 'outside-window', isSilence: true }),
    });
    expect(only('turn', 'send', 'template', 'record')).toEqual([
      ...['turn telegram:1', 'send telegram:1: Đi bầu.', 'turn telegram:1', 'template telegram:1: 412345', 'record deferred'],
    ]);
    expect(recorded).toStrictEqual([
      { announcement: 'a', chat: 'telegram:1', lease: 2, next: { kind: 'deferred' }, template: 'quota' },
    ]);
  });

  it('is the only one who is: whom the platform refuses for another reason waits for their next contact', async () => {
    const { only, recorded } = await delivered({
      ...{ sendable: sendable({ template }), template: quota },
      send: () => ({ kind: 'outside-window' }),
    });
    expect(only('template')).toEqual([]);
    expect(recorded).toStrictEqual([{ announcement: 'a', chat: 'telegram:1', lease: 2, next: { kind: 'deferred' } }]);
  });
});

describe('the wrong message', () => {
  const original = { hasOriginal: true, originalMessageId: '77' } as const;
  const edit = (): SendOutcome => ({ kind: 'sent' });

  it('disappears where the platform lets it, once the right one is recorded, in a turn of its own', async () => {
    const { happened } = await delivered({ edit }, original);
    expect(happened.slice(-4)).toEqual(['record sent', 'done telegram:1', 'turn telegram:1', 'edit telegram:1 77: Đi bầu.']);
  });

  it('stays where its id is not known or the platform cannot edit, and no turn is taken for it', async () => {
    const unknown = await delivered({ edit }, { hasOriginal: true });
    const cannot = await delivered({}, original);
    for (const { only, failures } of [unknown, cannot]) {
      expect(only('turn', 'edit')).toEqual(['turn telegram:1']);
      expect(failures).toEqual([]);
    }
  });

  it('stays where its turn is far off, and where the right one did not arrive', async () => {
    expect((await delivered({ edit, turns: [undefined, 9_000] }, original)).only('edit')).toEqual([]);
    const refused = await delivered({ edit, send: () => ({ kind: 'rejected', code: '400' }) }, original);
    expect(refused.only('turn', 'edit')).toEqual(['turn telegram:1']);
  });

  it('makes the lane rest where the platform wants it, and no other answer does', async () => {
    const limited = await delivered({ edit: () => ({ kind: 'rate-limited', retryAfterMs: 2_000 }) }, original);
    expect(limited.only('rest')).toEqual(['rest 2000']);
    const refused = await delivered({ edit: () => ({ kind: 'rejected', code: '400' }) }, original);
    expect(refused.only('rest')).toEqual([]);
  });

  it('that could not be replaced changes nothing of the right one', async () => {
    const { recorded, failures } = await delivered({ edit, fails: ['edit'] }, original);
    expect(recorded.map(({ next }) => next.kind)).toEqual(['sent']);
    expect(failures).toEqual([['sending', 'no edit']]);
  });
});

describe('a store that fails once', () => {
  const limited = (): SendOutcome => ({ kind: 'rate-limited', retryAfterMs: 2_000 });
  const corrected = { hasOriginal: true, originalMessageId: '77' } as const;

  it.each<[string, string, Partial<World>, Partial<ClaimedDelivery>]>([
    ['turn', 'taking a turn', {}, {}],
    ['begin', 'beginning to send', {}, {}],
    ['record', 'recording', {}, {}],
    ['rest', 'pausing the lane', { send: limited }, {}],
    ['rest', 'pausing the lane', { edit: limited }, corrected],
    ['unsubscribe', 'ending a subscription', { send: () => ({ kind: 'unreachable', why: 'blocked' }) }, {}],
    ['hold-back', 'holding a channel back', { send: () => ({ kind: 'unauthorised' }) }, {}],
  ])('%s: it is tried again, and operators hear of what was tried: %s', async (name, what, changes, one) => {
    const { only, recorded, failures } = await delivered({ ...changes, fails: [name] }, one);
    expect(failures).toEqual([[what, `no ${name}`]]);
    expect(only(name)).toHaveLength(2);
    expect(recorded).toHaveLength(1);
  });
});
