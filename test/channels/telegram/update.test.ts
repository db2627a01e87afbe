import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUpdate } from '../../../src/channels/telegram/update.ts';

const now = new Date('2026-03-01T08:00:00Z');
const date = now.getTime() / 1_000 - 60;
const chat = { id: 4711, type: 'private', first_name: 'Cử tri' };
const from = { id: 4711, is_bot: false, first_name: 'Cử tri' };
const group = { id: -1001, type: 'supergroup', title: 'Tổ dân phố' };

const written = (what: object, where: object = chat) => ({
  update_id: 7,
  message: { message_id: 1, date, chat: where, from, ...what },
});
const edited = (what: object) => ({
  update_id: 7,
  edited_message: { message_id: 1, date, edit_date: date, chat, from, ...what },
});
const pressed = (data: unknown, message: object = { message_id: 1, date: 0, chat }) => ({
  update_id: 7,
  callback_query: { id: '55', from, chat_instance: '1', data, message },
});
const membership = (before: string, after: string, where: object = chat) => ({
  update_id: 7,
  my_chat_member: { chat: where, from, date, old_chat_member: { status: before }, new_chat_member: { status: after } },
});
const content = (raw: unknown) => {
  const decoded = decodeUpdate(raw, now);
  return decoded.kind === 'message' ? decoded.message.content : decoded.kind;
};

