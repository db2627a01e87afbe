import { describe, expect, it } from 'vitest';
import { clientAddress, clientKey } from '../../../src/web/http/client-address.ts';

describe('whom a request is counted against', () => {
  it.each<[string, string | undefined, string | undefined, number, string]>([
    ['no proxy is trusted: the connection itself', '198.51.100.1', '203.0.113.5', 0, '198.51.100.1'],
    ['IPv4 in IPv6 clothes is IPv4', '::ffff:198.51.100.1', undefined, 0, '198.51.100.1'],
    ['one proxy: the last entry', '127.0.0.1', '6.6.6.6, 203.0.113.5', 1, '203.0.113.5'],
    ['two proxies: the last but one', '127.0.0.1', '6.6.6.6, 203.0.113.5, 10.0.0.1', 2, '203.0.113.5'],
    ['fewer entries than proxies: the connection', '127.0.0.1', '203.0.113.5', 2, '127.0.0.1'],
    ['an entry that is no address: the connection', '127.0.0.1', 'unknown', 1, '127.0.0.1'],
    ['G-6: IPv4 in IPv6 clothes, as nginx on a dual-stack socket writes it', '127.0.0.1', '::ffff:203.0.113.5', 1, '203.0.113.5'],
    ['G-6: the same in hexadecimal', '127.0.0.1', '::FFFF:cb00:7105', 1, '203.0.113.5'],
    ['G-6: IPv4 with a port', '127.0.0.1', '203.0.113.5:4711', 1, '203.0.113.5'],
    ['G-6: IPv6 with brackets and a port', '127.0.0.1', '[2001:db8::1]:4711', 1, '2001:db8:0:0:0:0:0:1'],
    ['G-6: IPv6 with brackets, quotes and a zone', '127.0.0.1', '"[fe80::1%eth0]"', 1, 'fe80:0:0:0:0:0:0:1'],
    ['G-6: IPv6 in another spelling', '127.0.0.1', '2001:0DB8:0::0001', 1, '2001:db8:0:0:0:0:0:1'],
    ['G-6: a connection with a zone', 'fe80::1%eth0', undefined, 0, 'fe80:0:0:0:0:0:0:1'],
    ['G-6: brackets around nothing', '127.0.0.1', '[]:80', 1, '127.0.0.1'],
    ['no header: the connection', '127.0.0.1', undefined, 1, '127.0.0.1'],
  ])('%s', (_, remote, forwarded, proxies, expected) => {
    expect(clientAddress(remote, forwarded, proxies)).toBe(expected);
  });

  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:0::/56'],
    ['2001:0DB8:0001:00ff::1', '2001:db8:1:0::/56'],
    ['2001:0DB8:0001:0100::1', '2001:db8:1:100::/56'],
    ['2001:db8::1', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['fe80::', 'fe80:0:0:0::/56'],
  ])('%s counts as %s', (address, key) => {
    expect(clientKey(address)).toBe(key);
  });
});

it('a connection that is gone has no address', () => expect(clientAddress(undefined, undefined, 0)).toBe(''));
