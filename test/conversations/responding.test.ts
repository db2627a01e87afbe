import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { createResponder, type ResponderDeps } from '../../src/conversations/responding.ts';
import type { SendOutcome } from '../../src/messaging/channel.ts';
import type { IncomingContent, IncomingMessage, OutgoingMessage } from '../../src/messaging/message.ts';

const talk = (text: string): Reply => ({ kind: 'talk', text, citations: [] });

/** Hands one message to a responder and tells everything that came of it, in order. */
async function respond(
  content: IncomingContent,
  changes: Partial<ResponderDeps> = {},
  outcome: SendOutcome = { kind: 'sent' },
  more: Pick<IncomingMessage, 'messageId'> = {},
) {
  const happened: string[] = [];
  const handle = createResponder({
    dialogue: {
      reply: ({ text }) => talk(`answer to ${text}`),
      explain: () => ({ outcome: 'decline', decidedBy: 'nothing-near', readings: [] }),
      nearest: () => talk('nearest'),
      forget: () => void happened.push('dialogue forgets'),
    },
    desks: [{ reply: async (_, text) => (text === 'mine' ? talk('desk') : undefined) }],
    contacted: async () => void happened.push('contacted'),
    channels: new Map([
      [
        'test',
        {
          async send(_, { text, choices = [] }) {
            happened.push([text, ...choices.map(({ value }) => value)].join(' '));
            return outcome;
          },
        },
      ],
    ]),
    forget: async () => void happened.push('forgotten'),
    metrics: { answered: () => undefined },
    now: () => new Date('2026-03-01T08:00:00Z'),
    nowMs: () => 0,
    ...changes,
  });
  const handled = await handle({ id: '1', chat: 'test:1', content, receivedAt: '2026-03-01T08:00:00Z', ...more });
  return { happened, handled };
}

describe('a message', () => {
  it('goes to the first desk that takes it, else to the dialogue', async () => {
    expect((await respond({ kind: 'text', text: 'mine' })).happened).toEqual(['contacted', 'desk']);
    expect((await respond({ kind: 'text', text: 'else' })).happened).toEqual(['contacted', 'answer to else']);
    expect((await respond({ kind: 'choice', value: 'mine' })).happened).toEqual(['contacted', 'desk']);
  });

  it('that asks to be forgotten is answered and everything of the chat erased, typed or pressed', async () => {
    const expected = ['contacted', 'answer to /xoa', 'forgotten'];
    expect((await respond({ kind: 'text', text: '/xoa' })).happened).toEqual(expected);
    expect((await respond({ kind: 'choice', value: '/xoa' })).happened).toEqual(expected);
  });

  it('of somebody who left is answered with nothing, and everything erased', async () => {
    expect((await respond({ kind: 'left' })).happened).toEqual(['dialogue forgets', 'forgotten']);
  });

  it('of somebody who comes offers announcements', async () => {
    expect((await respond({ kind: 'joined' })).happened.at(-1)).toContain('/dangky');
  });

  it('that can be pointed at is named in its answer', async () => {
    const answers: (string | undefined)[] = [];
    const send = async (_: string, message: OutgoingMessage): Promise<SendOutcome> => {
      answers.push(message.answers);
      return { kind: 'sent' };
    };
    await respond(
      { kind: 'text', text: 'x' },
      { channels: new Map([['test', { send }]]) },
      { kind: 'sent' },
      { messageId: '31' },
    );
    await respond({ kind: 'choice', value: 'x' }, { channels: new Map([['test', { send }]]) });
    expect(answers).toEqual(['31', undefined]);
  });

  it('whose answer cannot leave now is answered later', async () => {
    expect((await respond({ kind: 'text', text: 'x' }, {}, { kind: 'unavailable' })).handled).toMatchObject({ kind: 'later' });
  });
});
