import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { startDeadline } from '../../src/channels/deadline.ts';

describe('a deadline', () => {
  it('gives up when the time is over, and says that this was why', () => {
    vi.useFakeTimers();
    try {
      const deadline = startDeadline(1_000);
      vi.advanceTimersByTime(999);
      expect([deadline.signal.aborted, deadline.passed()]).toEqual([false, false]);
      vi.advanceTimersByTime(1);
      expect([deadline.signal.aborted, deadline.passed()]).toEqual([true, true]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives up with any other, which is not the time being over, also later', () => {
    vi.useFakeTimers();
    try {
      const [one, another] = [new AbortController(), new AbortController()];
      const deadline = startDeadline(1_000, one.signal, undefined, another.signal);
      another.abort();
      vi.advanceTimersByTime(2_000);
      expect([deadline.signal.aborted, deadline.passed()]).toEqual([true, false]);
      expect(startDeadline(1_000, another.signal).signal.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves nothing behind once it is cleared', () => {
    vi.useFakeTimers();
    try {
      const lasting = new AbortController();
      const deadline = startDeadline(1_000, lasting.signal);
      expect([vi.getTimerCount(), getEventListeners(lasting.signal, 'abort').length]).toEqual([1, 1]);
      deadline.clear();
      expect([vi.getTimerCount(), getEventListeners(lasting.signal, 'abort').length]).toEqual([0, 0]);
      lasting.abort();
      expect(deadline.signal.aborted).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});
