// The last look at each request: does its address retrieve a push? Written by hand from what the releases do
// (docs/services/pwpush.md#retrievals) and independent of `specs/`, so that a mistake there cannot make a tool retrieve

const locale = '(?:/[a-z]{2}(?:-[a-z]{2,4})?)?';

/** Addresses that give out a payload, lead to one, or count as a view; without `.json` and trailing slash. */
const retrievals: readonly RegExp[] = [
  /^\/api\/v2\/pushes\/[^/]+$/,
  new RegExp(`^${locale}/[pfr]/[^/]+(?:/(?:r|passphrase|access|edit))?$`),
  /^\/(?:pfb|rails\/active_storage|admin)(?:\/|$)/,
];

/** The addresses of lists, which look like those of pushes with the tokens `active` and `expired`. */
const lists = /^\/(?:api\/v2\/pushes|[pfr])\/(?:active|expired)\.json$/;

/** Whether a request would retrieve a push. A DELETE to such an address expires the push and gives nothing out. */
export function isRetrieval(method: string, pathname: string): boolean {
  const decoded = pathname.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const path = decoded.toLowerCase().replace(/\/+/g, '/');
  if (method === 'DELETE' || (method === 'GET' && lists.test(path))) return false;
  const plain = path.replace(/\/$/, '').replace(/\.json$/, '');
  return retrievals.some((retrieval) => retrieval.test(plain));
}
