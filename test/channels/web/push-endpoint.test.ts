import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, isPushEndpoint, publicLookup } from '../../../src/channels/web/push-endpoint.ts';

describe('where a page may have its announcements sent', () => {
  it('G-19: is the push service of a browser', () => {
    for (const endpoint of [
      'https://fcm.googleapis.com/fcm/send/abc:def',
      'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
      'https://web.push.apple.com/QGuQ',
      'https://wns2-sg2p.notify.windows.com/w/?token=BQYA',
    ])
      expect([endpoint, isPushEndpoint(endpoint)]).toEqual([endpoint, true]);
  });

  it('G-19: has an address of a thousand characters at most', () => {
    const longest = 'https://fcm.googleapis.com/'.padEnd(1_000, 'x');
    expect([isPushEndpoint(longest), isPushEndpoint(`${longest}x`)]).toEqual([true, false]);
  });

  it('G-19: is nothing else: no other site, no plain http, no port, no address, nothing that only looks like one', () => {
    for (const endpoint of [
      'http://fcm.googleapis.com/fcm/send/abc',
      'https://fcm.googleapis.com:8443/fcm/send/abc',
      'https://somebody@fcm.googleapis.com/fcm/send/abc',
      'https://:secret@fcm.googleapis.com/fcm/send/abc',
      'https://fcm.googleapis.com/fcm/send/abc#x',
      'https://eviltwo.notify.windows.com.vn/x',
      'https://evilnotify.windows.com/x',
      'https://fcm.googleapis.com.example.vn/fcm/send/abc',
      'https://evil-push.apple.com.example.vn/x',
      'https://evilpush.apple.com/x',
      'https://push.apple.com/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://2130706433/x',
      'https://localhost/x',
      'https://cutri.internal/x',
      'https://example.vn/x',
      'file:///etc/passwd',
      `https://fcm.googleapis.com/${'x'.repeat(1_000)}`,
      'no address',
    ])
      expect([endpoint, isPushEndpoint(endpoint)]).toEqual([endpoint, false]);
  });

  it('G-19: knows every kind of address that is not on the internet', () => {
    for (const address of [
      ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
      ...['192.0.0.1', '198.18.0.1', '203.0.113.9', '224.0.0.1', '255.255.255.255'],
      ...[
        '::',
        '::1',
        '::ffff:10.0.0.1',
        'fc00::1',
        'fd12::1',
        'fe80::1',
        'ff02::1',
        '64:ff9b::a00:1',
        '2001:db8::1',
        '2002:a00:1::',
      ],
      ...['2001::1', '', 'localhost'],
    ])
      expect([address, isPublicAddress(address)]).toEqual([address, false]);
    for (const address of ['142.250.66.10', '172.32.0.1', '100.128.0.1', '2404:6800:4003::5f', '2a00:1450::1'])
      expect([address, isPublicAddress(address)]).toEqual([address, true]);
  });

  it('G-19: a name of a push service that leads into our own network leads nowhere', async () => {
    const lookup = (found: LookupAddress[], all = false) =>
      new Promise((resolve) =>
        publicLookup((_, done) => done(null, found))('push.example.vn', { all }, (error, address) =>
          resolve(error?.code ?? address),
        ),
      );
    const inside = { address: '10.0.0.7', family: 4 };
    const outside = { address: '142.250.66.10', family: 4 };
    expect(await lookup([inside])).toBe('ENOTFOUND');
    expect(await lookup([])).toBe('ENOTFOUND');
    expect(await lookup([inside, outside])).toBe('142.250.66.10');
    expect(await lookup([inside, outside], true)).toEqual([outside]);
  });
});
