import { variables } from '../config/environment.ts';

const width = Math.max(...Object.keys(variables).map((name) => name.length));

/** What `--help` prints. */
export const help = `push-mcp: an MCP server for secret links, messages to your devices and questions to a person.
The model acts, and never holds a secret.

Usage: push-mcp [flags]          serves MCP on stdin and stdout
       push-mcp channels …       adds, lists and removes channels of PushGo; \`push-mcp channels --help\` says how

Flags
  --sandbox[=RELEASE]   serve against emulators here; Password Pusher as 2.11.4, 1.60.0 or commercial (2.11.4)
  --toolsets=LIST       comma-separated services: pwpush, pushgo, pushary (pwpush, and those that are set up)
  --read-only           only tools that read
  --log-level=LEVEL     silent, error, warn, info or debug, on stderr (info)
  --help, -h            this text
  --version, -v         the version

Environment
${Object.entries(variables)
  .map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}\n`)
  .join('')}  HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured.
`;
