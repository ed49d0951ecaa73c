// Names of this machine. A page of a foreign site whose name was made to resolve to loopback (DNS rebinding) sends its
// own name as host, so an emulator answers to these only.

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A `Host` header without its port, in lower case. */
export function hostName(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/, '').toLowerCase();
}

export function isLoopback(host: string | undefined): boolean {
  return loopback.has(hostName(host));
}
