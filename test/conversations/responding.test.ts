import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { textOf } from '../../src/conversations/conversation.ts';
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
    conversation: {
      async reply(_, content) {
        const text = textOf(content) ?? content.kind;
        if (content.kind === 'left') return { kind: 'left' };
        return text === 'silence' ? { kind: 'silent' } : { kind: 'reply', reply: talk(`answer to ${text}`) };
      },
      shown: async (_, { text }) => void happened.push(`shown ${text}`),
    },
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
    forget: async ({ id }) => void happened.push(`forgotten up to ${id}`),
    wanted: async () => void happened.push('wanted'),
    metrics: { answered: () => undefined },
    lost: (channel, { kind }) => happened.push(`lost on ${channel}: ${kind}`),
    failed: () => happened.push('not kept'),
    nowMs: () => 0,
    ...changes,
  });
  const handled = await handle({ id: '1', chat: 'test:1', content, receivedAt: '2026-03-01T08:00:00Z', ...more });
  return { happened, handled };
}

describe('a message', () => {
  it('is answered on its channel, and what the person sees is kept for what they pick from it', async () => {
    const expected = ['contacted', 'answer to xin hỏi', 'shown answer to xin hỏi'];
    expect((await respond({ kind: 'text', text: 'xin hỏi' })).happened).toEqual(expected);
    expect((await respond({ kind: 'choice', value: 'xin hỏi' })).happened).toEqual(expected);
  });

  it('to which nothing is to be said is answered with nothing', async () => {
    expect(await respond({ kind: 'text', text: 'silence' })).toEqual({ happened: ['contacted'], handled: { kind: 'done' } });
  });

  it('that asks to be forgotten is answered and everything of the chat erased, typed or pressed', async () => {
    const expected = ['contacted', 'answer to /xoa', 'shown answer to /xoa', 'forgotten up to 1'];
    expect((await respond({ kind: 'text', text: '/xoa' })).happened).toEqual(expected);
    expect((await respond({ kind: 'choice', value: '/xoa' })).happened).toEqual(expected);
  });

  it('of somebody who left is answered with nothing, and everything erased', async () => {
    expect((await respond({ kind: 'left' })).happened).toEqual(['forgotten up to 1']);
  });

  it('that asks for a person of the office is shown to the office where the platform can', async () => {
    expect((await respond({ kind: 'text', text: 'gặp cán bộ' })).happened.at(-1)).toBe('wanted');
    expect((await respond({ kind: 'text', text: 'Ngày bầu cử?' })).happened).not.toContain('wanted');
  });

  it.each([
    [{ kind: 'outside-window' }],
    [{ kind: 'unreachable', why: 'blocked' }],
    [{ kind: 'rejected', code: '-201' }],
    [{ kind: 'uncertain' }],
  ] as const)('C-25: whose answer reaches nobody leaves a line in the log: %o', async (outcome) => {
    const { happened, handled } = await respond({ kind: 'text', text: 'x' }, {}, outcome);
    expect(handled).toEqual({ kind: 'done' });
    expect(happened.at(-1)).toBe(`lost on test: ${outcome.kind}`);
  });

  it('is not answered a second time where its menu cannot be kept', async () => {
    const conversation = {
      reply: async () => ({ kind: 'reply', reply: talk('a') }) as const,
      shown: () => Promise.reject(new Error('disk full')),
    };
    const { happened, handled } = await respond({ kind: 'text', text: 'x' }, { conversation });
    expect([handled, happened.at(-1)]).toEqual([{ kind: 'done' }, 'not kept']);
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
