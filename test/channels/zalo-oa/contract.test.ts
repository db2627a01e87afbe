import { createHash, createHmac } from 'node:crypto';
import { describe } from 'vitest';
import { describeChannel, type OpenedChannel, type PersonsContent, type PlatformEvent } from '../../contracts/channel.ts';
import { openZaloOa, userOf, type ZaloOaChannelOptions } from '../../fakes/zalo-oa-channel.ts';
import type { Scripted, ZaloOaDouble } from '../../fakes/zalo-oa-double.ts';

/** What the platform says so that a send has this outcome. */
const causes: Partial<Record<Parameters<OpenedChannel['provoke']>[0], Scripted[]>> = {
  'rate-limited': [{ error: -32 }],
  'outside-window': [{ error: -230 }],
  rejected: [{ error: -201 }],
  unavailable: [{ error: -200 }],
  uncertain: [{ fault: 'reset-after' }],
  unauthorised: [{ error: -204 }],
};

function eventOf(double: ZaloOaDouble, { id, chat, content }: PlatformEvent): unknown {
  const user = userOf(chat);
  const messageId = `in-${id}`;
  const told: { [Kind in PersonsContent['kind']]: (content: Extract<PersonsContent, { kind: Kind }>) => unknown } = {
    text: ({ text }) => double.events.text(user, messageId, text),
    // A button comes back as a text: whoever talks with people knows the menus.
    choice: ({ value }) => double.events.text(user, messageId, value),
    location: ({ latitude, longitude }) => double.events.location(user, messageId, latitude, longitude),
    joined: () => double.events.follow(user),
    left: () => double.events.unfollow(user),
    unreadable: () => double.events.attachment('user_send_image', user, messageId, 'image'),
  };
  return (told[content.kind] as (content: PersonsContent) => unknown)(content);
}

async function open(options: ZaloOaChannelOptions = {}): Promise<OpenedChannel> {
  const opened = await openZaloOa(options);
  const { double } = opened;
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return {
    channel: opened.channel,
    newChat: opened.newChat,
    shown: async (chat) =>
      double
        .shown(userOf(chat))
        .map(({ text, buttons }) => ({ text, ...(buttons ? { buttons: buttons.map(({ title }) => title) } : {}) })),
    arrival: {
      kind: 'webhook',
      body: (event) => JSON.stringify(eventOf(double, event)),
      genuine: (rawBody) => double.signed(rawBody),
      forged(rawBody) {
        const right = double.signed(rawBody);
        const at = String(opened.now().getTime());
        const mac = (value: string) => ({ rawBody, headers: { 'x-zevent-signature': value } });
        return [
          { rawBody, headers: {} },
          mac(''),
          mac('mac='),
          mac(`mac=${'0'.repeat(64)}`),
          mac(`mac=${digest(`${double.app.id}${rawBody}${at}${double.app.secret}`)}`),
          mac(`mac=${createHmac('sha256', double.webhookSecret).update(rawBody).digest('hex')}`),
          mac(`${right.headers['x-zevent-signature']}0`),
          { ...right, rawBody: rawBody.replace('"', ' "') },
        ];
      },
    },
    provoke: (outcome, chat) => double.script(userOf(chat), ...(causes[outcome] ?? [])),
    pass: opened.pass,
    secrets: double.secrets(),
    logged: () => JSON.stringify(opened.events),
    close: opened.close,
  };
}

const abilities = {
  provokes: Object.keys(causes) as (keyof typeof causes)[],
  hears: ['location', 'joined', 'left', 'unreadable'],
  files: false,
} as const;

describe('a Zalo Official Account, with numbered menus', () => describeChannel(abilities, () => open()));
describe('a Zalo Official Account, with buttons', () =>
  describeChannel(abilities, () => open({ settings: { buttons: 'plain' } })));
describe('a Zalo Official Account, with buttons in the other layout', () =>
  describeChannel(abilities, () => open({ settings: { buttons: 'media' }, buttons: 'media' })));
