import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../../src/answering/reply/body.ts';
import { type OfferingDeps, offeringReply } from '../../../src/answering/reply/offering.ts';
import type { Reply } from '../../../src/answering/reply/reply.ts';
import { createKnowledgeBase } from '../../../src/answering/search/knowledge-base.ts';
import type { Subject } from '../../../src/answering/verdict/candidate.ts';
import { decideOn } from '../../../src/answering/verdict/verdict.ts';
import type { Pair } from '../../../src/answering/verdict/weighing.ts';
import type { ProvinceProfile } from '../../../src/elections/pack/province.ts';
import { candidate, plainModel, readingOf, scalesOf, scored } from '../../fakes/candidates.ts';
import { questionReader } from '../../fakes/questions.ts';
import { smallPack } from '../../fakes/small-pack.ts';
import { lazily } from '../../setup/lazily.ts';

const pack = smallPack();
const read = questionReader(pack);
const known = lazily(() => {
  const base = createKnowledgeBase({ lexicon: pack.lexicon });
  for (const document of pack.documents) base.add(document);
  return base;
});

const offerIn = (deps: Partial<OfferingDeps>, text: string, ...pairs: Pair[]) => {
  const reading = readingOf(text);
  const verdict = decideOn([reading], scalesOf({ [text]: pairs }), plainModel);
  const said = (subject: Subject): Reply =>
    subject.kind === 'fact'
      ? { kind: 'answer', ...bodyOf({ language: 'vi', sentences: [subject.fact.statement], nextStep: 'Hỏi tổ bầu cử.' }) }
      : { kind: 'none', reason: 'not-in-sources', text: '', citations: [] };
  return offeringReply(read(text), verdict, {
    ...{ base: known(), about: undefined, nearest: undefined, isOver: false, said },
    ...deps,
  });
};
const offer = (text: string, ...pairs: Pair[]) => offerIn({}, text, ...pairs);
const likely = (id: string, wording: string) => scored(candidate(id, { wordings: [wording] }), 0);

