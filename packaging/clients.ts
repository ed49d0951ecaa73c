// The table of MCP clients: how each is told to start the server. The blocks of README.md and all of docs/clients.md are made from it
// (`npx vitest run test/docs -u`), the tests start every block, and test/outside/ runs the clients that npm has.
import { readFileSync } from 'node:fs';
import { known } from './identity.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What the blocks install: the newest release with this major version. */
export const pinned = `${known.npmName}@${version.split('.')[0]}`;

/** The name of the server in every block. Clients put it before the names of the tools. */
export const serverName = 'push';

/** A program with its arguments and settings. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One way to tell a client about the server. */
export interface Form {
  readonly language: 'sh' | 'json' | 'toml';
  /** Where the block goes, in Markdown. */
  readonly goes: string;
  render(launch: Launch): string;
}

export interface Client {
  readonly title: string;
  readonly forms: readonly Form[];
  /** Settings of its blocks beside those that every block has. */
  readonly env?: Readonly<Record<string, string>>;
  /** What becomes of variables that are set where the client is started. */
  readonly exported: string;
  /** Where it tells why a server did not start. */
  readonly reason: string;
  readonly notes?: readonly string[];
}

/** A variable that the client fills in. */
const filledIn = (name: string) => `\${${name}}`;

/** In every block. */
const instance = { PWPUSH_BASE_URL: 'https://pwpush.example.com', PWPUSH_API_TOKEN: 'your-token' };
/** Clients that run in the folder of a project hand it on to the server as its own. */
const projectFiles = { PWPUSH_FILE_ROOT: '.' };

export const npx = (...flags: string[]): Pick<Launch, 'command' | 'args'> => ({
  command: 'npx',
  args: ['-y', pinned, ...flags],
});

/** The same for Windows, where npx is a script and no program. */
export const onWindows = ({ command, args, env }: Launch): Launch => ({
  command: 'cmd',
  args: ['/c', command, ...args],
  env,
});

export const launchOf = ({ env }: Client): Launch => ({ ...npx(), env: { ...instance, ...env } });

/** Objects with one member stay on a line, as people write them. */
function json(value: object): string {
  return JSON.stringify(value, null, 2)
    .replace(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (_all, members: string) => `[${members.replace(/\n\s+/g, ' ')}]`)
    .concat('\n');
}

const inJson = (goes: string, wrap: (launch: Launch) => object): Form => ({
  language: 'json',
  goes,
  render: (launch) => json(wrap(launch)),
});
const mcpServers = (goes: string): Form => inJson(goes, (launch) => ({ mcpServers: { [serverName]: launch } }));

/** A command of the client, which writes its configuration. */
const command = (add: string, flag: string, after: (launch: Launch) => string): Form => ({
  language: 'sh',
  goes: 'In a terminal:',
  render(launch) {
    const settings = Object.entries(launch.env).map(([name, value]) => `${flag} ${name}=${value}`);
    // Shells of Windows go on to the next line in other ways
    return `${[add, ...settings, after(launch)].join(launch.command === 'cmd' ? ' ' : ' \\\n  ')}\n`;
  },
});
const line = ({ command, args }: Launch) => [command, ...args].join(' ');

const claudeCommand = command(`claude mcp add ${serverName}`, '-e', (launch) => `-- ${line(launch)}`);
const codexCommand = command(`codex mcp add ${serverName}`, '--env', (launch) => `-- ${line(launch)}`);
const geminiCommand = command(
  'gemini mcp add -s user',
  '-e',
  ({ command, args }) => `${serverName} ${command} -- ${args.join(' ')}`,
);

const codexFile: Form = {
  language: 'toml',
  goes: 'In `~/.codex/config.toml`:',
  render({ command, args, env }) {
    const settings = Object.entries(env).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
    return `[mcp_servers.${serverName}]
command = ${JSON.stringify(command)}
args = [${args.map((argument) => JSON.stringify(argument)).join(', ')}]
required = true

[mcp_servers.${serverName}.env]
${settings.join('')}`;
  },
};

const appNote = 'Not from a terminal: it is an app, so put settings into the block';

