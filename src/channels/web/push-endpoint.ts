/** Where the service lets a page send it. An address is whatever somebody's browser says: it must not lead into our own network. */
import { type LookupAddress, lookup as lookupName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** The push services of the browsers there are: Chrome and those made of it, Firefox, Safari, Edge. A leading dot: every name below. */
const pushServices = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '.push.services.mozilla.com',
  '.push.apple.com',
  '.notify.windows.com',
];

const longestEndpoint = 1_000;

/** Whether a browser can have been given this address by its push service: https, the usual port, a name of theirs and nothing else. */
export function isPushEndpoint(endpoint: string): boolean {
  if (endpoint.length > longestEndpoint || !URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password, hash } = new URL(endpoint);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '' || hash !== '') return false;
  return pushServices.some((service) => (service.startsWith('.') ? hostname.endsWith(service) : hostname === service));
}

/** RFC 6890 and what came after it: addresses that are nobody's on the internet. */
const notPublic4 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  notPublic4.addSubnet(net, bits, 'ipv4');

const public6 = new BlockList();
public6.addSubnet('2000::', 3, 'ipv6');
/** Documentation, and two that carry an IPv4 address inside. */
const notPublic6 = new BlockList();
for (const [net, bits] of [
  ['2001:db8::', 32],
  ['2001::', 32],
  ['2002::', 16],
] as const)
  notPublic6.addSubnet(net, bits, 'ipv6');

/** Whether an IP address is on the internet, not in somebody's own network. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !notPublic4.check(address, 'ipv4');
  return isIP(address) === 6 && public6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
}

type ResolveAll = (name: string, done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void) => void;

const resolveAll: ResolveAll = (name, done) => lookupName(name, { all: true }, done);

/** The look-up of a connection: names that lead into a network of somebody's own lead nowhere. What is looked up here is what is connected to. */
export function publicLookup(resolve: ResolveAll = resolveAll): LookupFunction {
  return (name, options, done) =>
    resolve(name, (error, found) => {
      const usable = found?.filter(({ address }) => isPublicAddress(address)) ?? [];
      const [first] = usable;
      if (error || !first) {
        const refusal = Object.assign(new Error('the name leads to no public address'), { code: 'ENOTFOUND' });
        return done(error ?? refusal, '', 0);
      }
      if (options.all) done(null, usable);
      else done(null, first.address, first.family);
    });
}
