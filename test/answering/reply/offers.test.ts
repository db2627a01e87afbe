import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { haveSameWords, offeredTarget, offerOf, withOffers, wordSet } from '../../../src/answering/reply/offers.ts';
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

describe('a question that is a title', () => {
  it.each([
    ['Kiểm tra công tác bầu cử tại đơn vị số 09', 'kiem tra cong tac bau cu tai don vi so 09?', true],
    ['Kiểm tra công tác bầu cử tại đơn vị số 09', 'kiểm tra công tác bầu cử', false],
    ['Kiểm tra công tác bầu cử', 'kiểm tra công tác bầu cử tại đơn vị số 09', false],
    ['Bầu cử', 'bầu cử', false],
  ])('%s · %s: %s', (title, question, same) => {
    expect(haveSameWords(wordSet(question), wordSet(title))).toBe(same);
  });
});
