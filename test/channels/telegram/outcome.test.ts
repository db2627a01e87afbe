import { describe, expect, it } from 'vitest';
import { outcomeOfAnswer } from '../../../src/channels/telegram/outcome.ts';

const refused = (code: number, description = '') => outcomeOfAnswer({ kind: 'refused', code, description, retryAfterMs: 5_000 });

describe('what an answer of Telegram amounts to', () => {
  it.each([
    [429, 'Too Many Requests: retry after 5', { kind: 'rate-limited', retryAfterMs: 5_000 }],
    [401, 'Unauthorized', { kind: 'unauthorised' }],
    [404, 'Not Found', { kind: 'unauthorised' }],
    [500, 'Internal Server Error', { kind: 'unavailable' }],
    [502, 'Bad Gateway', { kind: 'unavailable' }],
    [503, '', { kind: 'unavailable' }],
    [504, 'Gateway Timeout', { kind: 'uncertain' }],
    [409, 'Conflict: terminated by other getUpdates request', { kind: 'unavailable' }],
    [400, 'Bad Request: message is not modified: specified new message content …', { kind: 'sent' }],
    [400, 'Bad Request: message is too long', { kind: 'rejected', code: 'too-long' }],
    [400, 'Bad Request: text is too long', { kind: 'rejected', code: 'too-long' }],
    [400, 'Bad Request: message text is empty', { kind: 'rejected', code: 'empty' }],
    [400, "Bad Request: can't parse entities: unsupported start tag", { kind: 'rejected', code: 'markup' }],
    [400, 'Bad Request: BUTTON_DATA_INVALID', { kind: 'rejected', code: 'buttons' }],
    [400, 'Bad Request: reply markup is too long', { kind: 'rejected', code: 'too-long' }],
    [400, 'Bad Request: message to edit not found', { kind: 'rejected', code: 'not-editable' }],
    [400, "Bad Request: message can't be edited", { kind: 'rejected', code: 'not-editable' }],
    [400, 'Bad Request: something new', { kind: 'rejected', code: '400' }],
    [413, 'Request Entity Too Large', { kind: 'rejected', code: '413' }],
  ] as const)('%i %s', (code, description, outcome) => expect(refused(code, description)).toEqual(outcome));

  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'blocked'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'blocked'],
    [403, 'Forbidden: user is deactivated', 'gone'],
    [403, 'Forbidden: bot was kicked from the group chat', 'gone'],
    [403, 'Forbidden: bot is not a member of the supergroup chat', 'gone'],
    [403, 'Forbidden: the group chat was deleted', 'gone'],
    [403, 'Forbidden: something new', 'blocked'],
    [400, 'Bad Request: chat not found', 'gone'],
    [400, 'Bad Request: private chat not found', 'gone'],
    [400, 'Bad Request: PEER_ID_INVALID', 'gone'],
    [400, 'Bad Request: group chat was upgraded to a supergroup chat', 'gone'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'blocked'],
  ] as const)('C-8: %i %s', (code, description, why) => expect(refused(code, description)).toEqual({ kind: 'unreachable', why }));

  it('names the message, so that it can be edited later', () => {
    expect(outcomeOfAnswer({ kind: 'ok', result: { message_id: 77, text: 'x' } })).toEqual({ kind: 'sent', messageId: '77' });
    for (const result of [true, null, undefined, 'x', { message_id: 'x' }])
      expect(outcomeOfAnswer({ kind: 'ok', result })).toEqual({ kind: 'sent' });
  });
});
