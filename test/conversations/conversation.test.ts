import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/answering/reply/reply.ts';
import { firstContact } from '../../src/answering/reply/words-talk.ts';
import { openPack } from '../../src/app/knowledge.ts';
import { createMemoryChats } from '../../src/conversations/chats.ts';
import { type ConversationDeps, createConversation } from '../../src/conversations/conversation.ts';
import type { IncomingContent } from '../../src/messaging/message.ts';
import { createTestClock } from '../fakes/clock.ts';
import { smallPack } from '../fakes/small-pack.ts';

const knowledge = openPack(smallPack());
const minuteMs = 60_000;
const subscribeMenu: Reply = {
  kind: 'talk',
  text: 'Bạn muốn nhận thông báo nào?',
  citations: [],
  choices: [
    { label: 'Tất cả thông báo', value: '/dangky tất cả' },
    { label: 'Mốc bầu cử (có nhắc trước)', value: '/dangky mốc bầu cử' },
  ],
};
const talk = (text: string): Reply => ({ kind: 'talk', text, citations: [] });

/** A chat with the service, which keeps what it keeps while it is started anew. */
function openChat(changes: Partial<ConversationDeps> = {}, chat = 'zalo-oa:1') {
  const clock = createTestClock();
  const chats = createMemoryChats();
  const start = () =>
    createConversation({
      dialogue: knowledge.openPlainDialogue(),
      desks: [
        {
          reply: async (_, text) =>
            text === '/dangky' ? subscribeMenu : text.startsWith('/dangky ') ? talk(`subscribed: ${text}`) : undefined,
        },
      ],
      picture: async () => undefined,
      chats,
      about: () => knowledge.pack.about,
      subscribes: () => true,
      isSubscribed: async () => false,
      isAtWork: () => false,
      numbers: (channel) => channel.startsWith('zalo'),
      quietMs: 120 * minuteMs,
      now: clock.now,
      ...changes,
    });
  let conversation = start();
  /** The text said, `undefined` for silence. */
  async function does(content: IncomingContent): Promise<string | undefined> {
    const said = await conversation.reply(chat, content);
    if (said.kind !== 'reply') return undefined;
    await conversation.shown(chat, said.reply);
    return said.reply.text;
  }
  return {
    clock,
    chats,
    does,
    types: (text: string) => does({ kind: 'text', text }),
    restart: () => {
      conversation = start();
    },
  };
}

describe('a menu', () => {
  it.each(['2', 'số 2', '2️⃣', 'hai', 'moc bau cu', 'Mốc bầu cử (có nhắc trước)'])(
    'of a desk is picked from as one of the dialogue is: %s',
    async (typed) => {
      const { types } = openChat();
      await types('/dangky');
      expect(await types(typed)).toBe('subscribed: /dangky mốc bầu cử');
    },
  );

  it('C-27: survives answers, a restart and half an hour, and only a newer one takes its place', async () => {
    const { types, restart, clock } = openChat();
    await types('/dangky');
    await types('Ngày bầu cử là ngày nào?');
    restart();
    clock.pass(29 * minuteMs);
    expect(await types('1')).toBe('subscribed: /dangky tất cả');
    await types('/trogiup');
    expect(await types('1')).not.toContain('subscribed');
    clock.pass(31 * minuteMs);
    expect(await types('1')).toContain('không có danh sách');
    expect(await types('1')).toContain('15/03/2026');
  });

  it('is not read into what an official at work types, but for a number where menus are numbers', async () => {
    const label = 'Mốc bầu cử';
    const onZalo = openChat({ isAtWork: () => true });
    await onZalo.types('/dangky');
    expect(await onZalo.types(label)).not.toContain('subscribed');
    expect(await onZalo.types('2')).toContain('subscribed');
    const onTelegram = openChat({ isAtWork: () => true }, 'telegram:1');
    await onTelegram.types('/dangky');
    expect(await onTelegram.types('2')).not.toContain('subscribed');
  });
});

describe('a greeting', () => {
  const greeting = firstContact(knowledge.pack.about);

  it('is said once in six hours, whatever asks for it', async () => {
    const { does, types, clock } = openChat();
    const heard: (string | undefined)[] = [];
    for (let i = 0; i < 12; i += 1) heard.push(await does({ kind: 'joined' }));
    heard.push(await types('/start'));
    clock.pass(5 * minuteMs);
    heard.push(await types('/start'), await types('xin chào'), await does({ kind: 'joined' }));
    expect(heard.filter((text) => text === greeting)).toHaveLength(1);
    expect(heard.slice(1, 13)).toEqual(Array.from({ length: 12 }, () => undefined));
    expect(heard.slice(13)).toEqual([expect.stringContaining('Mời bạn hỏi'), expect.stringContaining('Mời bạn hỏi'), undefined]);
    clock.pass(6 * 60 * minuteMs);
    expect(await does({ kind: 'joined' })).toBe(greeting);
  });

  it('that could not be sent is said the next time', async () => {
    const { chats } = openChat();
    const { does } = openChat({ chats: { ...chats, change: async () => undefined } });
    expect([await does({ kind: 'joined' }), await does({ kind: 'joined' })]).toEqual([greeting, greeting]);
  });

  it('offers announcements only where there are any', async () => {
    const offered = async (subscribes: boolean) => {
      const { does, chats } = openChat({ subscribes: () => subscribes });
      await does({ kind: 'joined' });
      return (await chats.get('zalo-oa:1'))?.menu?.choices.map(({ value }) => value) ?? [];
    };
    expect(await offered(true)).toContain('/dangky');
    expect(await offered(false)).not.toContain('/dangky');
  });
});

