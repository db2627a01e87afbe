import { isIPv4, isIPv6 } from 'node:net';

/**
 * Whom to count a request against. `X-Forwarded-For` is believed only as far as our own proxies wrote it:
 * with `trustedProxies` of them in front, the entry that many places from the right. Anything else a client may have made up.
 */
export function clientAddress(
  remoteAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const direct = canonicalAddress(remoteAddress ?? '') ?? remoteAddress ?? '';
  if (trustedProxies === 0 || forwardedFor === undefined) return direct;
  return canonicalAddress(forwardedFor.split(',').at(-trustedProxies)?.trim() ?? '') ?? direct;
}

/**
 * One spelling for every address, as proxies write it: without quotes, brackets, port and zone, IPv4 in IPv6 clothes as IPv4, IPv6 as eight
 * groups without leading zeros. `undefined` for what is no address.
 */
export function canonicalAddress(written: string): string | undefined {
  const bare = written.replace(/^"(.*)"$/u, '$1');
  const inner = /^\[([^\]]*)\](?::\d{1,5})?$/u.exec(bare)?.[1] ?? /^([\d.]+):\d{1,5}$/u.exec(bare)?.[1] ?? bare;
  const address = inner.split('%', 1)[0] ?? '';
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return undefined;
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(6);
  const inClothes = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (inClothes) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
  return groups.map((group) => group.toString(16)).join(':');
}

function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const first = partsOf(head);
  const last = tail === undefined ? [] : partsOf(tail);
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

/** The groups of a part; its end may be written as IPv4. */
function partsOf(part: string): number[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}

/** A subscriber line gets a whole IPv6 /64, and many get a /56: it counts as one client. IPv4 stays as it is. */
export function clientKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [a = 0, b = 0, c = 0, d = 0] = groupsOf(address);
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':')}::/56`;
}
