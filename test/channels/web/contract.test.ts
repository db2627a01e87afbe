import { describe } from 'vitest';
import { createWebChat } from '../../../src/channels/web/chat.ts';
import { describeChannel, type OpenedChannel } from '../../contracts/channel.ts';
import { createTestClock } from '../../fakes/clock.ts';

/** The page as the person sees it: it fetches what was sent and repeats what was not accepted. */
async function openWebChat(): Promise<OpenedChannel> {
  const clock = createTestClock();
  const channel = createWebChat({ now: clock.now, run: 'run', returned: () => undefined });
  const visitors = new Set<string>();
  const visitorOf = (chat: string) => chat.slice('web:'.length);
  const look = (visitor: string, signal = AbortSignal.timeout(5)) => channel.next(visitor, 'run-0', signal);

  return {
    channel,
    newChat() {
      const visitor = `visitor-${visitors.size}`;
      visitors.add(visitor);
      void look(visitor, AbortSignal.abort());
      return `web:${visitor}`;
    },
    async shown(chat) {
      const messages = await look(visitorOf(chat));
      return messages.map(({ text, choices, file }) => ({
        text,
        ...(choices ? { buttons: choices.map(({ label }) => label) } : {}),
        ...(file ? { file: { name: file.name, body: file.body } } : {}),
      }));
    },
    arrival: {
      kind: 'polling',
      async happen({ id, chat, content }) {
        for (let tries = 0; tries < 3; tries += 1) {
          const submitted = await channel.submit(visitorOf(chat), String(id), content);
          if (submitted.kind === 'accepted') return;
        }
      },
    },
    provoke: (outcome) => {
      if (outcome !== 'outside-window') throw new Error(`the page cannot cause ${outcome}`);
      return clock.advance(10 * 60_000);
    },
    pass: (ms) => clock.advance(ms),
    secrets: [],
    logged: () => '',
    close: async () => undefined,
  };
}

describe('the contract of channels, kept by the web page', () => {
  describeChannel({ provokes: ['outside-window'], hears: ['choice'], files: true }, openWebChat);
});
