import { describe, expect, it } from 'vitest';
import { asksSomething, readQuestion } from '../../../src/answering/question/question.ts';

describe('what a question asks for', () => {
  it.each([
    ['tại sao tôi không có tên', 'what reason'],
    ['sao không bầu qua mạng', 'what reason'],
    ['sao cho đúng luật', 'what any'],
    ['sao chép thẻ cử tri', 'what any'],
    ['xã tôi thuộc đơn vị bầu cử nào', 'which-unit unit'],
    ['dvbc dai bieu quoc hoi so may', 'which-unit unit'],
    ['chỗ tôi bầu hđnd tỉnh ở đơn vị nào', 'which-unit unit'],
    ['khu vực bỏ phiếu số mấy', 'which-unit unit'],
    ['mỗi đơn vị bầu mấy đại biểu', 'how-many number'],
    ['đơn vị bầu cử mấy đại biểu', 'how-many number'],
    ['bao nhiêu phần trăm đi bầu', 'how-many percent'],
    ['được mấy % phiếu', 'how-many number'],
    ['tỷ lệ cử tri đi bầu là bao nhiêu', 'how-many percent'],
    ['mấy giờ mở cửa', 'when time'],
    ['khi nào bầu cử', 'when date'],
    ['mùng mấy bầu', 'when date'],
    ['thứ mấy bầu cử', 'when date'],
    ['tỉnh xếp thứ mấy', 'how-many rank'],
    ['quốc hội nào bầu', 'what any'],
    ['bao lâu thì xong', 'how-many duration'],
    ['tạm trú bao nhiêu tháng', 'how-many duration'],
    ['hạng mấy toàn quốc', 'how-many rank'],
    ['được mấy điểm', 'how-many points'],
    ['có mấy điểm bầu cử', 'how-many number'],
    ['bao nhiêu tiền một thẻ', 'how-many money'],
    ['bao nhiêu cử tri', 'how-many number'],
    ['may tinh hong', 'what any'],
    ['đi bầu ở đâu', 'where place'],
    ['xã nào đông nhất', 'where place'],
    ['ai là chủ tịch', 'who person'],
    ['làm sao để bầu', 'how-to manner'],
    ['có phải mang thẻ không', 'yes-no any'],
    ['có được bầu hộ không', 'yes-no any'],
    ['đã bầu chưa', 'yes-no any'],
    ['thẻ cử tri là gì', 'what any'],
    ['thẻ cử tri', 'what any'],
  ])('%s: %s', (text, expected) => {
    const { kind, wants } = readQuestion(text);
    expect(`${kind} ${wants}`).toBe(expected);
  });

  it.each(['đi bầu ở đâu ạ', 'đi bầu ở đâu vậy ad ơi', 'đi bầu ở đâu thế nhỉ anh'])(
    'whatever politeness stands behind it: %s',
    (text) => expect(readQuestion(text).kind).toBe('where'),
  );

  it.each(['đã có thẻ chưa ạ', 'mẹ tôi bầu tại nhà không vậy ad'])('and a yes or no before it is one: %s', (text) =>
    expect(readQuestion(text).kind).toBe('yes-no'),
  );

  it('whether somebody is named is asked where it ends in a yes or no, who where a person is', () => {
    expect(readQuestion('có gạch hết ai trên phiếu thì hợp lệ không').kind).toBe('yes-no');
    expect(readQuestion('phiếu gạch ai rồi thì hợp lệ không').kind).toBe('who');
    expect(readQuestion('có gạch hết ai trên phiếu thì hợp lệ').kind).toBe('who');
    expect(readQuestion('ai được bầu và có ai là cử tri chưa').kind).toBe('who');
  });

  it.each([
    ['máy hỏng bầu sao đây', 'what'],
    ['đầu phiếu', 'what'],
    ['báo nhiều người đọc', 'what'],
  ])('a word typed with its marks asks nothing by looking like one without: %s', (text, kind) =>
    expect(readQuestion(text).kind).toBe(kind),
  );

  it('without marks it may ask', () => {
    expect(readQuestion('bau o dau').kind).toBe('where');
    expect(readQuestion('BẦU Ở ĐÂU').kind).toBe('where');
  });
});

describe('the words of a question', () => {
  const roles = (text: string) => readQuestion(text).words.map(({ text: word, role }) => `${word} ${role}`);

  it('ask, carry grammar or are its subject', () => {
    expect(roles('phiếu bầu là gì')).toEqual(['phiếu subject', 'bầu subject', 'là asking', 'gì asking']);
    expect(roles('bao nhiêu cử tri của xã')).toEqual([
      ...['bao asking', 'nhiêu asking', 'cử subject', 'tri subject', 'của grammar', 'xã subject'],
    ]);
  });

  it('the longest way of asking is taken, and begun ones ask nothing', () => {
    expect(roles('bao thuốc')).toEqual(['bao subject', 'thuốc subject']);
    expect(roles('gửi về bao')).toEqual(['gửi subject', 'về grammar', 'bao subject']);
    expect(roles('như thế nào')).toEqual(['như asking', 'thế asking', 'nào asking']);
  });

  it.each([
    ['có bao nhiêu cử tri', ['cu', 'tri']],
    ['bao nhiêu điểm bỏ phiếu ở xã', ['diem', 'bo', 'phieu']],
    ['bao nhiêu khu vực bỏ phiếu lưu động', ['khu', 'vuc', 'bo']],
    ['bao nhiêu là cử tri', []],
    ['xã nào đông nhất', ['xa']],
    ['thuộc khu vực bỏ phiếu nào', ['vuc', 'bo', 'phieu']],
    ['của xã nào', ['xa']],
    ['giấy tờ gì', ['giay', 'to']],
    ['nào xã', []],
    ['nhiêu cử tri', []],
    ['rất nhiều cử tri', []],
    ['đi bầu ở đâu', []],
  ])('what is counted or chosen in "%s": %j', (text, focus) => expect(readQuestion(text).focus).toEqual(focus));

  it('years stand apart from other numbers', () => {
    expect(readQuestion('năm 2021 và 1945 có 1.374 xã, 3000 người')).toMatchObject({
      years: [2021, 1945],
      numbers: ['1.374', '3000'],
    });
    expect(readQuestion('12021 người')).toMatchObject({ years: [], numbers: ['12021'] });
  });
});

describe('a heading', () => {
  it.each(['Ai được bầu cử?', 'Thế nào là bầu cử phổ thông', 'Danh sách đã có chưa? ', 'Thẻ cử tri?'])('asks: %s', (heading) =>
    expect(asksSomething(heading)).toBe(true),
  );
  it.each(['Danh sách cử tri', 'Lào Cai sẵn sàng cho ngày bầu cử'])('says: %s', (heading) =>
    expect(asksSomething(heading)).toBe(false),
  );
});
