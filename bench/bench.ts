// Measures the built server beside a bare one and prints each figure with its target. `--check`: exit 1 where one is missed.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { measureCalls } from './calls.ts';
import { startChild } from './child.ts';
import { measureListing } from './listing.ts';
import { measureStarts, type Start } from './start.ts';
import { timed } from './statistics.ts';

const run = promisify(execFile);
const path = (relative: string) => new URL(`../${relative}`, import.meta.url).pathname;
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

function rowsOfStart(push: Start, base: Start): Row[] {
  const ratio = (what: string, one: number, other: number, unit: string, most: number) =>
    row(
      what,
      `${one.toFixed(1)} ${unit}, bare ${other.toFixed(1)} ${unit}: × ${(one / other).toFixed(2)}`,
      `≤ × ${most}`,
      one / other <= most,
    );
  return [
    ratio('start to tools/list, median', push.median, base.median, 'ms', 1.25),
    ratio('start to tools/list, least', push.least, base.least, 'ms', 1.25),
    ratio('peak memory', push.memory, base.memory, 'MB', 1.15),
  ];
}

/** All of `generate` but the writing, and a comparison instead. That the tree is stale is for `--check` itself to say. */
async function generateInMemory(): Promise<void> {
  await run(process.execPath, [...tsx, path('codegen/cli.ts'), '--check']).catch((error: { stderr?: string }) => {
    if (!error.stderr?.includes('Stale')) throw error;
  });
}

async function measure(): Promise<Row[]> {
  await run(process.execPath, [path('build.mjs'), 'bench/bare-server.ts', '.build/bench/bare-server.js']);
  const [push, base] = (await measureStarts([ours, bare], 21)) as [Start, Start];
  const double = startChild([...tsx, path('bench/double.ts')]);
  const { direct, tool, perSecond } = await measureCalls(ours, double, 500, 8000);
  await double.close();
  const listing = await measureListing(ours);
  const seconds = (await timed(generateInMemory)) / 1000;
  const overhead = tool - direct;
  return [
    ...rowsOfStart(push, base),
    row(
      'preview_push beside a fetch',
      `${tool.toFixed(2)} - ${direct.toFixed(2)} = ${overhead.toFixed(2)} ms`,
      '≤ 1 ms',
      overhead <= 1,
    ),
    row('calls a second, 16 in flight', perSecond.toFixed(0), '≥ 1650', perSecond >= 50 * 33),
    row(
      `names, descriptions, inputs of ${listing.tools} tools`,
      `${listing.paid} bytes`,
      '≤ 24000 bytes',
      listing.paid <= 24_000,
    ),
    row('tools/list as a whole', `${listing.whole} bytes`, '', true),
    row('generate', `${seconds.toFixed(2)} s`, '< 3 s', seconds < 3),
  ];
}

const rows = await measure();
const width = (field: 'what' | 'measured' | 'target') => Math.max(...rows.map((one) => one[field].length));
const [what, measured, target] = [width('what'), width('measured'), width('target')];
process.stdout.write(`Node ${process.versions.node}\n`);
for (const one of rows) {
  const verdict = one.target === '' ? '' : one.passes ? 'PASS' : 'FAIL';
  process.stdout.write(
    `${one.what.padEnd(what)}  ${one.measured.padEnd(measured)}  ${one.target.padEnd(target)}  ${verdict}`
      .trimEnd()
      .concat('\n'),
  );
}
if (process.argv.includes('--check') && rows.some(({ passes }) => !passes)) process.exitCode = 1;
