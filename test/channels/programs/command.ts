// `push-mcp channels` as a program of its own.
import { runChannelsCommand } from '../../../src/channels/command.ts';

process.exitCode = await runChannelsCommand(process.argv.slice(2), process);
