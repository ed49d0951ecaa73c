// From spawn to the answer of the first `tools/list`, and the most memory held until then.
import { everything, initialize, startChild } from './child.ts';
import { median } from './statistics.ts';

export interface Start {
  /** Of the main thread, in milliseconds: the least of all runs, which other work on the machine disturbs least. */
  readonly cpu: number;
  readonly median: number;
  /** Median of peak memory, in MB. */
  readonly memory: number;
}

interface Run {
  readonly ms: number;
  readonly cpu: number;
  readonly memory: number;
}

async function startOnce(script: string): Promise<Run> {
  const began = performance.now();
  const server = startChild([script], everything);
  await initialize(server);
  await server.request('tools/list');
  const ms = performance.now() - began;
  const [cpu, memory] = [server.cpuTime(), server.peakMemory() / 1024];
  await server.close();
  return { ms, cpu, memory };
}

/** Starts the scripts in turn, so that whatever else the machine does meets all of them alike. */
export async function measureStarts(scripts: readonly string[], runs: number): Promise<Start[]> {
  const seen = scripts.map((): Run[] => []);
  for (const script of scripts) await startOnce(script);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, script] of scripts.entries()) seen[index]?.push(await startOnce(script));
  }
  return seen.map((all) => ({
    cpu: Math.min(...all.map(({ cpu }) => cpu)),
    median: median(all.map(({ ms }) => ms)),
    memory: median(all.map(({ memory }) => memory)),
  }));
}
