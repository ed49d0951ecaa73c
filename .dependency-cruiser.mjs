// Which part may import which. `npm run lint` checks it, types included.

/** From top to bottom: a folder of `src/` imports those below it, never one above. */
const layers = ['cli.ts', 'commands', 'transports', 'mcp', 'calls', 'callers', 'config', 'upstream', 'policy', 'net'];

const downwards = layers.slice(1).map((layer, index) => ({
  name: `src/${layer} imports downwards`,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: {
    path: layers
      .slice(0, index + 1)
      .map((above) => `^src/${above}(/|$)`)
      .join('|'),
  },
}));

/** Each project and what it may import beside itself; packages are free. */
const projects = {
  codegen: [],
  generated: [],
  sandbox: [],
  overrides: ['generated'],
  src: ['generated', 'overrides', 'package.json'],
};
const folders = ['bench', 'codegen', 'demo', 'generated', 'overrides', 'sandbox', 'src', 'test', 'package\\.json'];

const between = Object.entries(projects).map(([project, allowed]) => ({
  name: `${project} imports ${['itself', ...allowed].join(', ')}`,
  severity: 'error',
  // The one command that serves in front of the emulators loads them on demand
  from: { path: `^${project}/`, ...(project === 'src' && { pathNot: '^src/commands/sandboxed\\.ts$' }) },
  to: {
    path: `^(${folders.filter((folder) => folder !== project && !allowed.includes(folder.replace('\\', ''))).join('|')})(/|$)`,
  },
}));

export default {
  forbidden: [
    { name: 'no circles, not even of types', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'what exists for one service is reached through the table of commands only',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(commands/[^/]+/|commands/table\\.ts)' },
      to: { path: '^src/commands/[^/]+/' },
    },
    ...downwards,
    ...between,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
};
