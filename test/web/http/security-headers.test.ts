import { describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../src/web/http/security-headers.ts';

const policyOf = (headers: Record<string, string>) => headers['content-security-policy']?.split('; ') ?? [];

describe('F-17: the headers of every page', () => {
  it('let nothing be loaded or sent but from here and to here', () => {
    const policy = policyOf(securityHeaders());
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("base-uri 'none'");
    // Of what is let in, everything is ours.
    for (const rule of policy) expect(rule).toMatch(/^[a-z-]+ '(?:none|self)'$/u);
  });

  it('let no other site frame the page, in both ways browsers know', () => {
    const headers = securityHeaders('https://cutri.example.vn');
    expect(policyOf(headers)).toContain("frame-ancestors 'none'");
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it('let those frame it that are named, and nobody else', () => {
    const headers = securityHeaders('https://cutri.example.vn', ['https://a.example.vn', 'https://b.example.vn']);
    expect(policyOf(headers)).toContain('frame-ancestors https://a.example.vn https://b.example.vn');
    expect(headers).not.toHaveProperty('x-frame-options');
  });

  it('keep browsers on https for a year where people reach us by it, and only there', () => {
    expect(securityHeaders('https://cutri.example.vn')['strict-transport-security']).toBe('max-age=31536000');
    expect(securityHeaders('http://127.0.0.1:8080')).not.toHaveProperty('strict-transport-security');
    expect(securityHeaders()).not.toHaveProperty('strict-transport-security');
  });

  it('keep other sites from guessing types, opening us beside themselves, and asking for a camera', () => {
    expect(securityHeaders()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });
});
