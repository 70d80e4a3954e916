import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Everything that is not the public Internet (IANA special-purpose registries, RFC 6890 and its successors): loopback,
 * private, link-local with the metadata services of clouds, carrier-grade NAT, benchmarks, documentation, multicast.
 */
const REFUSED_IPV4 = [
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
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Only 2000::/3 is handed out; inside it, what tunnels to an IPv4 address or documents. */
const REFUSED_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [address, prefix] of REFUSED_IPV4) refused.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of REFUSED_IPV6) refused.addSubnet(address, prefix, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** Whether a numeric address is on the public Internet. Everything that is no plain address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused.check(address, 'ipv4');
  // IPv4-mapped, NAT64, unspecified, loopback, unique-local, link-local and multicast all lie outside 2000::/3.
  return isIPv6(address) && globalUnicast.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}
