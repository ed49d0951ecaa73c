import { defaultOf, inFile, secretVariables, server, variables } from '../config/variables.ts';
import { commands } from './table.ts';

const width = Math.max(...variables.map(({ name }) => name.length));

/** What `--help` prints. */
export const help = `push-mcp: an MCP server for secret links, messages to your devices and questions to a person.
The model acts, and never holds a secret.

Usage: push-mcp [flags]          serves MCP on stdin and stdout
${Object.entries(commands)
  .map(
    ([name, { does }]) => `       push-mcp ${`${name} …`.padEnd(16)} ${does}; \`push-mcp ${name} --help\` says how\n`,
  )
  .join('')}
Flags
  --sandbox[=RELEASE]   serve against emulators here; RELEASE is 2.11.4, 1.60.0 or commercial (2.11.4)
  --toolsets=LIST       ${server.toolsets.meaning} (${server.toolsets.otherwise})
  --read-only           only tools that read
  --log-level=LEVEL     silent, error, warn, info or debug, on stderr (info)
  --help, -h            this text
  --version, -v         the version

Environment
${variables.map(({ name, setting }) => `  ${name.padEnd(width)}  ${setting.meaning}${inBrackets(defaultOf(setting))}\n`).join('')}
  HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured. Each secret may stand in a file that another variable names,
  such as ${inFile(secretVariables[0]?.name ?? '')}, or in credentials.json in your configuration folder.
`;

function inBrackets(text: string | undefined): string {
  return text === undefined ? '' : ` (${text})`;
}