describe('while people of the office talk', () => {
  it('C-28: nothing is said for the set time, and afterwards everything again', async () => {
    const { does, types, restart, clock } = openChat();
    expect(await does({ kind: 'staff' })).toBeUndefined();
    restart();
    const all: IncomingContent[] = [
      { kind: 'text', text: 'Ngày bầu cử là ngày nào?' },
      { kind: 'text', text: '2' },
      { kind: 'choice', value: 'cauhoi:1' },
      { kind: 'joined' },
      { kind: 'unreadable', what: 'picture' },
      { kind: 'location', latitude: 22.4, longitude: 103.9 },
    ];
    for (const content of all) expect(await does(content)).toBeUndefined();
    clock.pass(119 * minuteMs);
    expect(await types('Ngày bầu cử là ngày nào?')).toBeUndefined();
    clock.pass(minuteMs);
    expect(await types('Ngày bầu cử là ngày nào?')).toContain('15/03/2026');
  });

  it('leaving and being forgotten are carried out all the same', async () => {
    const { does, types } = openChat();
    await does({ kind: 'staff' });
    expect(await types('/xoa')).toContain('Đã xóa');
    expect(await types('hủy đăng ký')).toBeDefined();
  });

  it('goes on as ever where the time is set to nothing', async () => {
    const { does, types } = openChat({ quietMs: 0 });
    await does({ kind: 'staff' });
    expect(await types('Ngày bầu cử là ngày nào?')).toContain('15/03/2026');
  });
});

describe('a picture', () => {
  it('is answered that only text is read, at most once a minute, and again afterwards', async () => {
    const { does, clock } = openChat();
    const picture = () => does({ kind: 'unreadable', what: 'picture' });
    expect(await picture()).toContain('chỉ đọc được chữ');
    expect([await picture(), await does({ kind: 'unreadable', what: 'voice' })]).toEqual([undefined, undefined]);
    clock.pass(minuteMs);
    expect(await picture()).toContain('chỉ đọc được chữ');
  });
});

it('C-29: desks are told what a text is the caption of', async () => {
  const seen: unknown[] = [];
  const desk = {
    reply: async (_: string, text: string, beside?: string, picture?: string) => void seen.push([text, beside, picture]),
  };
  const { does, types } = openChat({ desks: [desk] });
  await does({ kind: 'text', text: 'Mời bà con', beside: 'picture', picture: 'file-1' });
  await types('Mời bà con');
  expect(seen).toEqual([
    ['Mời bà con', 'picture', 'file-1'],
    ['Mời bà con', undefined, undefined],
  ]);
});

it('a picture without a word goes to who wants it; what nobody wants, or cannot be fetched, is told that we read text', async () => {
  const { does } = openChat({ picture: async (_, picture) => (picture === 'file-1' ? talk('Hình gì đây?') : undefined) });
  expect(await does({ kind: 'unreadable', what: 'picture', picture: 'file-1' })).toBe('Hình gì đây?');
  expect(await does({ kind: 'unreadable', what: 'picture', picture: 'file-2' })).toContain('chỉ đọc được chữ');
});

describe('a person who was unsubscribed because nothing reached them', () => {
  it('hears of it once, with the first answer after they write again', async () => {
    const { types, chats, clock } = openChat();
    const removedAt = clock.now().toISOString();
    await chats.change('zalo-oa:1', () => ({ chat: 'zalo-oa:1', removedAt }));
    clock.pass(10 * 24 * 60 * minuteMs);
    expect(await types('Ngày bầu cử là ngày nào?')).toMatch(/15\/03\/2026[\s\S]*ngừng gửi thông báo[\s\S]*\/dangky/u);
    expect(await types('Ngày bầu cử là ngày nào?')).not.toContain('ngừng gửi');
  });
});

describe('where no announcements are sent', () => {
  const off = { desks: [], subscribes: () => false };

  it.each(['/start', '/trogiup', 'bạn giúp được gì', 'xin chào', '/dangky', 'đăng ký nhận thông báo', '/huy'])(
    'nothing that is said promises one: %s',
    async (typed) => {
      const { types, chats } = openChat(off);
      const text = await types(typed);
      expect(text).toBeTruthy();
      expect(text).not.toMatch(/\/(?:dangky|huy|kiemtra)/u);
      expect(text).not.toMatch(/nhắn bot trên/u);
      const held = await chats.get('zalo-oa:1');
      expect(held?.menu?.choices.map(({ value }) => value) ?? []).not.toContain('/dangky');
    },
  );

  it('help names the commands for announcements only where there are any', async () => {
    expect(await openChat().types('/trogiup')).toContain('/dangky');
    expect(await openChat(off).types('/trogiup')).not.toContain('/dangky');
  });
});