describe('where nothing is sure', () => {
  it('what is likely is asked back, three at most, each a button', () => {
    const reply = offer(
      'tuổi',
      likely('a', 'mấy tuổi bầu'),
      likely('b', 'mấy tuổi ứng cử'),
      likely('c', 'tuổi của phiếu'),
      likely('d', 'tuổi thẻ'),
    );
    expect(reply.kind).toBe('clarify');
    expect(reply.choices).toEqual([
      { label: 'Mấy tuổi bầu?', value: 'hoi:a' },
      { label: 'Mấy tuổi ứng cử?', value: 'hoi:b' },
      { label: 'Tuổi của phiếu?', value: 'hoi:c' },
    ]);
    expect(reply.offers?.map(({ target }) => target)).toEqual(['a', 'b', 'c']);
    expect(reply.citations).toEqual([]);
  });

  it('what is rather likely is answered at once, under the question it answers, the others below', () => {
    const reply = offer('tuổi', scored(candidate('a', { wordings: ['mấy tuổi bầu'] }), 0.5), likely('b', 'mấy tuổi ứng cử'));
    expect(reply).toMatchObject({ kind: 'clarify', offers: [{ target: 'a' }, { target: 'b' }] });
    expect(reply.text).toBe(
      'Tôi chưa chắc hiểu đúng ý. Nếu bác/anh/chị hỏi “Mấy tuổi bầu?” thì:\nNói về a. Chưa đúng ý thì chọn bên dưới hoặc viết rõ hơn.',
    );
  });

  it('what has no answer of its own is only offered, however likely', () => {
    const topic = candidate('talk', { wordings: ['mấy tuổi bầu'], subject: { kind: 'task', task: 'calendar' } });
    expect(offer('tuổi', scored(topic, 0.5), likely('b', 'mấy tuổi ứng cử')).text).toMatch(/Có phải bác\/anh\/chị hỏi:$/u);
  });

  it('an article whose title is a question is offered where it is likeliest, though a search of the words finds others first', () => {
    const guide = (id: string, score: number, signals = {}) => {
      const document = { id, title: `${id} thế nào?`, publisher: 'P', published: '2026-01-01', body: '' };
      return scored(candidate(id, { wordings: [document.title], subject: { kind: 'document', document } }), score, signals);
    };
    const reply = offer('hỏi gì đây', guide('lệ phí', -5), guide('khai sinh', -4), guide('khác năm', -3, { yearOther: 1 }));
    expect(reply.kind).toBe('none');
    expect(reply.offers?.map(({ target }) => target).slice(0, 2)).toEqual(['khai sinh', 'lệ phí']);
    expect(reply.offers?.map(({ target }) => target)).not.toContain('khác năm');
  });

  it('a sentence of the news that may say it is shown with its source, and nothing is claimed', () => {
    const citation = { document: 'x', title: 'Bảo Yên', publisher: 'Báo', date: '2026-03-01', quote: 'Xã treo cờ.' };
    const reply = offerIn({ nearest: { quote: 'Xã treo cờ.', citation, confidence: 0.2 } }, 'xã treo gì');
    expect(reply).toMatchObject({ kind: 'clarify', citations: [citation] });
    expect(reply.text).toMatch(/^Tôi chưa chắc .*\n“Xã treo cờ\.”\nNguồn: Bảo Yên/u);
  });

  it.each([
    [0.3, false],
    [0.9, true],
  ])('of a fact and a sentence of the news the surer is shown, the fact is offered in any case: %s', (confidence, isNews) => {
    const citation = { document: 'x', title: 'T', publisher: 'B', date: '', quote: 'Q.' };
    const fact = scored(candidate('a', { wordings: ['mấy tuổi bầu'] }), 0.5);
    const reply = offerIn({ nearest: { quote: 'Q.', citation, confidence } }, 'tuổi', fact, likely('b', 'mấy tuổi ứng cử'));
    expect(reply.text.includes('Q.')).toBe(isNews);
    expect(reply.text.includes('Nói về a.')).toBe(!isNews);
    expect(reply.offers?.map(({ target }) => target)).toContain('a');
  });

  it('an article that is a candidate and found in the news is offered once', () => {
    const reply = offer(
      'kiểm tra công tác bầu cử ở đơn vị',
      scored(candidate('unit-09', { wordings: ['đơn vị 09 kiểm tra gì'] }), -0.5),
    );
    expect(reply.offers?.map(({ target }) => target).filter((target) => target === 'unit-09')).toHaveLength(1);
  });

  it('an article that may say it is the nearest thing, after a plain decline', () => {
    const reply = offer('kiểm tra công tác bầu cử ở đơn vị thế nào');
    expect(reply).toMatchObject({ kind: 'none', reason: 'not-in-sources', offers: [{ target: 'unit-09' }] });
  });

  it('names who may know it: the province for its own matters, and after the vote no body of the vote', () => {
    const about = {
      contacts: [
        { name: 'UBND xã', level: 'commune' },
        { name: 'Ủy ban bầu cử tỉnh', level: 'province', closesWithElection: true },
        { name: 'Cổng thông tin tỉnh', level: 'province' },
      ],
    } as unknown as ProvinceProfile;
    const step = (isOver: boolean, text: string) => offerIn({ isOver, about }, text).parts?.nextStep;
    const [ofProvince, ofNone] = ['kiểm tra công tác bầu cử HĐND tỉnh thế nào', 'kiểm tra công tác bầu cử ở đơn vị thế nào'];
    expect(step(false, ofProvince)).toBe('Bạn hỏi Ủy ban bầu cử tỉnh, hoặc Cổng thông tin tỉnh. Gần nhất tôi có:');
    expect(step(true, ofProvince)).toBe('Bạn hỏi Cổng thông tin tỉnh. Gần nhất tôi có:');
    expect(step(true, ofNone)).toBe('Bạn hỏi UBND xã, hoặc Cổng thông tin tỉnh. Gần nhất tôi có:');
  });

  it('what contradicts the question is named as the nearest thing, and never said', () => {
    const best = scored(candidate('turnout', { wordings: ['tỷ lệ đi bầu'] }), 3);
    const reply = offer('tỷ lệ đi bầu ở xã Bảo Yên', { ...best, features: { ...best.features, placeOther: 1 } });
    expect(reply).toMatchObject({ kind: 'none', reason: 'not-in-sources', citations: [] });
    expect(reply.offers).toEqual([{ label: 'Tỷ lệ đi bầu?', target: 'turnout' }]);
  });

  it('what is not ours at all is declined, with the quick questions', () => {
    const reply = offer('cách nấu phở');
    expect(reply).toMatchObject({ kind: 'none', reason: 'out-of-scope' });
    expect(reply.offers).toBeUndefined();
    expect(reply.choices?.length).toBeGreaterThan(0);
  });
});
