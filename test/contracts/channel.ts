import { describe, expect, it } from 'vitest';
import type { Channel, SendOutcome, WebhookRequest } from '../../src/messaging/channel.ts';
import type { ChatKey, Choice, IncomingContent, IncomingMessage } from '../../src/messaging/message.ts';

/** A message as the person sees it. */
export interface ShownMessage {
  text: string;
  /** Labels of buttons below it. A numbered menu is part of the text. */
  buttons?: string[];
  file?: { name: string; body: string };
}

/** What a person did; what staff do has tests of its own. */
export type PersonsContent = Exclude<IncomingContent, { kind: 'staff' }>;

/** Something that happens on the platform: `content` is what the channel is expected to make of it. */
export interface PlatformEvent {
  /** Names the event on its platform: the same id twice is the platform repeating itself. A whole number, so that every platform can use it. */
  id: number;
  chat: ChatKey;
  content: PersonsContent;
}

/** Outcomes a double can be made to give. */
export type Provoked = Exclude<SendOutcome['kind'], 'sent'>;

/** How events reach the channel. */
export type Arrival =
  | {
      kind: 'webhook';
      /** The body the platform would post. */
      body(event: PlatformEvent): string;
      /** A request as the platform would make it, proof of origin included, whatever the body. */
      genuine(rawBody: string): WebhookRequest;
      /** Requests somebody else might make with this body: each must be refused with 401. */
      forged(rawBody: string): WebhookRequest[];
    }
  /** `happen`: the event is there for the receiver to find, now or at its next poll. It is told again while it is not accepted. */
  | { kind: 'polling'; happen(event: PlatformEvent): Promise<void> };

/** A channel with its platform's double. */
export interface OpenedChannel {
  channel: Channel;
  /** The chat of a person the platform knows and the channel may write to; another person each time. */
  newChat(): ChatKey;
  /** What the person was shown, oldest first. */
  shown(chat: ChatKey): Promise<ShownMessage[]>;
  arrival: Arrival;
  /** Makes the platform behave so that the next send to `chat` has this outcome, and no later one. */
  provoke(outcome: Provoked, chat: ChatKey): void | Promise<void>;
  /** Lets so much of the channel's time pass. */
  pass(ms: number): void | Promise<void>;
  /** Everything secret the channel was given. */
  secrets: readonly string[];
  /** Everything the channel logged, as text. */
  logged(): string;
  close(): Promise<void>;
}

/** What a channel can do. */
export interface ChannelAbilities {
  /** Outcomes of a send its platform can cause. */
  provokes: readonly Provoked[];
  /** What its people can do besides writing. */
  hears: readonly Exclude<PersonsContent['kind'], 'text'>[];
  /** Whether a file arrives as a file. Elsewhere the text arrives without it. */
  files: boolean;
  /** Code units the channel's text limit is counted in. Default: UTF-16 code units. */
  lengthOf?: (text: string) => number;
}

const question = 'Tôi ở phường Cam Đường thì bầu cử ở đâu?';
const answer = 'Ngày bầu cử: 15/03/2026.\n“Ngày bầu cử là Chủ nhật” – “nguồn” <b>&amp; *đậm* _nghiêng_ `mã` 😀';
const heard: Record<Exclude<PersonsContent['kind'], 'text'>, PersonsContent> = {
  choice: { kind: 'choice', value: '/donvi cam duong' },
  location: { kind: 'location', latitude: 22.4809, longitude: 103.9755 },
  joined: { kind: 'joined' },
  left: { kind: 'left' },
  unreadable: { kind: 'unreadable', what: 'picture' },
};
const choices: Choice[] = [
  { label: 'Phường Cam Đường', value: '/donvi cam duong' },
  { label: 'Xã Bát Xát', value: '/donvi bat xat' },
];
const hostileBodies = [
  '',
  'null',
  '[]',
  '7',
  '"x"',
  '{}',
  '{',
  '{"__proto__":{"polluted":true}}',
  '{"update_id":1e999}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  '\ud800{}',
];

