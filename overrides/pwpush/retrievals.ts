// Written by hand from what the releases do (docs/services/pwpush.md#retrievals). It owes nothing to the
// specifications: where a mistake in one of them makes a tool's address that of a retrieval, this list stops it.

const locale = '(?:/[a-z]{2}(?:-[a-z]{2,4})?)?';

/** Addresses that give out a payload, lead to one, or count as a view; without `.json` and trailing slash. */
const retrievals: readonly RegExp[] = [
  /^\/api\/v2\/pushes\/[^/]+$/,
  new RegExp(`^${locale}/[pfr]/[^/]+(?:/(?:r|passphrase|access|edit))?$`),
  /^\/(?:pfb|rails\/active_storage|admin)(?:\/|$)/,
];

/** These look like a push whose token is the last word. */
const lists = /^\/(?:api\/v2\/pushes|[pfr])\/(?:active|expired)\.json$/;

/** Whether a request would retrieve a push. A DELETE to the same address expires it. */
export function isRetrieval(method: string, pathname: string): boolean {
  const decoded = pathname.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const path = decoded.toLowerCase().replace(/\/+/g, '/');
  if (method === 'DELETE' || (method === 'GET' && lists.test(path))) return false;
  const plain = path.replace(/\/$/, '').replace(/\.json$/, '');
  return retrievals.some((retrieval) => retrieval.test(plain));
}
