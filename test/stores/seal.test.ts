import { describe, expect, it } from 'vitest';
import { BrokenSealError, createMac, createSeal } from '../../src/stores/seal.ts';

const secret = 'a key made by a machine';
/** Sealed by the first version that was given out. */
const kept = 'r4OhwlGPe8fJ8StKStXgXtIvrZLZT6XD5dkWDQAoECtF3II_yw';
const mark = 'Ra2fnCKmtVoM2dsovC6D25lZycJvti0SvWLnFoKLB0U';

describe('a seal', () => {
  const opened = () => createSeal(secret, 'officials');

  it('opens what it closed, Vietnamese and nothing at all, and what every earlier version closed', () => {
    const seal = opened();
    for (const text of ['', 'bí mật', '🗳️']) expect(seal.open(seal.close(text))).toBe(text);
    expect(seal.open(kept)).toBe('bí mật');
  });

  it('closes the same text in another way each time, and shows nothing of it', () => {
    const seal = opened();
    const [first, second] = [seal.close('bí mật'), seal.close('bí mật')];
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64url').toString('utf8')).not.toContain('bí mật');
  });

  it('opens nothing of another secret or another purpose', () => {
    expect(createSeal('another key', 'officials').open(kept)).toBeUndefined();
    expect(createSeal(secret, 'push').open(kept)).toBeUndefined();
  });

  it('opens nothing with any bit changed, cut off anywhere, or that is no seal', () => {
    const seal = opened();
    const bytes = Buffer.from(kept, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(seal.open(changed.toString('base64url'))).toBeUndefined();
    }
    for (let length = 0; length < bytes.length; length += 1)
      expect(seal.open(bytes.subarray(0, length).toString('base64url'))).toBeUndefined();
    expect(seal.open('bí mật')).toBeUndefined();
  });

  it('is not opened by a shorter proof, which could be guessed', () => {
    const seal = opened();
    const empty = Buffer.from(seal.close(''), 'base64url');
    for (const proof of [4, 8, 12, 15]) expect(seal.open(empty.subarray(0, 12 + proof).toString('base64url'))).toBeUndefined();
  });
});

describe('a mark of who wrote a value', () => {
  it('is that of every earlier version, in whatever order the parts stand', () => {
    const mac = createMac(secret, 'audit');
    expect(mac.of({ b: 1, a: 'ă' })).toBe(mark);
    expect(mac.isOf({ a: 'ă', b: 1 }, mark)).toBe(true);
  });

  it('is of no other value, secret or purpose, and a missing one is none', () => {
    const mac = createMac(secret, 'audit');
    expect(mac.isOf({ a: 'ă', b: 2 }, mark)).toBe(false);
    expect(createMac('another key', 'audit').isOf({ b: 1, a: 'ă' }, mark)).toBe(false);
    expect(createMac(secret, 'officials').isOf({ b: 1, a: 'ă' }, mark)).toBe(false);
    expect(mac.isOf({ b: 1, a: 'ă' }, undefined)).toBe(false);
    expect(mac.isOf({ b: 1, a: 'ă' }, mark.slice(0, -1))).toBe(false);
  });
});

it('a broken seal says what was changed, that nothing is sent, and where to read on', () => {
  const { message, name } = new BrokenSealError('officials.json');
  expect(message).toMatch(/^officials\.json was changed .* no announcement is sent\. .*docs\/how-to\/manage-officials\.md/u);
  // As every file that cannot be read: the command line says its message alone.
  expect(name).toBe('StoreFileError');
});