/** What every channel promises. `open` gives a fresh one whose platform works. */
export function describeChannel(abilities: ChannelAbilities, open: () => Promise<OpenedChannel>): void {
  const lengthOf = abilities.lengthOf ?? ((text: string) => text.length);

  /** Runs a test on an opened channel; whatever it returned or logged must hold no secret. */
  async function using(test: (opened: OpenedChannel, told: (value: unknown) => void) => Promise<void>): Promise<void> {
    const opened = await open();
    const values: unknown[] = [];
    try {
      await test(opened, (value) => void values.push(value));
      const everything = `${JSON.stringify(values)}\n${opened.logged()}`;
      for (const secret of opened.secrets) expect(everything.includes(secret), 'a secret was told').toBe(false);
    } finally {
      await opened.close();
    }
  }

  /** Runs the receiver with what is accepted; ends with the test. */
  async function receiving(
    opened: OpenedChannel,
    accept: (message: IncomingMessage) => Promise<void>,
    test: (happen: (event: PlatformEvent) => Promise<number | undefined>) => Promise<void>,
  ): Promise<void> {
    const { channel, arrival } = opened;
    if (channel.receiver.kind === 'webhook' && arrival.kind === 'webhook') {
      const { receiver } = channel;
      // As the mounted webhook does it: what the channel could not hand on is answered 503.
      const post = (event: PlatformEvent) =>
        receiver.handle(arrival.genuine(arrival.body(event)), accept).then(
          ({ status }) => status,
          () => 503,
        );
      await test(post);
      return;
    }
    if (channel.receiver.kind !== 'polling' || arrival.kind !== 'polling')
      throw new Error('the double is not of the receiver’s kind');
    const stop = new AbortController();
    const running = channel.receiver.run(accept, stop.signal);
    try {
      await test(async (event) => {
        await arrival.happen(event);
        return undefined;
      });
    } finally {
      stop.abort();
      await running;
    }
  }

  const until = (condition: () => boolean) => expect.poll(condition, { interval: 5 }).toBe(true);

  describe('sending', () => {
    it('shows the person the text letter for letter', () =>
      using(async ({ channel, newChat, shown }, told) => {
        const chat = newChat();
        const outcome = await channel.send(chat, { text: answer });
        told(outcome);
        expect(outcome.kind).toBe('sent');
        expect((await shown(chat)).map(({ text }) => text)).toEqual([answer]);
      }));

    it('takes a text of the longest length as one message', () =>
      using(async ({ channel, newChat, shown }) => {
        const chat = newChat();
        const text = 'ờ'.repeat(channel.maxTextLength);
        expect(lengthOf(text)).toBe(channel.maxTextLength);
        expect((await channel.send(chat, { text })).kind).toBe('sent');
        expect((await shown(chat)).map((message) => message.text)).toEqual([text]);
      }));

    it('sends a longer text in parts that fit, in order, nothing but white space lost', () =>
      using(async ({ channel, newChat, shown }) => {
        const chat = newChat();
        const sentence = 'Cử tri mang theo thẻ cử tri và giấy tờ tùy thân. ';
        const text = sentence.repeat(Math.ceil((channel.maxTextLength * 2.2) / sentence.length));
        expect((await channel.send(chat, { text })).kind).toBe('sent');
        const parts = await shown(chat);
        expect(parts.length).toBeGreaterThan(2);
        for (const part of parts) expect(lengthOf(part.text)).toBeLessThanOrEqual(channel.maxTextLength);
        for (const part of parts) expect(part.text).toMatch(/\.$/u);
        const solid = (whole: string) => whole.replaceAll(/\s/gu, '');
        expect(solid(parts.map((part) => part.text).join(''))).toBe(solid(text));
      }));

    it.each(['', ' \n\t '])('refuses an empty text (%j) and shows nothing', (text) =>
      using(async ({ channel, newChat, shown }) => {
        const chat = newChat();
        expect((await channel.send(chat, { text })).kind).toBe('rejected');
        expect(await shown(chat)).toEqual([]);
      }),
    );

    it('lets the person see every choice, below the whole text however long it is', () =>
      using(async ({ channel, newChat, shown }) => {
        for (const text of [
          'Bạn hỏi nơi nào?',
          `${'Một câu đủ dài để chia. '.repeat(channel.maxTextLength / 20)}Bạn hỏi nơi nào?`,
        ]) {
          const chat = newChat();
          expect((await channel.send(chat, { text, choices })).kind).toBe('sent');
          const messages = await shown(chat);
          const last = messages.at(-1);
          const seen = [last?.text ?? '', ...(last?.buttons ?? [])].join('\n');
          for (const { label } of choices) expect(seen).toContain(label);
          for (const earlier of messages.slice(0, -1)) expect(earlier.buttons ?? []).toEqual([]);
        }
      }));

    it(`delivers a message with a file${abilities.files ? ', the file included' : ' as its text'}`, () =>
      using(async ({ channel, newChat, shown }) => {
        const chat = newChat();
        const file = {
          name: 'lich-bau-cu.ics',
          mediaType: 'text/calendar',
          body: 'BEGIN:VCALENDAR\r\nSUMMARY:Bầu cử\r\nEND:VCALENDAR\r\n',
        };
        expect((await channel.send(chat, { text: 'Lịch bầu cử.', file })).kind).toBe('sent');
        const messages = await shown(chat);
        expect(messages.map(({ text }) => text).join('')).toContain('Lịch bầu cử.');
        const files = messages.flatMap((message) => (message.file ? [message.file] : []));
        expect(files).toEqual(abilities.files ? [{ name: file.name, body: file.body }] : []);
      }));

    it('sends nothing under a chat key that is not its own', () =>
      using(async ({ channel, newChat, shown }, told) => {
        const chat = newChat();
        const id = chat.slice(channel.name.length + 1);
        for (const wrong of [`elsewhere:${id}`, id, `${channel.name}:`, `${channel.name}:../${id}`, `x${chat}`]) {
          const outcome = await channel.send(wrong, { text: 'Vâng.' });
          told(outcome);
          expect([wrong, outcome.kind]).not.toEqual([wrong, 'sent']);
        }
        expect(await shown(chat)).toEqual([]);
      }));

    it.each(abilities.provokes)('says “%s” as a value, and the next send works', (kind) =>
      using(async ({ channel, newChat, provoke, pass, shown }, told) => {
        const chat = newChat();
        await provoke(kind, chat);
        const outcome = await channel.send(chat, { text: 'Vâng.' });
        told(outcome);
        expect(outcome.kind).toBe(kind);
        if (outcome.kind === 'rate-limited') {
          expect(outcome.retryAfterMs).toBeGreaterThanOrEqual(1_000);
          expect(outcome.retryAfterMs).toBeLessThanOrEqual(3_600_000);
        }
        await pass(3_600_000);
        const other = newChat();
        expect((await channel.send(other, { text: 'Vâng.' })).kind).toBe('sent');
        expect((await shown(other)).map(({ text }) => text)).toEqual(['Vâng.']);
      }),
    );

    it('fits the words other parts use for it', () =>
      using(async ({ channel, newChat }) => {
        expect(channel.name).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
        expect(newChat().startsWith(`${channel.name}:`)).toBe(true);
        expect(newChat()).not.toBe(newChat());
        expect(channel.maxTextLength).toBeGreaterThanOrEqual(1_000);
        expect(channel.sendsPerSecond).toBeGreaterThan(0);
      }));
  });

  describe('receiving', () => {
    it('hands on what a person wrote, with the platform’s id and the time', () =>
      using(async (opened) => {
        const chat = opened.newChat();
        const accepted: IncomingMessage[] = [];
        await receiving(
          opened,
          async (message) => void accepted.push(message),
          async (happen) => {
            const status = await happen({ id: 1, chat, content: { kind: 'text', text: question } });
            expect(status ?? 200).toBe(200);
            await until(() => accepted.length === 1);
            await happen({ id: 2, chat, content: { kind: 'text', text: 'Thế còn ngày nào?' } });
            await until(() => accepted.length === 2);
          },
        );
        expect(accepted).toMatchObject([
          { chat, content: { kind: 'text', text: question } },
          { chat, content: { kind: 'text', text: 'Thế còn ngày nào?' } },
        ]);
        expect(accepted[0]?.id).not.toBe(accepted[1]?.id);
        expect(accepted.map(({ receivedAt }) => new Date(receivedAt).toISOString())).toEqual(
          accepted.map(({ receivedAt }) => receivedAt),
        );
      }));

    it.each(abilities.hears)('hands on “%s”', (kind) =>
      using(async (opened) => {
        const chat = opened.newChat();
        const accepted: IncomingMessage[] = [];
        if (kind === 'choice') await opened.channel.send(chat, { text: 'Bạn hỏi nơi nào?', choices });
        await receiving(
          opened,
          async (message) => void accepted.push(message),
          async (happen) => {
            await happen({ id: 1, chat, content: heard[kind] });
            await until(() => accepted.length === 1);
          },
        );
        expect(accepted).toMatchObject([{ chat, content: heard[kind] }]);
      }),
    );

    it('names an event that is told twice by one id', () =>
      using(async (opened) => {
        const chat = opened.newChat();
        const ids: string[] = [];
        await receiving(
          opened,
          async ({ id }) => void ids.push(id),
          async (happen) => {
            const event: PlatformEvent = { id: 1, chat, content: { kind: 'text', text: question } };
            await happen(event);
            await until(() => ids.length === 1);
            await happen(event);
            await happen({ id: 2, chat, content: { kind: 'text', text: question } });
            await until(() => ids.length >= 2 && ids.at(-1) !== ids[0]);
          },
        );
        // Some platforms stop telling what was acknowledged: then the repeat never arrives.
        expect(new Set(ids).size).toBe(2);
      }));

    it('A-9: does not acknowledge what was not accepted: the platform tells it again', () =>
      using(async (opened) => {
        const chat = opened.newChat();
        const accepted: IncomingMessage[] = [];
        let refusals = 0;
        const accept = async (message: IncomingMessage) => {
          refusals += 1;
          if (refusals === 1) throw new Error('the disk is full');
          accepted.push(message);
        };
        await receiving(opened, accept, async (happen) => {
          const event: PlatformEvent = { id: 1, chat, content: { kind: 'text', text: question } };
          const status = await happen(event);
          if (status !== undefined) {
            expect(status).toBeGreaterThanOrEqual(500);
            expect(await happen(event)).toBe(200);
          }
          await until(() => accepted.length > 0);
        });
        expect(accepted[0]).toMatchObject({ chat, content: { kind: 'text', text: question } });
      }));

    it('F-1: hears nobody but the platform: whatever else posts is refused', () =>
      using(async (opened, told) => {
        const { channel, arrival } = opened;
        if (channel.receiver.kind !== 'webhook' || arrival.kind !== 'webhook') return expect(arrival.kind).toBe('polling');
        const accepted: IncomingMessage[] = [];
        const body = arrival.body({ id: 1, chat: opened.newChat(), content: { kind: 'text', text: question } });
        const forged = arrival.forged(body);
        expect(forged.length).toBeGreaterThan(3);
        for (const request of forged) {
          const response = await channel.receiver.handle(request, async (message) => void accepted.push(message));
          told(response);
          expect([request.headers, response.status]).toEqual([request.headers, 401]);
        }
        expect(accepted).toEqual([]);
      }));

    it('D-2: survives any body that proves its origin: never an exception, never a 5xx, nothing accepted', () =>
      using(async ({ channel, arrival }, told) => {
        if (channel.receiver.kind !== 'webhook' || arrival.kind !== 'webhook') return expect(arrival.kind).toBe('polling');
        const accepted: IncomingMessage[] = [];
        for (const body of hostileBodies) {
          const response = await channel.receiver.handle(arrival.genuine(body), async (message) => void accepted.push(message));
          told(response);
          expect([body.slice(0, 40), response.status < 500]).toEqual([body.slice(0, 40), true]);
        }
        expect(accepted).toEqual([]);
        expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      }));

    it('ends when told to, having started while nothing happens', () =>
      using(async (opened) => {
        const ended = receiving(
          opened,
          async () => undefined,
          async () => undefined,
        );
        await expect(ended).resolves.toBeUndefined();
      }));
  });
}
