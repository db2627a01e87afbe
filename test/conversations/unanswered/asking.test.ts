import { describe, expect, it } from 'vitest';
import { menuAfter, pickedFrom } from '../../../src/conversations/menus.ts';
import { askOfficials } from '../../../src/conversations/unanswered/asking.ts';
import { askingWords } from '../../../src/conversations/unanswered/words-asking.ts';
import { type AskedOfficials, openAskedOfficials } from '../../fakes/unanswered.ts';

const question = 'Ai giữ chìa khóa hòm phiếu?';
const say = async ({ asking, clock }: AskedOfficials, text: string, chat = 'telegram:1') =>
  asking.dialogue.reply({ chat, text }, clock.now());

describe('"send this question to officials?"', () => {
  it('stands under what the sources do not say, and the question is counted', async () => {
    const asked = openAskedOfficials();
    const reply = await say(asked, question);
    expect(reply.kind).toBe('none');
    expect(reply.choices?.at(-1)).toEqual({ label: askingWords.offer, value: askOfficials });
    expect(askingWords.offer.length).toBeLessThanOrEqual(40);
    await asked.recording.settled();
    expect(await asked.unanswered.groups.all()).toMatchObject([{ wordings: [{ text: question }] }]);
  });

  it.each(['bao nhiêu tuổi được bầu cử', 'ai sẽ trúng cử', 'nên bầu cho ai', '/start', 'cảm ơn'])(
    'does not stand under "%s", which is not counted either',
    async (text) => {
      const asked = openAskedOfficials();
      expect((await say(asked, text)).choices ?? []).not.toContainEqual({ label: askingWords.offer, value: askOfficials });
      await asked.recording.settled();
      expect(await asked.unanswered.groups.all()).toEqual([]);
    },
  );

  it.each(['the button', 'its number'])('is answered by %s: from then on officials see it and the chat is kept', async (how) => {
    const asked = openAskedOfficials();
    const { choices = [] } = await say(asked, question);
    const menu = menuAfter(undefined, { kind: 'none', choices }, new Date('2026-03-01'));
    const numbered = pickedFrom(menu, String(choices.length), new Date('2026-03-01'))!;
    const reply = await asked.asking.desk.reply('telegram:1', how === 'the button' ? askOfficials : numbered);
    expect(reply?.text).toBe(askingWords.agreed);
    expect(await asked.unanswered.askers.all()).toMatchObject([{ chat: 'telegram:1', text: question }]);
    expect(await asked.asking.desk.reply('telegram:1', askOfficials)).toMatchObject({ text: askingWords.gone });
  });

  it('is announced at first contact: what is kept, what not, for how long', async () => {
    expect((await say(openAskedOfficials(), '/start')).text).toContain(askingWords.kept);
    expect(askingWords.kept).toMatch(/30 ngày.*không ghi ai/u);
  });

  it('takes no other message, and no number once something else was asked', async () => {
    const asked = openAskedOfficials();
    const { choices = [] } = await say(asked, question);
    await say(asked, 'bao nhiêu tuổi được bầu cử');
    for (const text of [String(choices.length), question, 'gửi cán bộ'])
      expect(await asked.asking.desk.reply('telegram:1', text)).toBeUndefined();
  });

  it('says so when the question is no longer remembered, and keeps nobody', async () => {
    const asked = openAskedOfficials();
    await say(asked, question);
    await asked.clock.advance(31 * 60_000);
    expect((await asked.asking.desk.reply('telegram:1', askOfficials))?.text).toBe(askingWords.gone);
    asked.asking.dialogue.forget('telegram:1');
    expect(await asked.unanswered.askers.all()).toEqual([]);
  });

  it('says so when it could not be kept', async () => {
    const asked = openAskedOfficials();
    await say(asked, question);
    await asked.recording.settled();
    asked.unanswered.groups.change = async () => {
      throw new Error('disk full');
    };
    expect((await asked.asking.desk.reply('telegram:1', askOfficials))?.text).toBe(askingWords.failed);
  });
});
