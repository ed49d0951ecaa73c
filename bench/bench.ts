// Measures the built server beside a bare one, in turn, and prints each figure with its target: a ratio, because machines
// differ. `--check`: exit 1 where one is missed.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Calls, type Double, measureCalls } from './calls.ts';
import { startChild } from './child.ts';
import { measureListing } from './listing.ts';
import { measureStarts, type Start } from './start.ts';
import { timed } from './statistics.ts';

const run = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const tsx = ['--import', import.meta.resolve('tsx')];
const ours = path('dist/push-mcp.js');
const bare = path('.build/bench/bare-server.js');

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly passes: boolean;
}

const row = (what: string, measured: string, target: string, passes: boolean): Row => ({
  what,
  measured,
  target,
  passes,
});

/** One figure beside that of the bare server, and by how much it may be larger (`most`) or has to be larger (`least`). */
function ratio(
  what: string,
  one: number,
  other: number,
  unit: string,
  target: { most: number } | { least: number },
): Row {
  const times = one / other;
  const [sign, bound] = 'most' in target ? ['≤', target.most] : ['≥', target.least];
  const passes = 'most' in target ? times <= target.most : times >= target.least;
  const digits = one < 10 ? 2 : 0;
  const measured = `${one.toFixed(digits)} ${unit}, bare ${other.toFixed(digits)}: × ${times.toFixed(2)}`;
  return row(what, measured, `${sign} × ${bound.toFixed(2)}`, passes);
}

/** Node 22.8 and newer keep what they compiled, which the bare server does without. */
const START = !('enableCompileCache' in module) ? 1.1 : 1;

function rowsOfStart(push: Start, base: Start): Row[] {
  return [
    ratio('start to tools/list, least CPU time', push.cpu, base.cpu, 'ms', { most: START }),
    row('start to tools/list, median', `${push.median.toFixed(0)} ms, bare ${base.median.toFixed(0)}`, '', true),
    ratio('peak memory of a start', push.memory, base.memory, 'MB', { most: 1.05 }),
  ];
}

function rowsOfCalls(push: Calls, base: Calls): Row[] {
  const more = push.one - base.one;
  const cpu = `${push.cpu.toFixed(3)} ms, bare ${base.cpu.toFixed(3)}: × ${(push.cpu / base.cpu).toFixed(2)}`;
  return [
    ratio('calls a second, 16 in flight', push.perSecond, base.perSecond, '', { least: 1 }),
    row('CPU time of a call', cpu, '', true),
    row(
      'one call, median of calls 2 to 500',
      `${push.one.toFixed(2)} ms, bare ${base.one.toFixed(2)}: ${more.toFixed(2)} more`,
      '≤ 0.20 ms more',
      more <= 0.2,
    ),
    ratio('peak memory of 8000 calls', push.memory, base.memory, 'MB', { most: 1 }),
  ];
}

/** All of `generate` but the writing, and a comparison instead. That the tree is stale is for `--check` itself to say. */
async function generateInMemory(): Promise<void> {
  await run(process.execPath, [...tsx, path('codegen/cli.ts'), '--check']).catch((error: { stderr?: string }) => {
    if (!error.stderr?.includes('Stale')) throw error;
  });
}

/** What the library's own command takes for the types alone. */
async function runOpenapiTypescript(): Promise<void> {
  for (const spec of (await readdir(path('specs'))).filter((name) => name.endsWith('.yaml'))) {
    const cli = path('node_modules/openapi-typescript/bin/cli.js');
    await run(process.execPath, [cli, path(`specs/${spec}`), '-o', path(`.build/bench/${spec}.ts`)]);
  }
}

async function measure(): Promise<Row[]> {
  await run(process.execPath, [path('build.mjs'), 'bench/bare-server.ts', '.build/bench/bare-server.js']);
  const [push, base] = (await measureStarts([ours, bare], 21)) as [Start, Start];
  const double = startChild([...tsx, path('bench/double.ts')]);
  const calls = await measureCalls([ours, bare], (await double.line()) as unknown as Double, 3);
  await double.close();
  const listing = await measureListing(ours);
  const [own, library] = [await timed(generateInMemory), await timed(runOpenapiTypescript)];
  return [
    ...rowsOfStart(push, base),
    ...rowsOfCalls(...(calls as [Calls, Calls])),
    row(
      `names, descriptions, inputs of ${listing.tools} tools`,
      `${listing.paid} bytes`,
      '≤ 24000 bytes',
      listing.paid <= 24_000,
    ),
    row('tools/list as a whole', `${listing.whole} bytes`, '', true),
    row(
      'generate, beside openapi-typescript alone',
      `${(own / 1000).toFixed(1)} s, ${(library / 1000).toFixed(1)} s: × ${(own / library).toFixed(2)}`,
      '≤ × 1.00',
      own <= library,
    ),
  ];
}

const rows = await measure();
const width = (field: 'what' | 'measured' | 'target') => Math.max(...rows.map((one) => one[field].length));
const [what, measured, target] = [width('what'), width('measured'), width('target')];
process.stdout.write(`Node ${process.versions.node}\n`);
for (const one of rows) {
  const verdict = one.target === '' ? '' : one.passes ? 'met' : 'MISSED';
  process.stdout.write(
    `${one.what.padEnd(what)}  ${one.measured.padEnd(measured)}  ${one.target.padEnd(target)}  ${verdict}`
      .trimEnd()
      .concat('\n'),
  );
}
if (process.argv.includes('--check') && rows.some(({ passes }) => !passes)) process.exitCode = 1;
