import { describe, expect, it } from 'vitest';
import { createPasswords, weakness } from '../../src/console/signing-in/passwords.ts';

describe('a password', () => {
  it.each([
    ['ngắn thôi', 'short'],
    ['matkhau12345', 'common'],
    ['MatKhau12345', 'common'],
    ['Password123456789', 'common'],
    ['vietnam!2026!2026', 'common'],
    ['abcdefghijklmnop', 'simple'],
    ['aaaaaaaabbbb', 'simple'],
    ['lan-nguyen-lan-nguyen1', 'named'],
    ['x'.repeat(201), 'long'],
  ])('%j is refused: %s', (password, why) => {
    expect(weakness(password, ['lan-nguyen', 'CB-01'])).toBe(why);
  });

  it.each(['con trâu đi trước cái cày', 'Gz7!kq2#Vw9p', '小さな村の小さな学校の先生'])('%j is taken', (password) => {
    expect(weakness(password, ['lan', 'cb-01'])).toBeUndefined();
  });

  it('is kept as scrypt with a salt of its own, and checked against it however its letters are composed', async () => {
    const passwords = createPasswords();
    const [one, other] = await Promise.all([passwords.hash('con trâu đi trước'), passwords.hash('con trâu đi trước')]);
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$/u);
    expect(one).not.toBe(other);
    expect(await passwords.verify('con trâu đi trước'.normalize('NFD'), one)).toBe(true);
    expect(await passwords.verify('con trâu đi sau', one)).toBe(false);
    expect(await passwords.verify('con trâu đi trước', undefined)).toBe(false);
    expect(await passwords.verify('con trâu đi trước', 'test$x')).toBe(false);
  });

  it('may have two hundred characters, and lets in with all of them, however they are composed', async () => {
    const passwords = createPasswords();
    const longest = 'ế con trâu đi trước '.repeat(10);
    expect([longest.length, weakness(longest, [])]).toEqual([200, undefined]);
    expect(weakness(`${longest}x`, [])).toBe('long');
    const kept = await passwords.hash(longest);
    expect(await passwords.verify(longest, kept)).toBe(true);
    expect(await passwords.verify(longest.normalize('NFD'), kept)).toBe(true);
    expect(await passwords.verify(longest.slice(1), kept)).toBe(false);
  });

  it('longer than any that is taken lets nobody in, were it kept', async () => {
    const passwords = createPasswords();
    const long = 'con trâu đi trước cái cày '.repeat(8);
    expect(await passwords.verify(long, await passwords.hash(long))).toBe(false);
  });

  it.each([
    ['eleven characters', 'Gz7!kq2#Vw9', 'short'],
    ['twelve characters', 'Gz7!kq2#Vw9p', undefined],
    ['five different ones', 'abcdeaebdcae', 'simple'],
    ['six different ones', 'abcdefacebdf', undefined],
    ['letters that go down', 'ponmlkjihgfedcba', 'simple'],
    ['letters that go up by two', 'acegikmoqsuwy', undefined],
    ['a common word between digits', '2026password2026', 'common'],
    ['digits alone', '836194057261', undefined],
    ['a name and six characters more', 'lan-nguyen+Gz7kq2', undefined],
    ['a name and five characters more', 'lan-nguyen+Gz7kq', 'named'],
    ['a name of three letters', 'lanGz7kq2lan', undefined],
  ])('of %s: %j', (_, password, expected) => expect(weakness(password, ['lan-nguyen', 'lan'])).toBe(expected));
});
