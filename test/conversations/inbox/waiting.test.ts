import { describe, expect, it } from 'vitest';
import { createWaiting } from '../../../src/conversations/inbox/waiting.ts';

/** One works at a time unless said otherwise; what began, in order. */
function queue(slots = 1) {
  let ms = 0;
  let timers: { dueMs: number; run: () => void }[] = [];
  const schedule = (afterMs: number, run: () => void) => {
    const timer = { dueMs: ms + afterMs, run };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  };
  const waiting = createWaiting({ slots, mostWaitMs: 5_000, nowMs: () => ms, schedule });
  const begun: string[] = [];
  const come = (name: string, weight: number) =>
    waiting.turn(weight).then((isTurn) => void begun.push(isTurn ? name : `${name} gave up`));
  const settled = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  const pass = async (forMs: number) => {
    ms += forMs;
    for (const { run } of timers.filter(({ dueMs }) => dueMs <= ms)) run();
    await settled();
  };
  return { waiting, begun, come, settled, pass };
}

describe('who waits for a thread', () => {
  it('A-10: the short go before the long, the equal in the order of coming', async () => {
    const { waiting, begun, come, settled } = queue();
    for (const [name, weight] of [
      ['first', 9],
      ['story', 4_096],
      ['one', 20],
      ['two', 20],
    ] as const)
      void come(name, weight);
    for (let i = 0; i < 3; i++) {
      await settled();
      waiting.leave();
    }
    await settled();
    expect(begun).toEqual(['first', 'one', 'two', 'story']);
  });

  it('whoever has waited a second goes first, however long', async () => {
    const { waiting, begun, come, settled, pass } = queue();
    void come('first', 9);
    void come('story', 4_096);
    await pass(1_000);
    void come('one', 20);
    waiting.leave();
    await settled();
    expect(begun).toEqual(['first', 'story']);
  });

  it('A-10: of several one is kept free of stories, so that whoever asks a question finds it', async () => {
    const { waiting, begun, come, settled } = queue(2);
    void come('story', 4_096);
    void come('another story', 4_096);
    void come('question', 20);
    await settled();
    expect(begun).toEqual(['story', 'question']);
    waiting.leave();
    waiting.leave();
    await settled();
    expect(begun).toEqual(['story', 'question', 'another story']);
  });

  it('A-10: where there is one alone, it takes stories too', async () => {
    const { begun, come, settled } = queue();
    void come('story', 4_096);
    await settled();
    expect(begun).toEqual(['story']);
  });

  it('A-10: the same where of two one is gone', async () => {
    const { waiting, begun, come, settled } = queue(2);
    waiting.lose();
    void come('story', 4_096);
    await settled();
    expect(begun).toEqual(['story']);
  });

  it('gives up after the longest wait, and holds up nobody', async () => {
    const { waiting, begun, come, settled, pass } = queue();
    void come('first', 9);
    void come('late', 20);
    await pass(5_000);
    void come('next', 30);
    waiting.leave();
    await settled();
    expect(begun).toEqual(['first', 'late gave up', 'next']);
  });

  it('as many work as there are threads, fewer while one is gone', async () => {
    const { waiting, begun, come, settled } = queue(2);
    waiting.lose();
    for (const name of ['one', 'two', 'three']) void come(name, 1);
    await settled();
    expect(begun).toEqual(['one']);
    waiting.gain();
    await settled();
    expect(begun).toEqual(['one', 'two']);
  });

  it('it is empty when nobody works and nobody waits', async () => {
    const { waiting, come, settled } = queue();
    let isEmpty = false;
    void come('one', 1);
    void come('two', 1);
    void waiting.empty().then(() => {
      isEmpty = true;
    });
    waiting.leave();
    await settled();
    expect(isEmpty).toBe(false);
    waiting.leave();
    await settled();
    expect(isEmpty).toBe(true);
  });
});
