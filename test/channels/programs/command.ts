// `push-mcp channels` as a program of its own.
import { runChannelsCommand } from '../../../src/commands/pushgo/channels.ts';

process.exitCode = await runChannelsCommand(process.argv.slice(2), process);
