// Which variable says how an origin is reached: read as curl reads it.
import { BlockList, isIP, isIPv6 } from 'node:net';
import { isLoopback } from './loopback.ts';

export type ProxyVariable = 'HTTP_PROXY' | 'HTTPS_PROXY';

/** The address of a proxy, with its scheme; undefined where no http or https proxy can be meant. */
export function readProxy(written: string): string | undefined {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !isDecodable(url.username + url.password)) return undefined;
  return address;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The variable that counts for an origin. Undefined where no proxy is asked: on this machine, since a proxy would look for a
 * loopback address on its own, and where NO_PROXY names the host.
 */
export function proxyVariableFor(origin: string, noProxy: string): ProxyVariable | undefined {
  if (isLoopback(origin) || isExcepted(new URL(origin), noProxy)) return undefined;
  return origin.startsWith('https:') ? 'HTTPS_PROXY' : 'HTTP_PROXY';
}

/**
 * Whether NO_PROXY names the host: by its name or that of a domain above it, by its address or a network around it, each with
 * or without a port, or by an asterisk.
 */
function isExcepted({ protocol, hostname, port }: URL, noProxy: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const ownPort = port || (protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => {
      if (entry === '*') return true;
      const { name, port: only } = splitPort(entry);
      if (name === '' || (only !== undefined && only !== ownPort)) return false;
      return isIP(host) === 0 ? isWithin(host, name) : isInNetwork(host, name);
    });
}

/** The colons of a bare IPv6 address belong to no port. */
function splitPort(entry: string): { name: string; port: string | undefined } {
  const [, bracketed, behind] = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry) ?? [];
  if (bracketed !== undefined) return { name: bracketed, port: behind };
  const [, name, port] = /^([^:]*):(\d+)$/.exec(entry) ?? [];
  return { name: name ?? entry, port };
}

function isWithin(host: string, entry: string): boolean {
  const name = entry.replace(/^\*?\./, '').replace(/\.$/, '');
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

function isInNetwork(host: string, entry: string): boolean {
  const [address = '', bits] = entry.split('/');
  if (isIP(address) === 0) return false;
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const networks = new BlockList();
  if (bits === undefined) networks.addAddress(address, family);
  else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv6' ? 128 : 32))
    networks.addSubnet(address, Number(bits), family);
  return networks.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}
