import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asLabel,
  fitsLabel,
  haveSameWords,
  offeredTarget,
  offerOf,
  withNearest,
  withOffers,
  wordSet,
} from '../../../src/answering/reply/offers.ts';
import type { Reply } from '../../../src/answering/reply/reply.ts';
import { candidate } from '../../fakes/candidates.ts';

const long = 'thủ tục đăng ký bỏ phiếu tại nơi tạm trú cho người đi làm ăn xa là gì';

describe('an offer', () => {
  it('is called as it was nearly asked, and its value leads back to it', () => {
    const offer = offerOf(candidate('voter-card', { wordings: ['đi bầu cần gì', 'mang gì khi đi bầu'] }), 'mang gì khi đi bầu');
    expect(offer).toEqual({ label: 'Mang gì khi đi bầu?', target: 'voter-card', value: 'hoi:voter-card' });
    expect(offeredTarget(offer.value)).toBe('voter-card');
  });

  it('takes another wording where the nearest is too long or names no place in particular', () => {
    expect(offerOf(candidate('a', { wordings: [long, 'bỏ phiếu nơi tạm trú'] }), long).label).toBe('Bỏ phiếu nơi tạm trú?');
    expect(offerOf(candidate('a', { wordings: ['placename bầu ở đâu', 'bầu ở đâu'] }), 'placename bầu ở đâu').label).toBe(
      'Bầu ở đâu?',
    );
  });

  it('where all are too long one is cut at a word', () => {
    expect(offerOf(candidate('a', { wordings: [long] }), long).label).toBe('Thủ tục đăng ký bỏ phiếu tại nơi tạm…');
  });

  it('is called by its id where there is no way of asking for it', () => {
    expect(offerOf(candidate('voter-card', { wordings: [] }), '')).toEqual({
      ...{ label: 'Voter-card?', target: 'voter-card', value: 'hoi:voter-card' },
    });
  });

  it('is shown whole below 40 letters, and cut after a word from there on', () => {
    const of = (length: number) => 'mang thẻ '.repeat(5).slice(0, length);
    expect(asLabel(of(39))).toBe(`M${of(39).slice(1)}?`);
    expect(asLabel(of(40))).toBe('Mang thẻ mang thẻ mang thẻ mang thẻ…');
    expect([of(39), of(40), '', 'placename bầu ở đâu'].map(fitsLabel)).toEqual([true, false, false, false]);
  });

  it('never shows more than 40 characters nor sends more than 64 bytes', () => {
    const word = fc.stringMatching(/^[a-zđơưàếọ]{1,12}$/u);
    const wording = fc.array(word, { minLength: 1, maxLength: 25 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(wording, { minLength: 1, maxLength: 3 }), fc.stringMatching(/^[a-z0-9-]{1,60}$/), (wordings, id) => {
        const { label, value } = offerOf(candidate(id, { wordings }), wordings[0]!);
        expect(label.length).toBeLessThanOrEqual(40);
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64);
      }),
    );
  });
});

it('what was typed is no offer', () => {
  expect(offeredTarget('đi bầu ở đâu')).toBeUndefined();
  expect(offeredTarget('tôi muốn hoi:voter-card')).toBeUndefined();
});

describe('a reply with offers', () => {
  const reply: Reply = { kind: 'clarify', text: 'Có phải bác hỏi:', citations: [] };

  it('has a button for each, and says what each answers', () => {
    expect(withOffers(reply, [offerOf(candidate('a', { wordings: ['đi bầu ở đâu'] }), 'đi bầu ở đâu')])).toEqual({
      ...reply,
      choices: [{ label: 'Đi bầu ở đâu?', value: 'hoi:a' }],
      offers: [{ label: 'Đi bầu ở đâu?', target: 'a' }],
    });
  });

  it('without any stays as it is', () => {
    expect(withOffers(reply, [])).toBe(reply);
  });
});

describe('a refusal that names the nearest thing', () => {
  const offer = { label: 'Bầu ở đâu?', target: 'a', value: 'hoi:a' };
  const refusal: Reply = { kind: 'none', reason: 'not-in-sources', text: 'Không có.', citations: [] };

  it('has the offer as a button, introduced after what it says', () => {
    expect(withNearest(refusal, offer, 'Gần nhất:')).toEqual({
      ...refusal,
      text: 'Không có.\nGần nhất:',
      choices: [{ label: 'Bầu ở đâu?', value: 'hoi:a' }],
      offers: [{ label: 'Bầu ở đâu?', target: 'a' }],
    });
  });

  it('in parts after its next step', () => {
    const parts = { headline: 'Không có.', sentences: [], notes: [], nextStep: 'Hỏi xã.' };
    expect(withNearest({ ...refusal, parts }, offer, 'Gần nhất:')).toMatchObject({
      text: 'Không có. Hỏi xã. Gần nhất:',
      parts: { ...parts, nextStep: 'Hỏi xã. Gần nhất:' },
    });
    const { nextStep: _, ...without } = parts;
    expect(withNearest({ ...refusal, parts: without }, offer, 'Gần nhất:').parts!.nextStep).toBe('Gần nhất:');
  });
});

describe('a question that is a title', () => {
  it.each([
    ['Kiểm tra công tác bầu cử tại đơn vị số 09', 'kiem tra cong tac bau cu tai don vi so 09?', true],
    ['Kiểm tra công tác bầu cử tại đơn vị số 09', 'kiểm tra công tác bầu cử', false],
    ['Kiểm tra công tác bầu cử', 'kiểm tra công tác bầu cử tại đơn vị số 09', false],
    ['Bầu cử', 'bầu cử', false],
  ])('%s · %s: %s', (title, question, same) => {
    expect(haveSameWords(wordSet(question), wordSet(title))).toBe(same);
  });

  it.each([
    ['a b c', 'a b c', true],
    ['a b', 'a b', false],
    ['a b c d e f g', 'a b c d e f', true],
    ['a b c d e f', 'a b c d e f g', true],
    ['a b c d e f', 'a b c d e', false],
    ['a b c d e f g', 'a b c d e f x', true],
    ['a b c d e f g', 'a b c d e x y', false],
  ])('nearly all words of either, three at least: "%s", "%s": %s', (title, question, same) =>
    expect(haveSameWords(wordSet(question), wordSet(title))).toBe(same),
  );
});
