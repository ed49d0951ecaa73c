// The pages that are made from the table of clients: docs/clients.md, and the blocks of README.md between two markers.
import {
  allClients,
  type Client,
  clients,
  type Form,
  type Launch,
  launchOf,
  npx,
  onWindows,
  pinned,
  serverName,
} from './clients.ts';

const block = (language: string, text: string) => `\`\`\`${language}\n${text}\`\`\`\n`;
const blockOf = (form: Form, launch: Launch) => block(form.language, form.render(launch));

const [start, end] = ['<!-- clients:start -->', '<!-- clients:end -->'];

/** README.md with its blocks written anew. */
export function withClientBlocks(readme: string): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md lacks ${start} or ${end}.`);
  return `${readme.slice(0, from + start.length)}\n${readmeBlocks()}${readme.slice(to)}`;
}

function readmeBlocks(): string {
  const { claudeCode, codex, claudeDesktop } = clients;
  return `Claude Code, in a terminal:

${blockOf(claudeCode.forms[0], launchOf(claudeCode))}
Codex, in \`~/.codex/config.toml\`:

${blockOf(codex.forms[0], launchOf(codex))}
Claude Desktop, Cursor, Windsurf and others, in their JSON file:

${blockOf(claudeDesktop.forms[0], launchOf(claudeDesktop))}`;
}

/** docs/clients.md */
export function clientsPage(): string {
  return `# Clients

How each client is told to start the server. Made from the table in \`packaging/clients.ts\`, of which tests start every block.

- Put the address of your instance in the place of \`https://pwpush.example.com\` and your token in that of \`your-token\`, or leave a line out: without an address
  it is \`https://pwpush.com\`, without a token the tools that need one say so. [settings.md](settings.md) has all settings.
- \`PWPUSH_FILE_ROOT\` is the folder whose files may be put behind links. \`.\` is the one in which the client was started. Where a block has none, add it
  with the full path of a folder that exists.
- Every name is \`${serverName}\`: clients put it before the names of the tools. \`${pinned}\` is the newest release of that major version.
- A credential can stay out of every client's file: \`credentials.json\` in your configuration folder works with all of them ([settings.md](settings.md)).
- PushGo needs no line: add a channel with \`npx ${pinned} channels add --gateway URL\`. Pushary needs \`PUSHARY_API_KEY\`, as another setting or in \`credentials.json\`.

| Client | Variables that are exported where it is started | Where it says why a server did not start |
| --- | --- | --- |
${allClients.map(({ title, exported, reason }) => `| ${title} | ${exported} | ${reason} |\n`).join('')}
${allClients.map(section).join('\n')}
## Without a person at the keyboard

Some clients start their first turn without the tools of a server that is slow, and \`npx\` needs seconds where the program itself needs less than half of one. For
scripts install it once, and name the program in the place of \`npx -y ${pinned}\`:

${block('sh', `npm install -g ${pinned}\n`)}
${block('toml', `[mcp_servers.${serverName}]\ncommand = "push-mcp"\nrequired = true\n`)}
Claude Code waits with \`MCP_CONNECTION_NONBLOCKING=false\` and \`MCP_CONNECT_TIMEOUT_MS=60000\` in its environment, where \`claude -p\` else starts after two seconds.
Codex waits for the server with \`required = true\`, and ends with the reason if it does not start. For a question to a person, \`ask_user\` is sent to their
phone.

## Failed to connect

Clients hide what a server that refuses to start says. Run it in a terminal, with the same settings: the reason stands there.

${block('sh', `PWPUSH_BASE_URL=https://pwpush.example.com npx -y ${pinned}\n`)}
If it starts, it writes “serving on stdio” and waits; Ctrl+C ends it. Other reasons: Node is older than 20.19, \`npx\` is not on the path of an app (name it by its
full path), or on Windows \`cmd /c\` is missing.

## Try it without an account

The sandbox serves the same tools against emulators on this machine:

${block('sh', `claude mcp add ${serverName}-sandbox -- ${['npx', ...npx('--sandbox').args].join(' ')}\n`)}
In any other client add \`"--sandbox"\` to the arguments of its block. What is set about real instances is left out then.

## From a clone

After \`npm ci && npm run build\`, put \`node\` and the path of \`dist/push-mcp.js\` in the place of \`npx -y ${pinned}\`:

${block('sh', `claude mcp add ${serverName} -- node /path/to/push-mcp/dist/push-mcp.js\n`)}`;
}

function section(client: Client): string {
  const launch = launchOf(client);
  const notes = (client.notes ?? []).map((note) => `\n${note}\n`).join('');
  const blocks = client.forms.map((form) => `${form.goes}\n\n${blockOf(form, launch)}`).join('\n');
  return `## ${client.title}

${blocks}${notes}
On Windows:

${blockOf(client.forms[0] as Form, onWindows(launch))}`;
}