describe('an update of Telegram', () => {
  it('of a text names the message that a reply can point at; a pressed button names none', () => {
    expect(decodeUpdate(written({ message_id: 31, text: 'Ngày bầu cử?' }), now)).toMatchObject({ message: { messageId: '31' } });
    const press = decodeUpdate(pressed('/lich'), now);
    expect(press).toMatchObject({ kind: 'message' });
    expect(press).not.toHaveProperty('message.messageId');
  });

  it.each([
    ['typed text', written({ text: 'Ngày bầu cử?' }), { kind: 'text', text: 'Ngày bầu cử?' }],
    ['a command', written({ text: '/lich' }), { kind: 'text', text: '/lich' }],
    [
      'the words below a picture',
      written({ photo: [{}], caption: 'Đây là gì?' }),
      { kind: 'text', text: 'Đây là gì?', beside: 'picture' },
    ],
    ['a picture', written({ photo: [{}] }), { kind: 'unreadable', what: 'picture' }],
    ['a voice note', written({ voice: {} }), { kind: 'unreadable', what: 'voice' }],
    ['a round video', written({ video_note: {} }), { kind: 'unreadable', what: 'voice' }],
    ['a document', written({ document: {} }), { kind: 'unreadable', what: 'file' }],
    ['a sticker', written({ sticker: {} }), { kind: 'unreadable', what: 'sticker' }],
    ['a contact', written({ contact: {} }), { kind: 'unreadable', what: 'other' }],
    [
      'a position',
      written({ location: { latitude: 22.5, longitude: 104 } }),
      { kind: 'location', latitude: 22.5, longitude: 104 },
    ],
    ['a press', pressed('/donvi cam duong'), { kind: 'choice', value: '/donvi cam duong' }],
    ['blocking the bot', membership('member', 'kicked'), { kind: 'left' }],
    ['unblocking it', membership('kicked', 'member'), { kind: 'joined' }],
    ['an edited question', edited({ text: 'Ngày bầu cử?' }), { kind: 'text', text: 'Ngày bầu cử?' }],
    ['a service message', written({ pinned_message: {} }), 'ignored'],
    ['a position out of range', written({ location: { latitude: 95, longitude: 104 } }), 'ignored'],
    ['a live position that moved', edited({ location: { latitude: 22.5, longitude: 104 } }), 'ignored'],
    ['a right that changed', membership('administrator', 'member'), 'ignored'],
    ['an update of a new kind', { update_id: 7, purchased_paid_media: {} }, 'ignored'],
    ['a post of a channel', written({ text: 'Tin' }, { id: -5, type: 'channel' }), 'ignored'],
    ['nothing', undefined, 'invalid'],
    ['an update without a number', { message: {} }, 'invalid'],
  ])('%s', (_, raw, expected) => expect(content(raw)).toEqual(expected));

  it('carries the platform’s id and the chat, and the press to be answered', () => {
    expect(decodeUpdate(pressed('x'), now)).toMatchObject({
      updateId: 7,
      callbackId: '55',
      message: { id: '7', chat: 'telegram:4711', receivedAt: '2026-03-01T08:00:00.000Z' },
    });
    expect(decodeUpdate(pressed(undefined), now)).toMatchObject({ kind: 'ignored', callbackId: '55' });
  });

  it('keeps nothing of a person but the chat', () => {
    const named = { ...from, first_name: 'CANARY', last_name: 'CANARY', username: 'CANARY' };
    const raw = written({
      text: 'Vâng',
      from: named,
      chat: { ...chat, first_name: 'CANARY' },
      contact: { phone_number: 'CANARY' },
    });
    expect(JSON.stringify(decodeUpdate(raw, now))).not.toContain('CANARY');
  });

  it('F-3: a replay older than Telegram keeps updates is not heard; a late delivery is', () => {
    const at = (ageHours: number) => content(written({ text: 'Vâng', date: now.getTime() / 1_000 - ageHours * 3_600 }));
    expect(at(24)).toMatchObject({ kind: 'text' });
    expect(at(26)).toBe('ignored');
  });

  it('F-22: what was forwarded, edited or said by a bot is no command, and nothing from a channel is anything', () => {
    const command = { text: '/dongy 12 4321' };
    expect(content(written({ ...command, forward_origin: { type: 'user' } }))).toEqual({ kind: 'text', text: 'dongy 12 4321' });
    expect(content(written({ ...command, forward_date: date }))).toEqual({ kind: 'text', text: 'dongy 12 4321' });
    expect(content(written({ text: '///', forward_date: date }))).toBe('ignored');
    expect(content(edited(command))).toEqual({ kind: 'text', text: 'dongy 12 4321' });
    expect(content(written({ ...command, from: { id: 1_087_968_824, is_bot: true } }))).toBe('ignored');
    expect(content(written(command, { id: -5, type: 'channel' }))).toBe('ignored');
  });

  it.each([
    ['a message', written({ text: '/lich@cutri_bot' }, group)],
    ['a press', pressed('/lich', { message_id: 1, date, chat: group })],
    ['being added', membership('left', 'member', group)],
  ])('%s in a group means that we are in a group', (_, raw) => {
    expect(decodeUpdate(raw, now)).toEqual({ kind: 'group', updateId: 7, chatId: -1001 });
  });

  it('being removed from a group is nothing', () => expect(content(membership('member', 'kicked', group))).toBe('ignored'));

  it('D-4: cuts a text before anything else reads it', () => {
    for (const text of [
      'a'.repeat(1_000_000),
      `${'ạ\u0323'.repeat(50_000)}`,
      `${' '.repeat(100_000)}x`,
      '👨‍👩‍👧'.repeat(20_000),
    ]) {
      const found = content(written({ text }));
      if (typeof found === 'object' && found.kind === 'text') expect(found.text.length).toBeLessThanOrEqual(4_096);
    }
  });

  it('D-3: texts are well-formed and without control characters', () => {
    expect(content(written({ text: '\ud800Vâng\u0000\u0007 ạ\r\nỪ\udfff' }))).toEqual({
      kind: 'text',
      text: '\ufffdVâng ạ\nỪ\ufffd',
    });
  });

  it('D-10: a button sends what a changed client likes: cut, well-formed, and typed text like any other', () => {
    expect(content(pressed('x'.repeat(500)))).toEqual({ kind: 'choice', value: 'x'.repeat(64) });
    expect(content(pressed('\ud800'))).toEqual({ kind: 'choice', value: '\ufffd' });
    for (const data of ['', ' ', 7, {}, null]) expect(content(pressed(data))).toBe('ignored');
  });

  it('D-2: ids too large to be kept exactly are no ids', () => {
    expect(content({ update_id: 2 ** 53, message: {} })).toBe('invalid');
    expect(content(written({ text: 'x' }, { ...chat, id: 2 ** 53 }))).toBe('ignored');
    expect(content(written({ text: 'x' }, { ...chat, id: 2 ** 52 }))).toMatchObject({ kind: 'text' });
  });

  it('D-1: 5,000 broken updates: no exception, and what is heard is well-formed', () => {
    const bases = [
      written({ text: 'Ngày bầu cử?' }),
      written({ location: { latitude: 1, longitude: 2 } }),
      edited({ text: 'x' }),
      pressed('x'),
      membership('member', 'kicked'),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...bases), fc.array(mutation, { minLength: 1, maxLength: 4 }), (base, mutations) => {
        const raw = mutations.reduce<unknown>((value, { path, by }) => mutated(value, path, by), structuredClone(base));
        const decoded = decodeUpdate(raw, now);
        if (decoded.kind === 'invalid') return;
        expect(Number.isSafeInteger(decoded.updateId)).toBe(true);
        if (decoded.kind !== 'message') return;
        expect(decoded.message.chat).toMatch(/^telegram:-?\d+$/u);
        expect(JSON.stringify(decoded.message).isWellFormed()).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

const mutation = fc.record({
  path: fc.array(fc.nat(9), { minLength: 1, maxLength: 4 }),
  by: fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(undefined, Number.POSITIVE_INFINITY, -1, 2 ** 60, '\ud800', [], '__proto__'),
  ),
});

/** Replaces the field the numbers lead to, counting around at each level. */
function mutated(value: unknown, [step = 0, ...rest]: number[], by: unknown): unknown {
  if (typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return by;
  const record = value as Record<string, unknown>;
  return { ...record, [key]: rest.length > 0 ? mutated(record[key], rest, by) : by };
}

describe('what a message is known by', () => {
  const id = (raw: unknown) => {
    const decoded = decodeUpdate(raw, now);
    return decoded.kind === 'message' ? decoded.message.id : decoded.kind;
  };
  const question = written({ text: 'Ngày bầu cử là ngày nào?' });

  it('an edit that changes nothing, or nothing to be seen, is the same message; one that changes words is another', () => {
    expect(id({ ...edited({ text: 'Ngày bầu cử là ngày nào?' }), update_id: 8 })).toBe(id(question));
    expect(id({ ...edited({ text: 'Ngày bầu cử  là ngày\u200b nào?' }), update_id: 8 })).toBe(
      id(written({ text: 'Ngày bầu cử là ngày nào?' })),
    );
    expect(id({ ...edited({ text: 'Ngày bầu cử là thứ mấy?' }), update_id: 8 })).not.toBe(id(question));
  });

  it('the same number in another chat is another message', () => {
    expect(id(written({ text: 'Ngày bầu cử là ngày nào?' }, { ...chat, id: 4712 }))).not.toBe(id(question));
  });

  it('the pictures of an album are one', () => {
    const picture = (update_id: number, media_group_id: string) => ({
      ...written({ photo: [{}], media_group_id, message_id: update_id }),
      update_id,
    });
    expect(new Set([1, 2, 3, 4, 5].map((n) => id(picture(n, 'album-1')))).size).toBe(1);
    expect(id(picture(6, 'album-2'))).not.toBe(id(picture(1, 'album-1')));
  });

  it('a photo is named by its largest size, with a caption or without; one that was edited by none', () => {
    const photo = [
      { file_id: 'small', width: 90 },
      { file_id: 'large', width: 1280 },
    ];
    expect(content(written({ photo, caption: 'Mời bà con' }))).toEqual({
      kind: 'text',
      text: 'Mời bà con',
      beside: 'picture',
      picture: 'large',
    });
    expect(content(written({ photo }))).toEqual({ kind: 'unreadable', what: 'picture', picture: 'large' });
    expect(content(edited({ photo, caption: 'Mời bà con' }))).not.toHaveProperty('picture');
    expect(content(written({ photo: [{ file_id: 'x'.repeat(300) }] }))).toEqual({ kind: 'unreadable', what: 'picture' });
    expect(content(written({ photo: 'odd', caption: 'Mời bà con' }))).toMatchObject({ kind: 'text', beside: 'picture' });
  });

  it('an edited caption is read, and an edit counts from when it was made', () => {
    expect(content(edited({ photo: [{}], caption: 'Ngày bầu cử?' }))).toEqual({
      kind: 'text',
      text: 'Ngày bầu cử?',
      beside: 'picture',
    });
    expect(content(edited({ text: 'Ngày bầu cử?', date: date - 30 * 3_600 }))).toMatchObject({ kind: 'text' });
    expect(content(edited({ text: 'Ngày bầu cử?', date: date - 30 * 3_600, edit_date: date - 30 * 3_600 }))).toBe('ignored');
  });

  it.each(['story', 'checklist', 'paid_media', 'game', 'giveaway', 'something_of_2027'])(
    'a %s is told that we read text',
    (kind) => {
      expect(content(written({ [kind]: {} }))).toEqual({ kind: 'unreadable', what: 'other' });
    },
  );

  it.each(['pinned_message', 'message_auto_delete_timer_changed', 'new_chat_title', 'write_access_allowed'])(
    'a %s is nothing anybody said',
    (kind) => expect(content(written({ [kind]: {} }))).toBe('ignored'),
  );
});
