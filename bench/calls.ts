// What a call costs and how many there are in a second, of several servers in turn. Each makes the same request for it.
import { type Child, initialize, startChild } from './child.ts';
import { median, timed } from './statistics.ts';

export interface Calls {
  /** Median of calls 2 to 500, one at a time, in milliseconds. */
  readonly one: number;
  /** Median of the rounds with 16 in flight. */
  readonly perSecond: number;
  /** Of a call with 16 in flight, in milliseconds: least of the rounds. Says more than time where the machine is busy. */
  readonly cpu: number;
  /** The most memory held by the end, in MB. */
  readonly memory: number;
}

export interface Double {
  readonly origin: string;
  readonly token: string;
}

const SINGLE = 500;
const ROUNDS = 8;
const CALLS_A_ROUND = 1000;

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

/** Milliseconds of one round with 16 calls in flight. */
async function round(act: () => Promise<void>): Promise<number> {
  let left = CALLS_A_ROUND;
  const worker = async () => {
    while (left-- > 0) await act();
  };
  return timed(() => Promise.all(Array.from({ length: 16 }, worker)));
}

/** Measures `preview_push` of each script, in so many sets of fresh servers: medians of them, of CPU time the least. */
export async function measureCalls(scripts: readonly string[], facts: Double, sets: number): Promise<Calls[]> {
  const measured: Calls[][] = [];
  for (let set = 0; set < sets; set += 1) measured.push(await measureSet(scripts, facts));
  return scripts.map((_, index) => {
    const of = (name: keyof Calls) => measured.map((set) => set[index]?.[name] ?? Number.NaN);
    const middle = (name: keyof Calls) => median(of(name));
    return {
      one: middle('one'),
      perSecond: middle('perSecond'),
      cpu: Math.min(...of('cpu')),
      memory: middle('memory'),
    };
  });
}

/** Call by call and round by round in turn: other work on the machine meets all servers alike. */
async function measureSet(scripts: readonly string[], facts: Double): Promise<Calls[]> {
  const settings = { PWPUSH_BASE_URL: facts.origin, PWPUSH_API_TOKEN: facts.token };
  const url_token = await makePush(facts);
  const servers = scripts.map((script) => ({
    child: startChild([script], settings),
    one: [] as number[],
    rates: [] as number[],
    cpu: [] as number[],
  }));
  for (const { child } of servers) await initialize(child);
  for (let call = 0; call < SINGLE; call += 1)
    for (const { child, one } of servers) one.push(await timed(() => preview(child, url_token)));
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const { child, rates, cpu } of servers) {
      const before = child.cpuTime();
      rates.push((CALLS_A_ROUND / (await round(() => preview(child, url_token)))) * 1000);
      cpu.push((child.cpuTime() - before) / CALLS_A_ROUND);
    }
  }
  const measured = servers.map(({ child, one, rates, cpu }) => ({
    one: median(one.slice(1)),
    perSecond: median(rates),
    cpu: Math.min(...cpu),
    memory: child.peakMemory() / 1024,
  }));
  for (const { child } of servers) await child.close();
  return measured;
}
