import { describe, expect, it } from 'vitest';
import { openPack } from '../../../src/app/knowledge.ts';
import type { DayCount } from '../../../src/conversations/counting/day-count.ts';
import { createRating } from '../../../src/conversations/counting/rating.ts';
import { createQuestionTally } from '../../../src/conversations/counting/tally.ts';
import { ratingWords } from '../../../src/conversations/counting/words-rating.ts';
import { createTestClock } from '../../fakes/clock.ts';
import { createRecordsMemory } from '../../fakes/records-memory.ts';
import { smallPack } from '../../fakes/small-pack.ts';

function open() {
  const clock = createTestClock();
  const pack = smallPack();
  const counts = createRecordsMemory<DayCount>();
  const tally = createQuestionTally({ counts, now: clock.now });
  const known = new Set(pack.facts.map(({ id }) => id));
  const rating = createRating(openPack(pack).openDialogue(), { tally, isRated: (id) => known.has(id), now: clock.now });
  const say = (text: string, chat = 'telegram:1') => rating.dialogue.reply({ chat, text }, clock.now());
  const press = (text: string, chat = 'telegram:1') => rating.desk.reply(chat, text);
  const counted = async () => {
    await tally.flush();
    return (await counts.all())[0];
  };
  return { clock, say, press, counted };
}

const question = 'bao nhiêu tuổi được bầu cử';

describe('thumbs under an answer', () => {
  it('stand beside the choices and never among them, so that no number of a menu means one', async () => {
    const { rating, choices = [], about } = await open().say(question);
    expect(rating?.map(({ label }) => label)).toEqual([ratingWords.labels.up, ratingWords.labels.down]);
    expect(rating?.every(({ value }) => value.endsWith(`#${about}`) && Buffer.byteLength(value) <= 64)).toBe(true);
    expect(choices.map(({ value }) => value)).not.toContain(rating?.[0]?.value);
  });

  it.each(['giá vàng hôm nay', 'xin chào', '/start', 'ai sẽ trúng cử'])(
    'do not stand under what is no answer: %s',
    async (text) => {
      expect((await open().say(text)).rating).toBeUndefined();
    },
  );

  it('are thanked for and counted by day and fact: once a chat, the first counts', async () => {
    const { say, press, counted } = open();
    const [up, down] = (await say(question)).rating!;
    expect((await press(down!.value))?.text).toBe(ratingWords.thanks.down);
    expect((await press(up!.value))?.text).toBe(ratingWords.thanks.up);
    await press(up!.value, 'web:2');
    const about = up!.value.split('#')[1]!;
    expect((await counted())?.thumbs).toEqual({ [about]: { down: 1, up: 1 } });
  });

  it('keep nothing of who pressed: forgetting somebody forgets that they did', async () => {
    const { say, press, counted } = open();
    const [up] = (await say(question)).rating!;
    await press(up!.value);
    await say('/xoa');
    await press(up!.value);
    const kept = await counted();
    expect(kept?.thumbs).toEqual({ [up!.value.split('#')[1]!]: { up: 2 } });
    expect(JSON.stringify(kept)).not.toContain('telegram:1');
  });

  it.each([`${ratingWords.values.up}no-such-fact`, ratingWords.values.up, 'Đúng ý', question])(
    'take no other message: %s',
    async (text) => {
      const { press, counted } = open();
      expect(await press(text)).toBeUndefined();
      expect(await counted()).toBeUndefined();
    },
  );
});

describe('counting questions', () => {
  it('counts by channel what became of them and what was the answer; greetings and commands are none', async () => {
    const { say, counted } = open();
    const { about } = await say(question);
    await say(question, 'zalo-oa:7');
    await say('giá vàng hôm nay bao nhiêu', 'web:1');
    for (const text of ['/start', 'cảm ơn', '/xoa']) await say(text);
    const kept = await counted();
    expect(kept?.asked).toMatchObject({ telegram: { answered: 1 }, 'zalo-oa': { answered: 1 } });
    expect(Object.values(kept?.asked.web ?? {})).toEqual([1]);
    expect(kept?.answers).toEqual({ [about!]: 2 });
  });
});
