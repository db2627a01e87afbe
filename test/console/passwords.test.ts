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
});
