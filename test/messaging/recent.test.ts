import { describe, expect, it } from 'vitest';
import { createRecent, dropOldest, putLast } from '../../src/messaging/recent.ts';

describe('what is remembered of chats', () => {
  const kept = (most: number) => {
    let ms = 0;
    const recent = createRecent<string>({ now: () => new Date(ms), keptMs: 1_000, most });
    return {
      ...recent,
      pass: (more: number) => {
        ms += more;
      },
    };
  };

  it('is known for its time and then forgotten', () => {
    const recent = kept(10);
    recent.set('web:a', 'xã Cốc San');
    recent.pass(1_000);
    expect(recent.get('web:a')).toBe('xã Cốc San');
    recent.pass(1);
    expect(recent.get('web:a')).toBeUndefined();
  });

  it('is forgotten too when the clock was set back by more than its time', () => {
    const recent = kept(10);
    recent.set('web:a', 'xã Cốc San');
    recent.pass(-1_001);
    expect(recent.get('web:a')).toBeUndefined();
  });

  it('gives way to newer ones above the limit, whoever was written last staying', () => {
    const recent = kept(2);
    recent.set('web:a', '1');
    recent.set('web:b', '2');
    recent.set('web:a', '3');
    recent.set('web:c', '4');
    expect([recent.get('web:a'), recent.get('web:b'), recent.get('web:c')]).toEqual(['3', undefined, '4']);
  });
});

describe('a bounded map or set', () => {
  it('loses its oldest entry only once it holds too many', () => {
    const held = new Set(['a', 'b']);
    dropOldest(held, 2);
    expect([...held]).toEqual(['a', 'b']);
    held.add('c');
    dropOldest(held, 2);
    expect([...held]).toEqual(['b', 'c']);
  });

  it('may hold nothing at all', () => {
    const held = new Map<string, number>();
    putLast(held, 'a', 1, 0);
    expect(held.size).toBe(0);
  });

  it('keeps an entry that is put again as the newest, with its new value', () => {
    const held = new Map([
      ['a', 1],
      ['b', 2],
    ]);
    putLast(held, 'a', 3, 2);
    putLast(held, 'c', 4, 2);
    expect([...held]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });
});
