import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The file that is published. */
export const built = `${root}dist/push-mcp.js`;

/** Builds it anew, once per run of the tests: they are about what is published, not about what was built some time ago. */
export default function setup(): void {
  execFileSync(process.execPath, [`${root}build.mjs`]);
}
