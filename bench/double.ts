// The Password Pusher double in a process of its own, so that its work is not counted as anybody else's. Ends with stdin.
import { startSandbox } from '../sandbox/index.ts';

const settings = { PWP__THROTTLING__MINUTE: '10000000', PWP__THROTTLING__SECOND: '10000000' };
const sandbox = await startSandbox({ settings });
process.stdout.write(`${JSON.stringify({ origin: sandbox.origin, token: sandbox.token })}\n`);
process.stdin.once('end', () => process.exit(0)).resume();
