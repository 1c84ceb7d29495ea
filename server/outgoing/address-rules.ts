import { BlockList, isIP } from 'node:net';
import { told, type Told } from '../domain/told.ts';

/** IPv4 that is not on the public internet, by IANA's registry of special-purpose addresses. */
const inside4 = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // behind a carrier's NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, and the metadata of most clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments, and the metadata of one cloud
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
  '168.63.129.16/32', // a cloud's host that answers its guests alone, at a public address
];

/** IPv6 that is public is all in here … */
const public6 = '2000::/3';

/** … but for these. */
const inside6 = [
  '2001::/23', // protocol assignments, among them tunnels to IPv4
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4, which carries an IPv4 address
  '3fff::/20', // documentation
];

const listOf = (blocks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const block of blocks) {
    const [address = '', prefix] = block.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
};

const insideList = listOf([...inside4, ...inside6]);
const public6List = listOf([public6]);

const isPublic = (address: string): boolean =>
  isIP(address) === 6
    ? public6List.check(address, 'ipv6') && !insideList.check(address, 'ipv6')
    : isIP(address) === 4 && !insideList.check(address, 'ipv4');

/** Which hosts and addresses may be called. */
export type AddressRules = {
  /** Whether any address of a host of this name may be called. */
  allowsHost(host: string): boolean;
  /** Whether an IP address may be called: it is public, or allowed by the setting. */
  allowsAddress(address: string): boolean;
};

/** The rules, where these hosts, addresses and CIDR blocks may be called although they are inside. */
export const addressRules = (allowed: readonly string[]): AddressRules => {
  const blocks = allowed.filter((entry) => isIP(entry.split('/')[0] ?? '') !== 0);
  const hosts = new Set(allowed.filter((entry) => !blocks.includes(entry)));
  const list = listOf(blocks);
  return {
    allowsHost: (host) => hosts.has(host.toLowerCase().replace(/\.$/, '')),
    allowsAddress: (address) =>
      isPublic(address) || list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'),
  };
};

/** The host of a URL as a name, or as an address without brackets. */
export const hostOf = (url: URL): string => url.hostname.replaceAll(/^\[|\]$/g, '');

/** Why a URL is refused before its host is looked up; null: it is not. */
export const refusalOf = (url: URL, rules: AddressRules): Told | null => {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return told`is neither http nor https`;
  if (url.username !== '' || url.password !== '') return told`has a user or a password in it`;
  const host = hostOf(url);
  return isIP(host) !== 0 && !rules.allowsAddress(host) && !rules.allowsHost(host)
    ? told`is an address inside the network; CALLBACK_ALLOW can allow it`
    : null;
};
