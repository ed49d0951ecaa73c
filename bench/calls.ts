// What a call costs beside the request that it makes, and how many there are in a second.
import { type Child, initialize, startChild } from './child.ts';
import { median, timed } from './statistics.ts';

export interface Calls {
  /** Medians, in milliseconds. */
  readonly direct: number;
  readonly tool: number;
  readonly perSecond: number;
}

interface Double {
  readonly origin: string;
  readonly token: string;
}

async function makePush({ origin, token }: Double): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', accept: 'application/json' };
  const body = JSON.stringify({ push: { payload: 'bench', expire_after_views: 100 } });
  const response = await fetch(`${origin}/api/v2/pushes.json`, { method: 'POST', headers, body });
  return ((await response.json()) as { url_token: string }).url_token;
}

async function preview(server: Child, url_token: string): Promise<void> {
  const { result } = await server.request('tools/call', { name: 'preview_push', arguments: { url_token } });
  if (!result || result.isError) throw new Error(`preview_push failed: ${JSON.stringify(result)}`);
}

async function inFlight(count: number, total: number, act: () => Promise<void>): Promise<number> {
  let left = total;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await act();
    }
  };
  const ms = await timed(() => Promise.all(Array.from({ length: count }, worker)));
  return (total / ms) * 1000;
}

/** Measures `preview_push` of the server against a direct `fetch` of the same address, one after the other. */
export async function measureCalls(script: string, double: Child, rounds: number, total: number): Promise<Calls> {
  const facts = (await double.line()) as unknown as Double;
  const { origin, token } = facts;
  const server = startChild([script], { PWPUSH_BASE_URL: origin, PWPUSH_API_TOKEN: token });
  await initialize(server);
  const url_token = await makePush(facts);
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const fetchPreview = async () => {
    const response = await fetch(`${origin}/api/v2/pushes/${url_token}/preview.json`, { headers });
    if (!response.ok) throw new Error(`The double answered ${response.status}.`);
    await response.json();
  };
  const [direct, tool]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + 200; round += 1) {
    const [one, other] = [await timed(fetchPreview), await timed(() => preview(server, url_token))];
    // The first ones find code that is not compiled yet
    if (round < 200) continue;
    direct.push(one);
    tool.push(other);
  }
  await inFlight(16, 1000, () => preview(server, url_token));
  const perSecond = await inFlight(16, total, () => preview(server, url_token));
  await server.close();
  return { direct: median(direct), tool: median(tool), perSecond };
}
