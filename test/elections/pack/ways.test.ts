import { describe, expect, it } from 'vitest';
import { expandWay, isWay, mostExpansions, partsOfWay, sampleOfWay, WayError } from '../../../src/elections/pack/ways.ts';

describe('a template stands for its wordings', () => {
  it('takes every alternative with every other', () => {
    expect(expandWay('{bao nhiêu|mấy} tuổi {được|thì} bầu')).toEqual([
      'bao nhiêu tuổi được bầu',
      'bao nhiêu tuổi thì bầu',
      'mấy tuổi được bầu',
      'mấy tuổi thì bầu',
    ]);
  });

  it('leaves out what may be empty, without a double blank', () => {
    expect(expandWay('mấy tuổi { thì |} được bầu {ạ|}')).toEqual([
      'mấy tuổi thì được bầu ạ',
      'mấy tuổi thì được bầu',
      'mấy tuổi được bầu ạ',
      'mấy tuổi được bầu',
    ]);
  });

  it('gives a wording once, and never an empty one', () => {
    expect(expandWay('{a|a|b}')).toEqual(['a', 'b']);
    expect(expandWay('{|}')).toEqual([]);
  });

  it('without alternatives is its own wording', () => {
    expect(expandWay('đi bầu ở đâu')).toEqual(['đi bầu ở đâu']);
  });
});

describe('a template that cannot be read is refused, with what is wrong', () => {
  it.each(['{bao nhiêu|mấy tuổi', 'bao nhiêu} tuổi', 'bao nhiêu}', 'bao nhiêu|mấy tuổi', 'a {b|{c|d}}'])('%s', (template) => {
    expect(() => expandWay(template)).toThrow(WayError);
    expect(() => expandWay(template)).toThrow(/a brace or bar without its partner in ".+"/);
    expect(() => partsOfWay(template)).toThrow(WayError);
  });

  it('where in it the fault is', () => {
    expect(() => expandWay('{a|b} bao nhiêu| mấy {c|d}')).toThrow('partner in "bao nhiêu| mấy"');
  });

  it('one that stands for too many', () => {
    const tenfold = '{0|1|2|3|4|5|6|7|8|9}';
    expect(() => expandWay(tenfold.repeat(4))).toThrow(`more than ${mostExpansions} wordings; make two templates of it`);
    expect(expandWay(tenfold.repeat(3))).toHaveLength(1_000);
  });
});

it('a sample holds every alternative of a template in few wordings', () => {
  const sample = sampleOfWay('{một|hai|ba} xã{ ta|}');
  expect(sample).toHaveLength(3);
  for (const word of ['một', 'hai', 'ba', ' ta']) expect(sample.join('\n')).toContain(word);
});

it('whether a template is one is known without writing its wordings down', () => {
  for (const template of ['{a|a|b}', ' {|} x', 'mấy {|  }tuổi', '{|}', ' {| } '])
    expect(isWay(template)).toBe(expandWay(template).length > 0);
  for (const template of ['mấy {tuổi', '{0|1|2|3|4|5|6|7|8|9}'.repeat(4)]) expect(() => isWay(template)).toThrow(WayError);
});

it('white space within and between alternatives is one space in every wording', () => {
  expect(expandWay(' {  đi |về}  {\t|nhà } ngay\n')).toEqual(['đi ngay', 'đi nhà ngay', 'về ngay', 'về nhà ngay']);
});
