import { isIP, isIPv6 } from 'node:net';

/**
 * Whom to count a request against. `X-Forwarded-For` is believed only as far as our own proxies wrote it:
 * with `trustedProxies` of them in front, the entry that many places from the right. Anything else a client may have made up.
 */
export function clientAddress(
  remoteAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const direct = (remoteAddress ?? '').replace(/^::ffff:/, '');
  if (trustedProxies === 0 || forwardedFor === undefined) return direct;
  const claimed = forwardedFor.split(',').at(-trustedProxies)?.trim() ?? '';
  return isIP(claimed) ? claimed : direct;
}

/** One subscriber line usually has a whole IPv6 /64: they count as one client. IPv4 stays as it is. */
export function clientKey(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const full = [...groups, ...Array<string>(Math.max(missing, 0)).fill('0'), ...(tail ? tail.split(':') : [])];
  return `${full
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
