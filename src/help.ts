import { variables } from './config/environment.ts';

const width = Math.max(...Object.keys(variables).map((name) => name.length));

/** What `--help` prints. */
export const help = `push-mcp: an MCP server for secret links. The model acts, and never holds a secret.

Usage: push-mcp [flags]          serves MCP on stdin and stdout

Flags
  --sandbox[=RELEASE]   serve against a Password Pusher double on this machine: 2.11.4, 1.60.0 or commercial (2.11.4)
  --toolsets=LIST       comma-separated services (pwpush)
  --read-only           only tools that read
  --log-level=LEVEL     silent, error, warn, info or debug, on stderr (info)
  --help, -h            this text
  --version, -v         the version

Environment
${Object.entries(variables)
  .map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}\n`)
  .join('')}  HTTPS_PROXY, HTTP_PROXY and NO_PROXY are honoured.
`;
