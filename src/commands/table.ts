/** A command with the words that follow its name. Returns the exit code. */
type Run = (argv: readonly string[], process: NodeJS.Process) => Promise<number>;

/** Commands that exist for one service only, by name. Each is loaded when it runs. No other file imports from their folders. */
export const commands: Readonly<Record<string, { readonly does: string; readonly run: Run }>> = {
  channels: {
    // For `--help`
    does: 'adds, lists and removes channels to send to',
    run: async (argv, process) => (await import('./pushgo/channels.ts')).runChannelsCommand(argv, process),
  },
};
