import { describe, expect, it } from 'vitest';
import { createChannelStatuses } from '../../src/messaging/channel-status.ts';

describe('how a channel stands', () => {
  const state = (statuses: ReturnType<typeof createChannelStatuses>) => statuses.list()[0]?.state;

  it('is on until its platform says otherwise, off when it is not configured', () => {
    const statuses = createChannelStatuses(['telegram']);
    statuses.off('zalo-oa', 'CUTRI_ZALO_OA_APP_ID is not set');
    expect(statuses.list()).toEqual([
      { channel: 'telegram', state: 'on' },
      { channel: 'zalo-oa', state: 'off', note: 'CUTRI_ZALO_OA_APP_ID is not set' },
    ]);
  });

  it('is unreachable after three failures in a row, and on again with the first answer', () => {
    const statuses = createChannelStatuses(['telegram']);
    for (const outcome of ['unavailable', 'uncertain', 'sent', 'unavailable', 'unavailable'] as const)
      statuses.observe('telegram', outcome);
    expect(state(statuses)).toBe('on');
    statuses.observe('telegram', 'uncertain');
    expect(state(statuses)).toBe('unreachable');
    statuses.observe('telegram', 'rate-limited');
    expect(state(statuses)).toBe('on');
  });

  it('needs authorisation from the first refusal of our credentials until they work', () => {
    const statuses = createChannelStatuses(['zalo-oa']);
    statuses.observe('zalo-oa', 'unauthorised');
    expect(state(statuses)).toBe('needs-authorisation');
    statuses.observe('zalo-oa', 'sent');
    expect(state(statuses)).toBe('on');
  });

  it('C-26: says that a quota is used up until a message is taken again, whatever polls say meanwhile', () => {
    const statuses = createChannelStatuses(['zalo-bot']);
    statuses.observe('zalo-bot', 'quota-exhausted');
    for (const outcome of ['rate-limited', 'sent'] as const) statuses.observe('zalo-bot', outcome);
    expect(statuses.list()).toMatchObject([{ channel: 'zalo-bot', state: 'quota-exhausted' }]);
    statuses.observe('zalo-bot', 'quota-free');
    expect(statuses.list()).toMatchObject([{ channel: 'zalo-bot', state: 'on' }]);
  });

  it('keeps saying what has to be known of it for as long as it is on', () => {
    const statuses = createChannelStatuses(['zalo-bot'], { 'zalo-bot': '50 people' });
    const noted = [{ channel: 'zalo-bot', state: 'on', note: '50 people' }];
    expect(statuses.list()).toEqual(noted);
    statuses.observe('zalo-bot', 'unauthorised');
    expect(statuses.list()[0]?.note).not.toContain('50 people');
    statuses.observe('zalo-bot', 'sent');
    expect(statuses.list()).toEqual(noted);
  });

  it.each(['outside-window', 'unreachable', 'rejected'] as const)('a refusal about one person (%s) is an answer', (outcome) => {
    const statuses = createChannelStatuses(['zalo-oa']);
    for (let i = 0; i < 5; i += 1) statuses.observe('zalo-oa', outcome);
    expect(state(statuses)).toBe('on');
  });
});
