import { describe, expect, it } from 'vitest';
import { createSendGate } from '../../src/channels/send-gate.ts';
import { isPrivateChat } from '../../src/channels/telegram/sending.ts';

const limited = { kind: 'rate-limited', retryAfterMs: 30_000 } as const;
const gate = () => createSendGate(() => new Date('2026-03-01T08:00:00Z'), 'chat', isPrivateChat);

describe('a rate limit', () => {
  it('said of groups never closes private chats', () => {
    const { observe, closed } = gate();
    observe('telegram:-1001', limited);
    observe('telegram:-1002', limited);
    observe('telegram:1', limited);
    expect(closed('telegram:2')).toBeUndefined();
    expect(closed('telegram:-1001')).toMatchObject({ kind: 'rate-limited' });
    expect(closed('telegram:1')).toMatchObject({ kind: 'rate-limited' });
  });

  it('said of two private chats closes the bot', () => {
    const { observe, closed } = gate();
    observe('telegram:1', limited);
    observe('telegram:2', limited);
    expect(closed('telegram:3')).toMatchObject({ kind: 'rate-limited' });
  });

  it('that is over by now closes nobody when another is said of somebody else', () => {
    let ms = Date.parse('2026-03-01T08:00:00Z');
    const { observe, closed } = createSendGate(() => new Date(ms), 'chat', isPrivateChat);
    observe('telegram:1', limited);
    ms += 30_000;
    expect(closed('telegram:1')).toBeUndefined();
    observe('telegram:2', limited);
    expect(closed('telegram:3')).toBeUndefined();
    expect(closed('telegram:2')).toEqual({ kind: 'rate-limited', retryAfterMs: 30_000 });
  });
});