export const clients = {
  claudeCode: {
    title: 'Claude Code',
    forms: [claudeCommand, mcpServers('Or, for everybody in a project, in `.mcp.json`:')],
    env: projectFiles,
    exported: 'All reach the server',
    reason:
      '`claude --debug` writes it into a file below `~/.claude/debug/`; `claude mcp list` says only “Failed to connect”',
    notes: [
      `In \`.mcp.json\`, \`${filledIn('PWPUSH_API_TOKEN')}\` is filled in from the environment, so that no token stands in the project.`,
    ],
  },
  claudeDesktop: {
    title: 'Claude Desktop',
    forms: [
      mcpServers(
        'In `claude_desktop_config.json` (Settings → Developer → Edit Config), which lies in `~/Library/Application Support/Claude/` or `%APPDATA%\\Claude\\`:',
      ),
    ],
    exported: appNote,
    reason: '`mcp-server-push.log` in `~/Library/Logs/Claude/` or `%APPDATA%\\Claude\\logs\\`',
  },
  cursor: {
    title: 'Cursor',
    forms: [mcpServers('In `.cursor/mcp.json` of a project, or in `~/.cursor/mcp.json`:')],
    env: { PWPUSH_FILE_ROOT: filledIn('workspaceFolder') },
    exported: `${appNote}, where \`\${env:NAME}\` takes one of the desktop session`,
    reason: 'Output panel, “MCP Logs”',
  },
  vsCode: {
    title: 'VS Code',
    forms: [
      inJson(
        'In `.vscode/mcp.json` of a project, or through “MCP: Open User Configuration”:',
        ({ command, args, env }) => ({
          inputs: [{ type: 'promptString', id: 'pwpush-token', description: 'API token', password: true }],
          servers: { [serverName]: { type: 'stdio', command, args, env } },
        }),
      ),
    ],
    env: { PWPUSH_API_TOKEN: filledIn('input:pwpush-token'), PWPUSH_FILE_ROOT: filledIn('workspaceFolder') },
    exported: `${appNote}, where \`\${env:NAME}\` takes one of the desktop session`,
    reason: '“MCP: List Servers” → push → “Show Output”',
    notes: ['It asks for the token once and keeps it itself, so the file can be shared.'],
  },
  codex: {
    title: 'Codex',
    forms: [codexFile, { ...codexCommand, goes: 'Or in a terminal, without `required`:' }],
    env: projectFiles,
    exported:
      '**None reaches the server**, but `PATH`, `HOME` and the like; `env_vars = ["PWPUSH_API_TOKEN"]` in the block hands on those it names',
    reason:
      'Nowhere. With `required = true`, `codex exec` at least ends with “required MCP servers failed to initialize”',
    notes: [
      'Without `required = true` Codex waits a second for the server, which `npx` needs longer than: the first turn then has no tools and says nothing about it.',
    ],
  },
  geminiCli: {
    title: 'Gemini CLI',
    forms: [geminiCommand, mcpServers('Or in `~/.gemini/settings.json`, or `.gemini/settings.json` of a project:')],
    env: projectFiles,
    exported:
      '**None with TOKEN, KEY, SECRET or PASSWORD in its name**, others reach the server; `$NAME` in the block takes one',
    reason:
      '`gemini --debug -p hi` prints it after “MCP STDERR”; `gemini mcp list` says only “Disconnected”, or “Disabled” until the folder is trusted',
    notes: ['Headless (`-p`) and in editors it hides `ask_user`, because it has a tool of that name itself.'],
  },
  windsurf: {
    title: 'Windsurf',
    forms: [mcpServers('In `~/.codeium/windsurf/mcp_config.json`:')],
    exported: `${appNote}, where \`\${env:NAME}\` takes one of the desktop session`,
    reason: 'The MCP list of the Cascade panel',
  },
  zed: {
    title: 'Zed',
    forms: [
      inJson('In `settings.json` (“zed: open settings file”):', (launch) => ({
        context_servers: { [serverName]: launch },
      })),
    ],
    exported: appNote,
    reason: '“zed: open log”',
  },
  opencode: {
    title: 'opencode',
    forms: [
      inJson(
        'In `opencode.json` of a project, or in `~/.config/opencode/opencode.json`:',
        ({ command, args, env }) => ({
          $schema: 'https://opencode.ai/config.json',
          mcp: { [serverName]: { type: 'local', command: [command, ...args], environment: env, enabled: true } },
        }),
      ),
    ],
    env: projectFiles,
    exported: 'All reach the server',
    reason: 'Nowhere; `opencode mcp list` says only “failed”',
  },
} as const satisfies Record<string, Client>;

export const allClients: readonly Client[] = Object.values(clients);
