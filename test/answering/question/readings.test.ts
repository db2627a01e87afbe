import { describe, expect, it } from 'vitest';
import { questionReader, readings } from '../../fakes/questions.ts';

const read = questionReader();
const readingsOf = (text: string) => readings(read(text));

it('the whole message comes first, without its courtesies', () => {
  const [whole, ...others] = readingsOf('Chào bác, mấy tuổi được đi bầu ạ?');
  expect(whole).toMatchObject({ text: 'mấy tuổi được đi bầu', kind: 'how-many', places: [] });
  expect(whole!.share).toBeLessThan(1);
  expect(others).toEqual([]);
});

describe('a place', () => {
  it('stands as a place, whichever it is', () => {
    expect(readingsOf('xã Hợp Thành thuộc đơn vị bầu cử nào')[0]!.text).toBe('placename thuộc đơn vị bầu cử nào');
    expect(readingsOf('phường Cam Đường thuộc đơn vị bầu cử nào')[0]!.text).toBe('placename thuộc đơn vị bầu cử nào');
  });

  it('without its type is read as plain words too, and stays in mind', () => {
    const all = readingsOf('Gia Phú có mấy khu vực bỏ phiếu');
    expect(all.map(({ text }) => text)).toEqual([
      'placename có mấy khu vực bỏ phiếu',
      expect.stringMatching(/^Gia Phú có mấy/iu),
    ]);
    for (const { places } of all) expect(places.map(({ name }) => name)).toEqual(['Gia Phú']);
  });

  it('of the size of a province keeps its name, which facts speak of', () => {
    expect(readingsOf('chủ tịch tỉnh Hà Nội là ai')[0]!.text).toContain('Hà Nội');
  });

  it('of the background is a place of the question that leaves it out', () => {
    const question = readingsOf('Nhà tôi ở xã Hợp Thành đã mấy chục năm nay rồi. Thế chúng tôi đi bầu ở đâu?').find(
      ({ text }) => text.endsWith('đi bầu ở đâu') && !text.includes('placename'),
    );
    expect(question?.places.map(({ name }) => name)).toEqual(['xã Hợp Thành']);
    expect(question?.places.every(({ start, end }) => start === question.text.length && end === start)).toBe(true);
  });

  it('of the question itself goes before those of the background', () => {
    const question = readingsOf('Tôi sinh ra ở xã Gia Phú nay đã già rồi. Xã Hợp Thành thuộc đơn vị bầu cử nào?').find(
      ({ text }) => text === 'placename thuộc đơn vị bầu cử nào',
    );
    expect(question?.places.map(({ name }) => name)).toEqual(['xã Hợp Thành']);
    expect(question!.text.slice(question!.places[0]!.start, question!.places[0]!.end)).toBe('placename');
  });
});

it('a clause that names no year is about the year of its sentence, and of no other sentence', () => {
  const years = (text: string, end: string) =>
    readingsOf(text)
      .filter((one) => one.text.endsWith(end))
      .map(({ slots }) => slots.years);
  for (const of of years('đến cuối năm 2023 thì tỉnh còn bao nhiêu thủ tục hành chính', 'thủ tục hành chính'))
    expect(of).toEqual([2023]);
  const other = years('Năm 2019 tôi đi làm ăn xa mãi tận trong Nam. Giờ cho hỏi bỏ phiếu mấy giờ', 'bỏ phiếu mấy giờ');
  expect(other).toContainEqual([]);
});

it('a reason asked for anywhere in the message is asked for in every part of it', () => {
  const all = readingsOf('Tại sao vậy ạ, tôi đã mười tám tuổi mà xã lại không cho tôi đi bầu');
  expect(all.length).toBeGreaterThan(1);
  expect(all.map(({ wants }) => wants)).toEqual(all.map(() => 'reason'));
});

it('the share of the message says how much of it a part leaves out', () => {
  const [whole, ...parts] = readingsOf('Con tôi vừa tròn mười tám tuổi. Cháu nó đi bầu được chưa?');
  expect(whole!.share).toBe(1);
  for (const { share } of parts) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
  }
});
