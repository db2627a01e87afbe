import { describe, expect, it } from 'vitest';
import { fromOwnPage } from '../../../src/web/http/same-origin.ts';

const publicUrl = 'https://cutri.laocai.gov.vn';

describe('a form that a browser sends', () => {
  it.each([
    ['same-origin', true],
    ['none', true],
    ['same-site', false],
    ['cross-site', false],
    ['', false],
  ])('says itself where it comes from (%j), whatever its other headers say: %s', (secFetchSite, expected) => {
    expect(fromOwnPage({ secFetchSite, origin: publicUrl, host: 'cutri.laocai.gov.vn' }, publicUrl)).toBe(expected);
    expect(fromOwnPage({ secFetchSite, origin: 'https://example.com' }, publicUrl)).toBe(expected);
    expect(fromOwnPage({ secFetchSite })).toBe(expected);
  });

  it.each([
    ['our public address, behind whatever host', publicUrl, '127.0.0.1:8080', publicUrl, true],
    ['the host it was sent to', 'http://127.0.0.1:8080', '127.0.0.1:8080', undefined, true],
    ['the host it was sent to, beside a public address', 'http://127.0.0.1:8080', '127.0.0.1:8080', publicUrl, true],
    ['another site', 'https://example.com', '127.0.0.1:8080', publicUrl, false],
    ['another site, where no public address is set', 'https://example.com', '127.0.0.1:8080', undefined, false],
    ['another port', 'http://127.0.0.1:9090', '127.0.0.1:8080', undefined, false],
    ['a name that begins like ours', `${publicUrl}.example.com`, 'cutri.laocai.gov.vn', publicUrl, false],
    ['nowhere that can be told', 'null', 'null', publicUrl, false],
  ])('of an older browser comes from %s', (_, origin, host, url, expected) => {
    expect(fromOwnPage({ origin, host }, url)).toBe(expected);
  });

  it('without any of these headers is of no browser, and has no cookie to abuse', () => {
    expect([fromOwnPage({}), fromOwnPage({ host: 'example.com' }, publicUrl)]).toEqual([true, true]);
  });
});
